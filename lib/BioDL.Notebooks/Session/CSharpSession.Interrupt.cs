namespace BioDL.Notebooks.Session;

/// <content>How a running cell is stopped: it is asked first, then aborted, and what is left after that is named.</content>
public sealed partial class CSharpSession
{
    /// <summary>How long a cell that was asked to stop may clean up before it is aborted.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromMilliseconds(300);

    /// <summary>How long to wait for an aborted cell before it is said to be stuck.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Stops the running cell: <see cref="Cancellation"/> is signalled, and what does not stop within 300 ms is aborted. Variables are kept.
    /// Does nothing between cells.
    /// </summary>
    public void Interrupt() => _ = interrupt.CancelAsync();

    /// <summary>Whether a cell was compiled and its code has been started.</summary>
    internal bool IsRunning { get; private set; }

    /// <summary>Makes the signal fresh for the next cell, also in the loops of earlier cells' methods.</summary>
    private void Rearm()
    {
        if (!interrupt.IsCancellationRequested)
            return;
        interrupt = new CancellationTokenSource();
        foreach (var program in programs)
            program.StopAt(interrupt.Token);
    }

    private async Task<CellOutcome> RunAsync(CellProgram program, string code, string name, int busyBefore)
    {
        if (submissions.Length < cells + 2)
            Array.Resize(ref submissions, submissions.Length * 2);
        var memory = submissions;
        var thread = CellThread.Start(() => program.Run(memory));
        IsRunning = true;
        var asked = new TaskCompletionSource();
        await using var _ = Cancellation.UnsafeRegister(static state => ((TaskCompletionSource)state!).TrySetResult(), asked).ConfigureAwait(false);
        await Task.WhenAny(thread.Completion, asked.Task).ConfigureAwait(false);
        if (Cancellation.IsCancellationRequested && !await Ended(thread, Grace).ConfigureAwait(false))
        {
            thread.Abort();
            if (!await Ended(thread, Patience).ConfigureAwait(false))
                return new CellOutcome(null, CellErrors.Stuck(name, program.Line, null));
        }
        if (Cancellation.IsCancellationRequested && BackgroundWork.FirstIn(code) is { } started && await BackgroundWork.GoesOn(busyBefore, Patience).ConfigureAwait(false))
            return new CellOutcome(null, CellErrors.Stuck(name, started.Line, started.Call));
        return new CellOutcome(await thread.Completion.ConfigureAwait(false), null);
    }

    private static async Task<bool> Ended(CellThread thread, TimeSpan patience) =>
        await Task.WhenAny(thread.Completion, Task.Delay(patience)).ConfigureAwait(false) == thread.Completion;
}
