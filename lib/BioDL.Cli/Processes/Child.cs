using System.Diagnostics;

namespace BioDL.Cli.Processes;

/// <summary>What to start, and where.</summary>
internal sealed record ChildOptions
{
    public required string Program { get; init; }

    public required IReadOnlyList<string> Arguments { get; init; }

    public required string Folder { get; init; }

    /// <summary>Environment variables to set, or to remove when null.</summary>
    public IReadOnlyDictionary<string, string?> Environment { get; init; } = new Dictionary<string, string?>();
}

/// <summary>Runs a program, hears every line that it prints, and ends it with all that it started when the user interrupts.</summary>
internal static class Child
{
    private static readonly TimeSpan LastWords = TimeSpan.FromSeconds(5);

    /// <returns>The exit code, or null when there is no such program.</returns>
    /// <exception cref="OperationCanceledException">The user interrupted; the child and its children have been ended.</exception>
    public static async Task<int?> RunAsync(ChildOptions options, Action<string> hear, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        using var process = new Process { StartInfo = StartInfoFor(options) };
        var gate = new Lock();
        if (!TryStart(process))
            return null;
        process.StandardInput.Close();
        var reading = Task.WhenAll(ReadAsync(process.StandardOutput, gate, hear), ReadAsync(process.StandardError, gate, hear));
        try
        {
            await process.WaitForExitAsync(cancellation).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            End(process);
            Descendants.KillAll();
            throw;
        }

        // A grandchild that outlives its parent may keep the pipe open: do not wait for it for ever.
        await Task.WhenAny(reading, Task.Delay(LastWords, CancellationToken.None)).ConfigureAwait(false);
        return process.ExitCode;
    }

    private static ProcessStartInfo StartInfoFor(ChildOptions options)
    {
        var start = new ProcessStartInfo(options.Program, options.Arguments)
        {
            WorkingDirectory = options.Folder,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in options.Environment)
            start.Environment[name] = value;
        return start;
    }

    private static bool TryStart(Process process)
    {
        try
        {
            return process.Start();
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }

    private static async Task ReadAsync(StreamReader reader, Lock gate, Action<string> hear)
    {
        while (await reader.ReadLineAsync().ConfigureAwait(false) is { } line)
        {
            lock (gate)
                hear(line);
        }
    }

    private static void End(Process process)
    {
        try
        {
            process.Kill(entireProcessTree: true);
            process.WaitForExit(5000);
        }
        catch (Exception error) when (error is InvalidOperationException or AggregateException or System.ComponentModel.Win32Exception)
        {
            // It ended by itself in the meantime.
        }
    }
}
