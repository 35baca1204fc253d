using System.Numerics;
using BioDL.Images;

namespace BioDL.Classical;

/// <summary>Filters that smooth images.</summary>
public static class Filters
{
    /// <summary>The largest sigma that <see cref="Gaussian"/> accepts, in pixels.</summary>
    public const double MaximumSigma = 1000;

    /// <summary>
    /// Smooths every channel with a Gaussian, w(d) ∝ exp(−d² / 2σ²), cut off at 4 σ and normalised to a sum of 1; beyond the edges the
    /// image goes on with its outermost pixels. The same as <c>skimage.filters.gaussian</c> with its defaults (mode 'nearest', truncate 4)
    /// and <c>preserve_range=True</c>: brightness keeps its units.
    /// </summary>
    /// <param name="image">Channel × height × width; all values finite.</param>
    /// <param name="sigma">Standard deviation in pixels, 0 (unchanged) to <see cref="MaximumSigma"/>; at 0.12 and less nothing changes either.</param>
    /// <returns>A new image of the same shape, pixel size and provenance.</returns>
    /// <exception cref="ArgumentOutOfRangeException">sigma is negative, too large or not a number.</exception>
    /// <exception cref="ArgumentException">A value is infinite or not a number; the message says where.</exception>
    public static Image Gaussian(this Image image, double sigma)
    {
        ArgumentNullException.ThrowIfNull(image);
        if (!(sigma >= 0 && sigma <= MaximumSigma))
            throw new ArgumentOutOfRangeException(nameof(sigma), $"sigma is {sigma}; it is given in pixels, from 0 to {MaximumSigma}.");
        Pixels.RequireFinite(image, nameof(Gaussian));
        var weights = GaussianWeights(sigma);
        if (weights.Length == 1)
            return image;
        var result = new float[image.Values.Length];
        for (var channel = 0; channel < image.Channels; channel++)
        {
            var offset = channel * image.Height * image.Width;
            Threads.OverRows(image.Height, image.Width, (from, to) => Smooth(image, channel, weights, (from, to), result.AsSpan(offset)));
        }
        return new Image(image.Channels, image.Height, image.Width, result) { PixelSize = image.PixelSize, Provenance = image.Provenance };
    }

    /// <summary>Weights for the distances 0, 1, 2 … pixels: half of the symmetric kernel.</summary>
    private static float[] GaussianWeights(double sigma)
    {
        var radius = (int)(4 * sigma + 0.5);
        var weights = new double[radius + 1];
        for (var d = 0; d <= radius; d++)
            weights[d] = d == 0 ? 1 : Math.Exp(-0.5 * d * d / (sigma * sigma));
        var sum = 2 * weights.Sum() - 1;
        return Array.ConvertAll(weights, weight => (float)(weight / sum));
    }

    /// <summary>Each row first gathers its neighbours above and below into one padded row, which is then smoothed along: no intermediate image.</summary>
    private static void Smooth(Image image, int channel, float[] weights, (int From, int To) rows, Span<float> result)
    {
        int width = image.Width, height = image.Height, radius = weights.Length - 1;
        var source = image.Channel(channel);
        var padded = new float[width + 2 * radius];
        var row = padded.AsSpan(radius, width);
        for (var y = rows.From; y < rows.To; y++)
        {
            Multiply(source.Slice(y * width, width), weights[0], row);
            for (var d = 1; d <= radius; d++)
                AddPair(source.Slice(Math.Max(y - d, 0) * width, width), source.Slice(Math.Min(y + d, height - 1) * width, width), weights[d], row);
            padded.AsSpan(0, radius).Fill(row[0]);
            padded.AsSpan(radius + width).Fill(row[^1]);
            Along(padded, weights, result.Slice(y * width, width));
        }
    }

    private static void Multiply(ReadOnlySpan<float> source, float weight, Span<float> target)
    {
        for (var x = 0; x < target.Length; x++)
            target[x] = source[x] * weight;
    }

    private static void AddPair(ReadOnlySpan<float> first, ReadOnlySpan<float> second, float weight, Span<float> target)
    {
        var x = 0;
        for (; x <= target.Length - Vector<float>.Count; x += Vector<float>.Count)
        {
            var sum = new Vector<float>(target[x..]) + (new Vector<float>(first[x..]) + new Vector<float>(second[x..])) * weight;
            sum.CopyTo(target[x..]);
        }
        for (; x < target.Length; x++)
            target[x] += (first[x] + second[x]) * weight;
    }

    private static void Along(ReadOnlySpan<float> padded, ReadOnlySpan<float> weights, Span<float> target)
    {
        int x = 0, radius = weights.Length - 1;
        for (; x <= target.Length - Vector<float>.Count; x += Vector<float>.Count)
        {
            var centre = padded[(x + radius)..];
            var sum = new Vector<float>(centre) * weights[0];
            for (var d = 1; d <= radius; d++)
                sum += (new Vector<float>(padded[(x + radius - d)..]) + new Vector<float>(centre[d..])) * weights[d];
            sum.CopyTo(target[x..]);
        }
        for (; x < target.Length; x++)
        {
            var sum = padded[x + radius] * weights[0];
            for (var d = 1; d <= radius; d++)
                sum += (padded[x + radius - d] + padded[x + radius + d]) * weights[d];
            target[x] = sum;
        }
    }
}
