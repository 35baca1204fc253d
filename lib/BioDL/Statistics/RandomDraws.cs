using System.Numerics;

namespace BioDL.Statistics;

/// <summary>xoshiro256** (Blackman and Vigna 2021), its state filled by SplitMix64: equal seeds give equal draws on every machine.</summary>
internal sealed class RandomDraws
{
    private ulong first, second, third, fourth;
    private double? spare;

    public RandomDraws(int seed)
    {
        var state = unchecked((ulong)seed);
        (first, second, third, fourth) = (Mix(ref state), Mix(ref state), Mix(ref state), Mix(ref state));
    }

    /// <summary>64 random bits.</summary>
    public ulong Bits()
    {
        var result = BitOperations.RotateLeft(second * 5, 7) * 9;
        var shifted = second << 17;
        third ^= first;
        fourth ^= second;
        second ^= third;
        first ^= fourth;
        third ^= shifted;
        fourth = BitOperations.RotateLeft(fourth, 45);
        return result;
    }

    /// <summary>A whole number from 0 to <paramref name="count"/> − 1; what multiplying leaves uneven is less than count / 2³².</summary>
    public int Below(int count) => (int)(((Bits() >> 32) * (ulong)count) >> 32);

    /// <summary>Fills with whole numbers as <see cref="Below"/> gives them, each plus <paramref name="start"/>; the state stays in registers.</summary>
    public void Fill(Span<int> numbers, int count, int start)
    {
        var (a, b, c, d) = (first, second, third, fourth);
        for (var i = 0; i < numbers.Length; i++)
        {
            var bits = BitOperations.RotateLeft(b * 5, 7) * 9;
            var shifted = b << 17;
            c ^= a;
            d ^= b;
            b ^= c;
            a ^= d;
            c ^= shifted;
            d = BitOperations.RotateLeft(d, 45);
            numbers[i] = start + (int)(((bits >> 32) * (ulong)count) >> 32);
        }
        (first, second, third, fourth) = (a, b, c, d);
    }

    /// <summary>From 0, to less than 1.</summary>
    public double Unit() => (Bits() >> 11) * (1.0 / (1UL << 53));

    /// <summary>Normally distributed with mean 0 and standard deviation 1 (Box and Muller 1958).</summary>
    public double Normal()
    {
        if (spare is { } kept)
        {
            spare = null;
            return kept;
        }
        var radius = Math.Sqrt(-2 * Math.Log(1 - Unit()));
        var (sine, cosine) = Math.SinCos(2 * Math.PI * Unit());
        spare = radius * sine;
        return radius * cosine;
    }

    /// <summary>Puts the values in a random order (Fisher and Yates).</summary>
    public void Shuffle<T>(Span<T> values)
    {
        for (var last = values.Length - 1; last > 0; last--)
        {
            var other = Below(last + 1);
            (values[last], values[other]) = (values[other], values[last]);
        }
    }

    private static ulong Mix(ref ulong state)
    {
        state += 0x9E3779B97F4A7C15;
        var mixed = (state ^ (state >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return mixed ^ (mixed >> 31);
    }
}
