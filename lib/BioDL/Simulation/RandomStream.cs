using MathNet.Numerics.Random;

namespace BioDL.Simulation;

/// <summary>Independent random streams of one seed, so that a stage which draws more or less leaves the others as they were.</summary>
internal static class RandomStream
{
    private const int Stages = 4;

    public static Random Layout(int seed) => Make(seed, 0);

    public static Random Texture(int seed) => Make(seed, 1);

    public static Random Background(int seed) => Make(seed, 2);

    public static int NoiseSeed(int seed) => unchecked(seed * Stages + 3);

    /// <summary>Far from the stages of any small seed, so that these numbers stay as they are.</summary>
    public static Random Tissue(int seed) => Make(unchecked(seed + (1 << 28)), 0);

    /// <summary>A stream for one purpose; the number tells apart streams of the same purpose, such as those of the objects.</summary>
    public static Random For(int seed, Purpose purpose, int number = 0) => new Xoshiro256StarStar(Seed(seed, purpose, number), threadSafe: false);

    /// <summary>The seed of that stream: all three numbers mixed (SplitMix64, Steele, Lea and Flood 2014), so that streams don't meet.</summary>
    public static int Seed(int seed, Purpose purpose, int number = 0)
    {
        unchecked
        {
            var mixed = Mix((uint)seed + 0x9E3779B97F4A7C15ul * (1 + (ulong)purpose));
            return (int)Mix(mixed + (uint)number);
        }
    }

    private static ulong Mix(ulong value)
    {
        unchecked
        {
            value += 0x9E3779B97F4A7C15ul;
            value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9ul;
            value = (value ^ (value >> 27)) * 0x94D049BB133111EBul;
            return value ^ (value >> 31);
        }
    }

    private static Xoshiro256StarStar Make(int seed, int stage) => new(unchecked(seed * Stages + stage), threadSafe: false);
}
