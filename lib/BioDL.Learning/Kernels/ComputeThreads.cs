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

    /// <summary>Calls <paramref name="work"/> with the first number and the length of each piece of <paramref name="count"/> elements.</summary>
    /// <param name="count">Number of elements.</param>
    /// <param name="size">Elements of a piece; the last one may have fewer. It must not depend on the number of threads.</param>
    /// <param name="threads">Threads that work.</param>
    /// <param name="work">What to do with a piece.</param>
    public static void Pieces(int count, int size, int threads, Action<int, int> work) =>
        For((int)(((long)count + size - 1) / size), threads, part => work(part * size, Math.Min(size, count - part * size)));
}
