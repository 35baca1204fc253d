namespace BioDL.Simulation;

/// <summary>Separable Gaussian blur of a canvas; beyond the edge the nearest pixel goes on. Standard deviations are in pixels.</summary>
internal static class GaussianBlur
{
    /// <summary>The kernel reaches four standard deviations, as in scikit-image and SciPy.</summary>
    public static int Radius(double sigma) => (int)(4 * sigma + 0.5);

    /// <summary>The weights from −<see cref="Radius"/> to +<see cref="Radius"/>; their sum is 1.</summary>
    public static double[] Kernel(double sigma)
    {
        var radius = Radius(sigma);
        if (radius == 0)
            return [1];
        var kernel = new double[2 * radius + 1];
        for (var i = 0; i < kernel.Length; i++)
            kernel[i] = Math.Exp(-(i - radius) * (double)(i - radius) / (2 * sigma * sigma));
        var sum = kernel.Sum();
        return Array.ConvertAll(kernel, weight => weight / sum);
    }

    public static float[] Apply(float[] values, int height, int width, double sigma)
    {
        var kernel = Kernel(sigma);
        return kernel.Length == 1 ? values : Pass(Pass(values, height, width, kernel, down: false), height, width, kernel, down: true);
    }

    private static float[] Pass(float[] values, int height, int width, double[] kernel, bool down)
    {
        var radius = kernel.Length / 2;
        var result = new float[values.Length];
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                var sum = 0.0;
                for (var k = -radius; k <= radius; k++)
                {
                    var index = down ? Math.Clamp(y + k, 0, height - 1) * width + x : y * width + Math.Clamp(x + k, 0, width - 1);
                    sum += kernel[k + radius] * values[index];
                }
                result[y * width + x] = (float)sum;
            }
        }
        return result;
    }
}
