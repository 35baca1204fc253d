namespace BioDL.Classical;

/// <summary>Random numbers that are the same on every machine, framework and thread: SplitMix64 (Steele, Lea, Flood 2014, OOPSLA).</summary>
internal struct SeededStream(int seed, int stream)
{
    private ulong state = Mix((ulong)(uint)seed * 0x9E3779B97F4A7C15 + (ulong)(uint)stream + 1);

    /// <summary>A whole number from 0 up to, not including, <paramref name="end"/>.</summary>
    public int Below(int end) => (int)(((Next() >> 32) * (ulong)(uint)end) >> 32);

    private ulong Next()
    {
        state += 0x9E3779B97F4A7C15;
        return Mix(state);
    }

    private static ulong Mix(ulong value)
    {
        value = (value ^ value >> 30) * 0xBF58476D1CE4E5B9;
        value = (value ^ value >> 27) * 0x94D049BB133111EB;
        return value ^ value >> 31;
    }
}
