using System.Diagnostics;
using System.Runtime.InteropServices;
using BioDL.Cli.Processes;

namespace BioDL.Cli.Building;

/// <summary>Goes on in the program of another build: same arguments, same console, its exit code.</summary>
internal static partial class Handover
{
    /// <summary>Set for the program that is handed over to, so that it does not hand over once more.</summary>
    public const string Variable = "BIODL_HANDED_OVER";

    private const int Terminate = 15;

    public static async Task<int> ToAsync(string program, IReadOnlyList<string> arguments, Workplace place, CancellationToken cancellation)
    {
        var start = new ProcessStartInfo(DotNet.Program, [program, .. arguments]) { UseShellExecute = false };
        start.Environment[Variable] = "1";
        start.Environment[Workplace.RootVariable] = place.Root;
        using var process = Process.Start(start) ?? throw new ProblemException($"{program} could not be started. Start this command again.");
        // Ctrl-C reaches the other program too, and it cleans up by itself; other requests to end are passed on.
        await using var passOn = cancellation.Register(() => AskToEnd(process)).ConfigureAwait(false);
        await process.WaitForExitAsync(CancellationToken.None).ConfigureAwait(false);
        return process.ExitCode;
    }

    private static void AskToEnd(Process process)
    {
        if (!OperatingSystem.IsWindows() && !process.HasExited)
            _ = SendSignal(process.Id, Terminate);
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SendSignal(int process, int signal);
}
