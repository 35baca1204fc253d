using BioDL.Learning;

namespace BioDL.Validation;

/// <summary>Looks, from a thread of its own, at what the garbage-collected heap and the tensors hold, and remembers the most.</summary>
internal sealed class MemoryWatch : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(2);

    private readonly ManualResetEventSlim stop = new();
    private readonly Thread watcher;
    private readonly long before;
    private long most;

    public MemoryWatch()
    {
        GC.Collect();
        before = most = Held;
        watcher = new Thread(Watch) { IsBackground = true, Name = "memory watch" };
        watcher.Start();
    }

    /// <summary>Bytes above those that were held at the start.</summary>
    public long Most => Interlocked.Read(ref most) - before;

    private static long Held => GC.GetTotalMemory(forceFullCollection: false) + Tensor.BytesInUse;

    /// <summary>Takes a last look and ends the thread.</summary>
    public void Dispose()
    {
        stop.Set();
        watcher.Join();
        stop.Dispose();
    }

    private void Watch()
    {
        do
        {
            var held = Held;
            if (held > most)
                Interlocked.Exchange(ref most, held);
        }
        while (!stop.Wait(Pause));
        Interlocked.Exchange(ref most, Math.Max(most, Held));
    }
}
