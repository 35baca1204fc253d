using System.Runtime.InteropServices;

namespace BioDL.Cli.Processes;

/// <summary>
/// Turns Ctrl-C and requests to end into a cancellation. Whoever asks once more, later than the echo of the same key press, ends the
/// process at once.
/// </summary>
internal sealed class Interruption : IDisposable
{
    private static readonly TimeSpan Echo = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource source = new();
    private readonly List<PosixSignalRegistration> registrations = [];
    private readonly Lock gate = new();
    private DateTime? first;

    public Interruption()
    {
        foreach (var signal in new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP, PosixSignal.SIGQUIT })
            registrations.Add(PosixSignalRegistration.Create(signal, Handle));
    }

    public CancellationToken Token => source.Token;

    public void Dispose()
    {
        registrations.ForEach(registration => registration.Dispose());
        source.Dispose();
    }

    private void Handle(PosixSignalContext context)
    {
        context.Cancel = true;
        lock (gate)
        {
            if (first is null)
            {
                first = DateTime.UtcNow;
                source.Cancel();
                return;
            }

            if (DateTime.UtcNow - first < Echo)
                return;
        }

        Descendants.KillAll();
        Environment.Exit(ExitCode.Interrupted);
    }
}
