using System.Numerics;
using BioDL.Classical;
using BioDL.Images;

namespace BioDL.Simulation;

/// <summary>Spreads every pixel's light by a symmetric pattern; beyond its edges the image goes on with its outermost pixels.</summary>
internal static class Convolution
{
    /// <param name="image">Channel × height × width, finite.</param>
    /// <param name="kernel">One channel with an odd number of rows and as many columns, the same seen from either side.</param>
    public static Image Apply(Image image, Image kernel)
    {
        Pixels.RequireFinite(image, "Blur");
        var reach = kernel.Height / 2;
        if (reach == 0)
            return image;
        var padded = image.Pad(reach, Padding.Edge);
        var result = new float[image.Values.Length];
        for (var channel = 0; channel < image.Channels; channel++)
        {
            var (plane, offset) = (channel, channel * image.Height * image.Width);
            Threads.OverRows(image.Height, image.Width * kernel.Height, (from, to) =>
            {
                for (var y = from; y < to; y++)
                    Row(padded.Channel(plane)[(y * padded.Width)..], padded.Width, kernel, result.AsSpan(offset + y * image.Width, image.Width));
            });
        }
        return new Image(image.Channels, image.Height, image.Width, result) { PixelSize = image.PixelSize, Provenance = image.Provenance };
    }

    private static void Row(ReadOnlySpan<float> source, int stride, Image kernel, Span<float> target)
    {
        var side = kernel.Height;
        for (var y = 0; y < side; y++)
        {
            var weights = kernel.Values.Slice(y * side, side);
            var row = source.Slice(y * stride, target.Length + side - 1);
            int first = weights.IndexOfAnyExcept(0f), last = weights.LastIndexOfAnyExcept(0f);
            if (first >= 0)
                Add(row[first..], weights[first..(last + 1)], target);
        }
    }

    private static void Add(ReadOnlySpan<float> row, ReadOnlySpan<float> weights, Span<float> target)
    {
        int x = 0, lanes = Vector<float>.Count;
        for (; x <= target.Length - 4 * lanes; x += 4 * lanes)
        {
            var part = target.Slice(x, 4 * lanes);
            Vector<float> a = new(part), b = new(part[lanes..]), c = new(part[(2 * lanes)..]), d = new(part[(3 * lanes)..]);
            for (var i = 0; i < weights.Length; i++)
            {
                var values = row.Slice(x + i, 4 * lanes);
                var weight = new Vector<float>(weights[i]);
                a += new Vector<float>(values) * weight;
                b += new Vector<float>(values[lanes..]) * weight;
                c += new Vector<float>(values[(2 * lanes)..]) * weight;
                d += new Vector<float>(values[(3 * lanes)..]) * weight;
            }
            a.CopyTo(part);
            b.CopyTo(part[lanes..]);
            c.CopyTo(part[(2 * lanes)..]);
            d.CopyTo(part[(3 * lanes)..]);
        }
        for (; x < target.Length; x++)
        {
            for (var i = 0; i < weights.Length; i++)
                target[x] += row[x + i] * weights[i];
        }
    }
}
