using System.Numerics;

namespace BioDL.Learning.Kernels;

/// <summary>Hands out working memory to threads, as many places as there are threads and at most 64, so that each stays in a core's cache.</summary>
internal struct FreeSpaces(int threads)
{
    private ulong free = threads >= Most ? ulong.MaxValue : (1UL << threads) - 1;

    /// <summary>The most places.</summary>
    public const int Most = 64;

    /// <summary>Takes a place that nobody has.</summary>
    public int Take()
    {
        while (true)
        {
            var now = Volatile.Read(ref free);
            var number = BitOperations.TrailingZeroCount(now);
            if (now != 0 && Interlocked.CompareExchange(ref free, now & ~(1UL << number), now) == now)
                return number;
        }
    }

    /// <summary>Gives a place back.</summary>
    public void Give(int number) => Interlocked.Or(ref free, 1UL << number);
}
