using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;

namespace BioDL.Learning.Kernels;

/// <summary>Work that is cut in parts that do not depend on each other.</summary>
internal interface IParts
{
    /// <summary>Does one part; may be called by several threads at once.</summary>
    void Run(int part);
}

/// <summary>
/// Work in parts, several at a time. How the work is cut never depends on the number of threads, so results do not either: each thread takes the
/// next part that nobody took. The caller works too, and whoever finds no helper free, because other models compute, works alone: calls may be nested.
/// </summary>
internal static unsafe class ComputeThreads
{
    private static readonly ComputeHelper?[] Helpers = new ComputeHelper?[63];

    /// <summary>Calls <paramref name="work"/> with each number from 0 up to, not including, <paramref name="parts"/>.</summary>
    /// <exception cref="Exception">What a part throws; parts that nobody took yet are then left out.</exception>
    public static void For(int parts, int threads, Action<int> work)
    {
        var job = new ActionParts(work);
        Run(parts, threads, ref job);
    }

    /// <summary>Runs every part of a job. Nothing is allocated once there are enough threads.</summary>
    /// <exception cref="Exception">What a part throws; parts that nobody took yet are then left out.</exception>
    public static void Run<TParts>(int parts, int threads, ref TParts job)
        where TParts : struct, IParts
    {
        if (parts > 1 && threads > 1)
        {
            // A copy on this method's own stack stays where it is while the helpers use its address.
            var own = job;
            Share(parts, threads, &Call<TParts>, Unsafe.AsPointer(ref own));
            return;
        }
        for (var part = 0; part < parts; part++)
            job.Run(part);
    }

    private static void Call<TParts>(void* job, int part)
        where TParts : struct, IParts => Unsafe.AsRef<TParts>(job).Run(part);

    private static void Share(int parts, int threads, delegate*<void*, int, void> call, void* job)
    {
        var next = 0;
        var share = new ComputeShare(call, job, &next, parts);
        var claimed = Claim(Math.Min(threads, parts) - 1, share);
        var failure = share.Work();
        for (var n = 0; claimed != 0; n++, claimed >>= 1)
        {
            if ((claimed & 1) != 0)
                failure = Helpers[n]!.Finish() ?? failure;
        }
        if (failure is not null)
            ExceptionDispatchInfo.Throw(failure);
    }

    /// <summary>Gives the work to as many helpers as are wanted and free.</summary>
    /// <returns>A bit for each of them.</returns>
    private static ulong Claim(int wanted, in ComputeShare share)
    {
        var claimed = 0UL;
        for (var n = 0; n < Helpers.Length && wanted > 0; n++)
        {
            if ((Volatile.Read(ref Helpers[n]) ?? Start(n)).TryOffer(share))
            {
                claimed |= 1UL << n;
                wanted--;
            }
        }
        return claimed;
    }

    private static ComputeHelper Start(int number)
    {
        var helper = new ComputeHelper();
        if (Interlocked.CompareExchange(ref Helpers[number], helper, null) is { } other)
            return other;
        helper.Start();
        return helper;
    }

    private readonly struct ActionParts(Action<int> work) : IParts
    {
        public void Run(int part) => work(part);
    }

    /// <summary>Calls <paramref name="work"/> with the first number and the length of each piece of <paramref name="count"/> elements.</summary>
    /// <param name="count">Number of elements.</param>
    /// <param name="size">Elements of a piece; the last one may have fewer. It must not depend on the number of threads.</param>
    /// <param name="threads">Threads that work.</param>
    /// <param name="work">What to do with a piece.</param>
    public static void Pieces(int count, int size, int threads, Action<int, int> work) =>
        For((int)(((long)count + size - 1) / size), threads, part => work(part * size, Math.Min(size, count - part * size)));
}
