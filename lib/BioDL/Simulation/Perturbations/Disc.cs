using BioDL.Images;

namespace BioDL.Simulation;

/// <summary>The evenly lit disc that a point out of focus becomes.</summary>
internal static class Disc
{
    private const int Samples = 16;

    /// <param name="radius">In pixels, 0 to 128.</param>
    /// <returns>The share of the disc's light on every pixel, summing to 1.</returns>
    public static Image Kernel(double radius)
    {
        SettingRange.Require("The radius of the defocused spot", radius, 0, PointSpread.LargestReach, "pixels");
        var reach = (int)Math.Ceiling(radius - 0.5 + 1e-9);
        var side = 2 * reach + 1;
        var weights = new double[side * side];
        for (var i = 0; i < weights.Length; i++)
            weights[i] = Coverage(Math.Abs(i / side - reach), Math.Abs(i % side - reach), radius);
        var sum = weights.Sum();
        return sum > 0
            ? new Image(1, side, side, Array.ConvertAll(weights, weight => (float)(weight / sum)))
            : new Image(1, 1, 1, [1]);
    }

    private static double Coverage(int y, int x, double radius)
    {
        double far = Math.Sqrt((x + 0.5) * (x + 0.5) + (y + 0.5) * (y + 0.5)), near = Math.Sqrt(Math.Pow(Math.Max(0, x - 0.5), 2) + Math.Pow(Math.Max(0, y - 0.5), 2));
        if (far <= radius || near >= radius)
            return far <= radius ? 1 : 0;
        var inside = 0;
        for (var i = 0; i < Samples * Samples; i++)
        {
            double dx = x - 0.5 + (i % Samples + 0.5) / Samples, dy = y - 0.5 + (i / Samples + 0.5) / Samples;
            inside += dx * dx + dy * dy <= radius * radius ? 1 : 0;
        }
        return (double)inside / (Samples * Samples);
    }
}
