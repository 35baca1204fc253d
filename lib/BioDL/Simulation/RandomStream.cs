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

    private static Xoshiro256StarStar Make(int seed, int stage) => new(unchecked(seed * Stages + stage), threadSafe: false);
}
