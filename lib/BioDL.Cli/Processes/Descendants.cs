using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace BioDL.Cli.Processes;

/// <summary>
/// Ends everything that this process started, also what was started by a child that has itself ended. Linux only (there such orphans
/// can be handed to us); elsewhere ending each child with its tree has to do.
/// </summary>
internal static partial class Descendants
{
    private const int SetChildSubreaper = 36;

    /// <summary>Asks Linux to hand orphaned descendants to this process.</summary>
    public static void Adopt()
    {
        if (OperatingSystem.IsLinux())
            _ = ProcessControl(SetChildSubreaper, 1, 0, 0, 0);
    }

    /// <summary>Ends all descendants.</summary>
    public static void KillAll()
    {
        if (!OperatingSystem.IsLinux())
            return;
        // Ending a parent hands its children over: look again until nothing is left that runs.
        for (var round = 0; round < 20; round++)
        {
            var children = ChildrenOf(Environment.ProcessId);
            if (children.Count == 0)
                return;
            children.ForEach(Kill);
            Thread.Sleep(10);
        }
    }

    /// <summary>The running (not ended and unawaited) children of a process.</summary>
    internal static List<int> ChildrenOf(int parent)
    {
        var children = new List<int>();
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var id)
                && StateAndParent(folder) is var (state, itsParent) && itsParent == parent && state != 'Z')
                children.Add(id);
        }

        return children;
    }

    private static (char State, int Parent)? StateAndParent(string folder)
    {
        try
        {
            // "id (name, maybe with blanks and brackets) state parent …"
            var stat = File.ReadAllText(Path.Combine(folder, "stat"));
            var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ', 3);
            return (fields[0][0], int.Parse(fields[1], CultureInfo.InvariantCulture));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static void Kill(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            process.Kill(entireProcessTree: true);
        }
        catch (Exception error) when (error is ArgumentException or InvalidOperationException or AggregateException
            or System.ComponentModel.Win32Exception)
        {
            // It ended by itself in the meantime.
        }
    }

    [LibraryImport("libc", EntryPoint = "prctl")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int ProcessControl(int option, nuint second, nuint third, nuint fourth, nuint fifth);
}
