using MathNet.Numerics.LinearAlgebra.Double;

namespace BioDL.Images;

/// <summary>Finds two stains in an image; <see cref="StainEstimate"/> says how.</summary>
internal static class StainEstimator
{
    private const double LeastDensity = 0.15, Percentile = 0.01;
    private const int FewestPixels = 100;

    public static StainEstimate Estimate(Image image, IReadOnlyList<double>? backgrounds)
    {
        Separation.Require(image, "Estimate");
        backgrounds ??= image.EstimateBackground();
        var (pixels, looked) = Absorbing(image.OpticalDensity(backgrounds, Separation.Darkest(backgrounds)));
        if (pixels.Count < FewestPixels)
            throw new ArgumentException(
                $"{pixels.Count} of {looked} pixels absorb light by an optical density of {LeastDensity} or more; {FewestPixels} are the least to estimate stains "
                + $"from. Is there tissue in the image, and is the light of empty glass {string.Join(", ", backgrounds)}?");
        var (first, second, strength) = Plane(pixels);
        var angles = pixels.ConvertAll(pixel => Math.Atan2(pixel.Dot(second), pixel.Dot(first)));
        angles.Sort();
        var (low, high) = (Along(angles, Percentile), Along(angles, 1 - Percentile));
        if (low.Red < high.Red)
            (low, high) = (high, low);
        return new StainEstimate(
            new Stain("dye", first), (new Stain("first", low), new Stain("second", high)), strength, (double)pixels.Count / looked, backgrounds);

        Direction Along(List<double> sorted, double quantile)
        {
            var (sine, cosine) = Math.SinCos(sorted[(int)Math.Round(quantile * (sorted.Count - 1))]);
            return first.Times(cosine).Plus(second.Times(sine)).Unit();
        }
    }

    /// <summary>Densities of those pixels that absorb; every n-th pixel of images beyond a million.</summary>
    private static (List<Direction> Pixels, int Looked) Absorbing(Image densities)
    {
        var step = 1 + densities.Height * densities.Width / Separation.MostPixels;
        ReadOnlySpan<float> red = densities.Channel(0), green = densities.Channel(1), blue = densities.Channel(2);
        var found = new List<Direction>();
        var looked = 0;
        for (var i = 0; i < red.Length; i += step, looked++)
        {
            var pixel = new Direction(red[i], green[i], blue[i]);
            if (pixel.Length >= LeastDensity)
                found.Add(pixel);
        }
        return (found, looked);
    }

    /// <summary>The two strongest directions through the origin, the first pointing to where pixels lie, and the ratio of their singular values.</summary>
    private static (Direction First, Direction Second, double Strength) Plane(List<Direction> pixels)
    {
        var moments = DenseMatrix.Create(3, 3, 0);
        foreach (var pixel in pixels)
        {
            double[] parts = [pixel.Red, pixel.Green, pixel.Blue];
            for (var i = 0; i < 3; i++)
                for (var j = 0; j < 3; j++)
                    moments[i, j] += parts[i] * parts[j];
        }
        var parted = moments.Evd(MathNet.Numerics.LinearAlgebra.Symmetricity.Symmetric);
        Direction Axis(int column) => new(parted.EigenVectors[0, column], parted.EigenVectors[1, column], parted.EigenVectors[2, column]);
        var (first, second) = (Axis(2), Axis(1));
        if (first.Red + first.Green + first.Blue < 0)
            first = first.Times(-1);
        var squares = parted.EigenValues;
        return (first, second, Math.Sqrt(Math.Max(0, squares[1].Real) / squares[2].Real));
    }
}
