using BioDL.Classical;
using BioDL.Images;
using MathNet.Numerics.Distributions;

namespace BioDL.Simulation;

/// <summary>Random landscapes: blurred noise, scaled to a standard deviation of 1.</summary>
internal static class SmoothNoise
{
    /// <param name="random">The stream to draw from.</param>
    /// <param name="height">Rows.</param>
    /// <param name="width">Columns.</param>
    /// <param name="grain">Gaussian standard deviation in pixels; a quarter of the shorter side at most is used.</param>
    public static float[] Make(Random random, int height, int width, double grain)
    {
        var noise = new float[height * width];
        for (var i = 0; i < noise.Length; i++)
            noise[i] = (float)Normal.Sample(random, 0, 1);
        var smooth = new Image(1, height, width, noise).Gaussian(Math.Min(grain, Math.Min(width, height) / 4.0)).Values.ToArray();
        var deviation = Math.Sqrt(smooth.Average(value => (double)value * value));
        return deviation > 0 ? Array.ConvertAll(smooth, value => (float)(value / deviation)) : smooth;
    }

    /// <summary>Random factors with mean 1 and the given standard deviation (log-normal).</summary>
    public static float[] Factors(Random random, Microscope microscope, double grain, double variation)
    {
        var sigma = Math.Sqrt(Math.Log(1 + variation * variation));
        var landscape = Make(random, microscope.Height, microscope.Width, grain / microscope.PixelSize);
        return Array.ConvertAll(landscape, value => (float)Math.Exp(sigma * value - sigma * sigma / 2));
    }
}
