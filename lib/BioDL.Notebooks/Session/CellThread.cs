using System.Collections.Concurrent;
using System.Runtime;

namespace BioDL.Notebooks.Session;

/// <summary>
/// Runs one cell on threads of its own, so that all of it can be stopped: what comes after an <c>await</c> is posted back to these threads,
/// and dropped once the cell was stopped. What outlives a cell that ended by itself goes on in the thread pool.
/// </summary>
internal sealed class CellThread : SynchronizationContext
{
    private const int StackBytes = 16 << 20;
    private const int MostHelpers = 16;

    /// <summary>How long a continuation waits for a cell that blocks its own thread (<c>task.Result</c>) until another thread takes it.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(15);
    private static readonly TimeSpan BetweenNudges = TimeSpan.FromMilliseconds(50);

    private readonly BlockingCollection<(SendOrPostCallback Callback, object? State)> queue = [];
    private readonly ConcurrentBag<(Thread Thread, CancellationTokenSource Abort)> threads = [];
    private readonly TaskCompletionSource<object?> completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock gate = new();
    private int idle;
    private bool watched;
    private bool closed;
    private volatile bool aborted;

    private CellThread()
    {
    }

    /// <summary>Ends as the cell ends; as cancelled when it was aborted.</summary>
    public Task<object?> Completion => completion.Task;

    /// <summary>Starts a cell.</summary>
    public static CellThread Start(Func<Task<object?>> cell)
    {
        var started = new CellThread();
        started.StartThread("cell", abort => started.Run(cell, abort));
        return started;
    }

    /// <summary>
    /// Stops the cell's threads inside of whatever they wait for; awaited continuations are dropped. On Windows also threads that compute inside
    /// of a library are aborted; elsewhere the runtime ends the whole process at that (dotnet/runtime issue 72703), so they are left alone.
    /// </summary>
    public void Abort()
    {
        aborted = true;
        Close();
        foreach (var (thread, abort) in threads)
            // Cancelling returns only when the thread has stopped, which it may never do.
            new Thread(() => StopThread(thread, abort)) { IsBackground = true, Name = "cell stopper" }.UnsafeStart();
    }

    /// <inheritdoc/>
    public override void Post(SendOrPostCallback d, object? state)
    {
        lock (gate)
        {
            if (!closed)
            {
                queue.Add((d, state));
                if (Volatile.Read(ref idle) == 0)
                    Watch();
                return;
            }
        }
        if (!aborted)
            ThreadPool.QueueUserWorkItem(_ => RunAfterwards(d, state));
    }

    /// <inheritdoc/>
    public override void Send(SendOrPostCallback d, object? state) => d(state);

    /// <inheritdoc/>
    public override SynchronizationContext CreateCopy() => this;

    private void StartThread(string name, Action<CancellationToken> work)
    {
        var abort = new CancellationTokenSource();
        var thread = new Thread(
            () =>
            {
                SetSynchronizationContext(this);
                Guard(() => work(abort.Token));
            },
            StackBytes)
        { IsBackground = true, Name = name };
        threads.Add((thread, abort));
        thread.Start();
    }

    private void Run(Func<Task<object?>> cell, CancellationToken abort)
    {
        Task<object?>? running = null;
        Controlled(() => running = cell(), abort);
        running!.ContinueWith(_ => Close(), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        Serve(abort);
        completion.TrySetResult(running.GetAwaiter().GetResult());
    }

    /// <summary>Runs what is posted until the cell has ended.</summary>
    private void Serve(CancellationToken abort)
    {
        while (true)
        {
            Interlocked.Increment(ref idle);
            var found = queue.TryTake(out var item, Timeout.Infinite, abort);
            Interlocked.Decrement(ref idle);
            if (!found)
                return;
            Controlled(() => item.Callback(item.State), abort);
        }
    }

    /// <summary>The cell's own thread is blocked while continuations wait: without another thread it would wait for itself.</summary>
    private void Rescue()
    {
        lock (gate)
        {
            watched = false;
            if (closed || queue.Count == 0)
                return;
            if (Volatile.Read(ref idle) == 0 && threads.Count <= MostHelpers)
                StartThread("cell helper", Serve);
            Watch();
        }
    }

    private void Watch()
    {
        if (watched)
            return;
        watched = true;
        _ = Task.Delay(Patience).ContinueWith(_ => Rescue(), TaskScheduler.Default);
    }

    private void Guard(Action work)
    {
        try
        {
            work();
        }
        catch (Exception) when (aborted)
        {
            completion.TrySetException(new OperationCanceledException("The cell was aborted."));
        }
        catch (Exception fault)
        {
            completion.TrySetException(fault);
            Close();
        }
    }

    private void Close()
    {
        lock (gate)
        {
            if (closed)
                return;
            closed = true;
            queue.CompleteAdding();
        }
        // What waits is background work of the cell; it goes on as it would without a context.
        while (!aborted && queue.TryTake(out var item))
            ThreadPool.QueueUserWorkItem(_ => RunAfterwards(item.Callback, item.State));
    }

    /// <summary>Nobody awaits this any more: an exception must not end the process.</summary>
    private static void RunAfterwards(SendOrPostCallback callback, object? state)
    {
        try
        {
            callback(state);
        }
        catch (Exception fault)
        {
            Console.Error.WriteLine($"Work that an earlier cell had left in the background failed: {fault.GetType().Name}: {fault.Message}");
        }
    }

    private static void Controlled(Action work, CancellationToken abort)
    {
        if (!OperatingSystem.IsWindows())
        {
            abort.ThrowIfCancellationRequested();
            work();
            return;
        }
#pragma warning disable SYSLIB0046 // Made for this purpose alone: a host that runs scripts and goes on after one had to be stopped.
        ControlledExecution.Run(work, abort);
#pragma warning restore SYSLIB0046
    }

    /// <summary>A token does not end a lock, a sleep or <c>task.Wait()</c>: the thread is nudged out of them until it has ended.</summary>
    private static void StopThread(Thread thread, CancellationTokenSource abort)
    {
        new Thread(abort.Cancel) { IsBackground = true, Name = "cell stopper" }.UnsafeStart();
        while (!thread.Join(BetweenNudges))
            if (thread.ThreadState.HasFlag(ThreadState.WaitSleepJoin))
                thread.Interrupt();
    }
}
