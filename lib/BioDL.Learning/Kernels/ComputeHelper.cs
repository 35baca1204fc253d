namespace BioDL.Learning.Kernels;

/// <summary>A job as helpers see it: what to call, and where to count the parts that are taken.</summary>
internal readonly unsafe struct ComputeShare(delegate*<void*, int, void> call, void* job, int* next, int parts)
{
    /// <summary>Does parts until none is left.</summary>
    /// <returns>What a part threw; nobody takes further parts then.</returns>
    public Exception? Work()
    {
        try
        {
            int part;
            while ((part = Interlocked.Increment(ref *next) - 1) < parts)
                call(job, part);
            return null;
        }
#pragma warning disable CA1031 // The caller throws it again, on the thread that asked for the work.
        catch (Exception error)
#pragma warning restore CA1031
        {
            Interlocked.Exchange(ref *next, parts);
            return error;
        }
    }
}

/// <summary>
/// A thread that helps with one job at a time. After a job it looks out for the next for some microseconds, since operators follow each other
/// closely; then it sleeps.
/// </summary>
#pragma warning disable CA1001 // It lives as long as the process.
internal sealed class ComputeHelper
#pragma warning restore CA1001
{
    private const int Free = 0;
    private const int Claimed = 1;
    private const int Offered = 2;
    private const int Working = 3;
    private const int Done = 4;

    /// <summary>Looks before it sleeps, some 30 microseconds.</summary>
    private const int Looks = 600;

    private readonly SemaphoreSlim bell = new(0);
    private ComputeShare share;
    private Exception? failure;
    private int state;
    private int isAsleep;

    /// <summary>Starts the thread.</summary>
    public void Start() => new Thread(Live) { IsBackground = true, Name = "BioDL compute" }.UnsafeStart();

    /// <summary>Offers work, unless the helper is busy with other work.</summary>
    public bool TryOffer(in ComputeShare work)
    {
        if (Interlocked.CompareExchange(ref state, Claimed, Free) != Free)
            return false;
        share = work;
        Interlocked.Exchange(ref state, Offered);
        if (Interlocked.Exchange(ref isAsleep, 0) == 1)
            bell.Release();
        return true;
    }

    /// <summary>Waits until the helper has finished, or takes the offer back when it did not yet begin. The helper is free then.</summary>
    /// <returns>What its part threw.</returns>
    public Exception? Finish()
    {
        if (Interlocked.CompareExchange(ref state, Free, Offered) == Offered)
            return null;
        var spin = default(SpinWait);
        while (Volatile.Read(ref state) != Done)
            spin.SpinOnce(sleep1Threshold: -1);
        var error = failure;
        failure = null;
        Volatile.Write(ref state, Free);
        return error;
    }

    private void Live()
    {
        while (true)
        {
            WaitForOffer();
            if (Interlocked.CompareExchange(ref state, Working, Offered) != Offered)
                continue;
            failure = share.Work();
            Interlocked.Exchange(ref state, Done);
        }
    }

    private void WaitForOffer()
    {
        for (var look = 0; look < Looks; look++)
        {
            if (Volatile.Read(ref state) == Offered)
                return;
            Thread.SpinWait(10);
        }
        Interlocked.Exchange(ref isAsleep, 1);
        if (Volatile.Read(ref state) != Offered || Interlocked.Exchange(ref isAsleep, 0) == 0)
            bell.Wait();
    }
}
