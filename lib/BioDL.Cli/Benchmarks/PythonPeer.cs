using System.Diagnostics;

namespace BioDL.Cli.Benchmarks;

/// <summary>A Python process that measures a peer each time it is told to, so that its start does not count.</summary>
/// <param name="script">The script, below environment/peers.</param>
/// <param name="folder">The folder that the script works in.</param>
/// <param name="peer">What is compared with, for messages.</param>
/// <param name="installer">The script that installs it.</param>
internal sealed class PythonPeer(string script, string folder, string peer, string installer) : IDisposable
{
    private const string Program = "/usr/bin/python3";
    private readonly Process process = Start(script, folder, peer, installer);

    /// <summary>Says one line and waits for the answer.</summary>
    public async Task<string> AskAsync(string line, CancellationToken cancellation)
    {
        await process.StandardInput.WriteLineAsync(line.AsMemory(), cancellation).ConfigureAwait(false);
        await process.StandardInput.FlushAsync(cancellation).ConfigureAwait(false);
        return await LineAsync(cancellation).ConfigureAwait(false);
    }

    /// <summary>The next line that the peer says.</summary>
    public async Task<string> LineAsync(CancellationToken cancellation) =>
        await process.StandardOutput.ReadLineAsync(cancellation).ConfigureAwait(false)
        ?? throw new ProblemException($"The peer ended early; its own message stands above. It needs {peer}: run {installer}.");

    public void Dispose()
    {
        process.StandardInput.Close();
        if (!process.WaitForExit(2000))
            process.Kill(entireProcessTree: true);
        process.Dispose();
    }

    private static Process Start(string script, string folder, string peer, string installer)
    {
        var start = new ProcessStartInfo(Program, [script, folder]) { RedirectStandardInput = true, RedirectStandardOutput = true };
        try
        {
            return Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception exception)
        {
            throw new ProblemException($"This benchmark compares with {peer}, but there is no {Program}. Run {installer}.", exception);
        }
    }
}
