namespace BioDL.Learning;

/// <summary>
/// Random numbers that depend on nothing but the seed: the same on every machine and in every version. SplitMix64 (Steele, Lea and Flood 2014,
/// "Fast splittable pseudorandom number generators").
/// </summary>
internal struct SeededRandom
{
    private const ulong Step = 0x9E3779B97F4A7C15;

    private ulong state;

    /// <summary>A stream of its own for each pair of seed and purpose.</summary>
    public SeededRandom(int seed, int purpose = 0)
    {
        state = ((ulong)(uint)seed << 32) | (uint)purpose;
        // Neighbouring seeds must not give neighbouring streams.
        state = Next();
    }

    /// <summary>64 random bits.</summary>
    public ulong Next()
    {
        var mixed = Mix(state);
        state += Step;
        return mixed;
    }

    /// <summary>64 bits that look random, the same for the same number: the one behind it in the stream.</summary>
    public static ulong Mix(ulong number)
    {
        number += Step;
        number = (number ^ (number >> 30)) * 0xBF58476D1CE4E5B9;
        number = (number ^ (number >> 27)) * 0x94D049BB133111EB;
        return number ^ (number >> 31);
    }

    /// <summary>Evenly distributed from 0 up to, not including, 1.</summary>
    public double Uniform() => (Next() >> 11) * (1.0 / (1L << 53));

    /// <summary>A whole number from 0 up to, not including, <paramref name="end"/>.</summary>
    public int Below(int end) => (int)(((Next() >> 32) * (ulong)end) >> 32);

    /// <summary>Normally distributed with mean 0 and standard deviation 1 (Box and Muller 1958).</summary>
    public double Normal()
    {
        var radius = Math.Sqrt(-2 * Math.Log(1 - Uniform()));
        return radius * Math.Cos(2 * Math.PI * Uniform());
    }

    /// <summary>Puts items into random order (Fisher and Yates).</summary>
    public void Shuffle<T>(Span<T> items)
    {
        for (var n = items.Length - 1; n > 0; n--)
        {
            var other = Below(n + 1);
            (items[n], items[other]) = (items[other], items[n]);
        }
    }
}
