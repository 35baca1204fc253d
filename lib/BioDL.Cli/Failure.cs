using System.Globalization;

namespace BioDL.Cli;

/// <summary>Turns what went wrong into one plain message; what only a developer can use goes to a log file.</summary>
internal static class Failure
{
    private const int KeptLogs = 20;

    /// <returns>The exit code.</returns>
    public static int Report(Exception error, string logs, Screen screen, bool interrupted)
    {
        if (interrupted)
        {
            screen.Notice("Interrupted.");
            return ExitCode.Interrupted;
        }

        if (error is ProblemException problem)
        {
            screen.Notice(problem.Message);
            return problem.Code;
        }

        screen.Notice($"Something went wrong that BioDL did not expect: {error.Message}");
        screen.Notice(WriteLog(error, logs) is { } log
            ? $"Details are in {log}. Start the command again; if it happens again, send that file to the people who teach or maintain the course."
            : $"No log could be written to {logs}. Check that the folder can be written and the disk is not full ('./biodl doctor' tells).");
        return ExitCode.Failure;
    }

    private static string? WriteLog(Exception error, string logs)
    {
        try
        {
            Directory.CreateDirectory(logs);
            var time = DateTime.Now.ToString("yyyy-MM-dd-HHmmss", CultureInfo.InvariantCulture);
            var path = Path.Combine(logs, $"{time}-{Environment.ProcessId}.log");
            File.WriteAllText(path, $"{Environment.CommandLine}\n{Environment.OSVersion}, .NET {Environment.Version}\n\n{error}\n");
            foreach (var old in Directory.GetFiles(logs, "20*.log").OrderDescending(StringComparer.Ordinal).Skip(KeptLogs))
                File.Delete(old);
            return path;
        }
        catch (Exception second) when (second is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
