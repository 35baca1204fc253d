namespace BioDL.Learning.Kernels;

/// <summary>Work in parts, several at a time. How the work is cut never depends on the number of threads, so results do not either.</summary>
internal static class ComputeThreads
{
    /// <summary>Calls <paramref name="work"/> with each number from 0 up to, not including, <paramref name="parts"/>.</summary>
    public static void For(int parts, int threads, Action<int> work)
    {
        if (parts <= 1 || threads <= 1)
        {
            for (var part = 0; part < parts; part++)
                work(part);
        }
        else
        {
            Parallel.For(0, parts, new ParallelOptions { MaxDegreeOfParallelism = threads }, work);
        }
    }
}
