namespace BioDL.Training;

/// <summary>Distributions that patches are drawn from.</summary>
internal static class Chance
{
    /// <summary>Normally distributed with mean 0 and standard deviation 1 (Box and Muller 1958).</summary>
    public static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    /// <summary>A factor between 1 / <paramref name="largest"/> and <paramref name="largest"/>, evenly on a logarithmic scale.</summary>
    public static double Factor(Random random, double largest) => Math.Pow(largest, 2 * random.NextDouble() - 1);
}
