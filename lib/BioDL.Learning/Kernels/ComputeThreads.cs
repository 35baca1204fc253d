namespace BioDL.Learning.Kernels;

/// <summary>Work that is cut in parts that do not depend on each other.</summary>
internal interface IParts
{
    /// <summary>Does one part; may be called by several threads at once.</summary>
    void Run(int part);
}

/// <summary>Work in parts, several at a time. How the work is cut never depends on the number of threads, so results do not either.</summary>
internal static class ComputeThreads
{
    /// <summary>Calls <paramref name="work"/> with each number from 0 up to, not including, <paramref name="parts"/>.</summary>
    public static void For(int parts, int threads, Action<int> work)
    {
        var job = new ActionParts(work);
        Run(parts, threads, ref job);
    }

    /// <summary>Runs every part of a job, which lives on the caller's stack: nothing is allocated.</summary>
    public static void Run<TParts>(int parts, int threads, ref TParts job)
        where TParts : struct, IParts
    {
        if (parts <= 1 || threads <= 1)
        {
            for (var part = 0; part < parts; part++)
                job.Run(part);
        }
        else
        {
            var copy = job;
            Parallel.For(0, parts, new ParallelOptions { MaxDegreeOfParallelism = threads }, part => copy.Run(part));
        }
    }

    private readonly struct ActionParts(Action<int> work) : IParts
    {
        public void Run(int part) => work(part);
    }
}
