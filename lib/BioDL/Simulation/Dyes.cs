namespace BioDL.Simulation;

/// <summary>Colours of dyes: optical density of one unit in red, green and blue, of length 1 (Ruifrok and Johnston 2001).</summary>
internal static class Dyes
{
    public static double[] Hematoxylin { get; } = Normalise(0.65, 0.70, 0.29);

    public static double[] Eosin { get; } = Normalise(0.07, 0.99, 0.11);

    public static double[] Normalise(params double[] colour)
    {
        var length = Math.Sqrt(colour.Sum(value => value * value));
        return Array.ConvertAll(colour, value => value / length);
    }
}
