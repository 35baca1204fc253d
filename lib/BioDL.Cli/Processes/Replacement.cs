using System.Collections;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace BioDL.Cli.Processes;

/// <summary>Goes on as another program: where the system can, this process becomes that one, so that nothing stands between it and its caller.</summary>
internal static partial class Replacement
{
    /// <summary>Becomes the program, or, on Windows, starts it and waits for its end.</summary>
    /// <param name="program">Full path.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="without">Environment variables that it is not given.</param>
    /// <param name="cancellation">Ends it where it had to be started.</param>
    /// <returns>Its exit code; does not return where this process became the other.</returns>
    public static async Task<int> ByAsync(string program, IReadOnlyList<string> arguments, IReadOnlyCollection<string> without, CancellationToken cancellation)
    {
        if (!OperatingSystem.IsWindows())
        {
            var environment = Environment.GetEnvironmentVariables().Cast<DictionaryEntry>().Where(entry => !without.Contains((string)entry.Key))
                .Select(entry => $"{entry.Key}={entry.Value}");
            _ = Execute(program, [program, .. arguments, null], [.. environment, null]);
            throw new ProblemException($"{program} could not be started: error {Marshal.GetLastPInvokeError()}. Is it still installed?");
        }
        var start = new ProcessStartInfo(program, arguments) { UseShellExecute = false };
        foreach (var name in without)
            start.Environment.Remove(name);
        using var process = Process.Start(start) ?? throw new ProblemException($"{program} could not be started. Is it still installed?");
        await using var end = cancellation.Register(process.Kill).ConfigureAwait(false);
        await process.WaitForExitAsync(CancellationToken.None).ConfigureAwait(false);
        return process.ExitCode;
    }

    [LibraryImport("libc", EntryPoint = "execve", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Execute(string program, string?[] arguments, string?[] environment);
}
