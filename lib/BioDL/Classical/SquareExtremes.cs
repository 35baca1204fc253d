using System.Numerics;
using System.Runtime.InteropServices;
using BioDL.Images;

namespace BioDL.Classical;

/// <summary>
/// The lowest or highest value in a square around every pixel: along the rows, then along the columns. The cost hardly depends on the size of the
/// square.
/// </summary>
internal static class SquareExtremes
{
    public static Image Under<TExtreme>(Image image, int radius) where TExtreme : struct, IExtreme
    {
        if (radius == 0)
            return image;
        int width = image.Width, height = image.Height, plane = height * width;
        float[] along = new float[image.Values.Length], result = new float[along.Length];
        Threads.OverRows(height * image.Channels, width, (from, to) =>
        {
            float[] padded = new float[width + 2 * radius + 1], other = new float[padded.Length];
            for (var y = from; y < to; y++)
                AlongRow<TExtreme>(image.Values.Slice(y * width, width), radius, padded, other, along.AsSpan(y * width, width));
        });
        for (var channel = 0; channel < image.Channels; channel++)
        {
            var offset = channel * plane;
            Threads.OverRows(height, GreyExtremes.BandWidth(height, width, radius), (from, to) =>
                DownColumns<TExtreme>(along.AsSpan(offset, plane), width, radius, (from, to), result.AsSpan(offset, plane)));
        }
        return new Image(image.Channels, height, width, result) { PixelSize = image.PixelSize, Provenance = image.Provenance };
    }

    /// <summary>Extremes of 1, 2, 4 … neighbouring values, as long as the chord is longer; two of the longest, overlapping, make the chord.</summary>
    private static void AlongRow<TExtreme>(ReadOnlySpan<float> row, int radius, float[] padded, float[] other, Span<float> result)
        where TExtreme : struct, IExtreme
    {
        var length = 2 * radius + 1;
        padded.AsSpan().Fill(TExtreme.Neutral);
        row.CopyTo(padded.AsSpan(radius));
        var covered = 1;
        for (; covered * 2 <= length; covered *= 2)
        {
            var known = padded.Length - covered;
            Combine<TExtreme>(padded.AsSpan(0, known), padded.AsSpan(covered), other.AsSpan(0, known));
            padded.AsSpan(known).CopyTo(other.AsSpan(known));
            (padded, other) = (other, padded);
        }
        Combine<TExtreme>(padded.AsSpan(0, row.Length), padded.AsSpan(length - covered, row.Length), result);
    }

    /// <summary>
    /// Van Herk (1992) and Gil and Werman (1993), a whole row of columns at a time: of as many rows as the square has, every window holds the middle
    /// one, and is the extreme from there up and from there down.
    /// </summary>
    private static void DownColumns<TExtreme>(ReadOnlySpan<float> along, int width, int radius, (int From, int To) rows, Span<float> result)
        where TExtreme : struct, IExtreme
    {
        var height = along.Length / width;
        var running = new float[width];
        for (var start = rows.From; start < rows.To; start += 2 * radius + 1)
        {
            var middle = start + radius;
            running.AsSpan().Fill(TExtreme.Neutral);
            for (var y = middle; y >= start - radius; y--)
            {
                if (y >= 0 && y < height)
                    Combine<TExtreme>(along.Slice(y * width, width), running, running);
                if (y + radius >= rows.From && y + radius < rows.To)
                    running.CopyTo(result[((y + radius) * width)..]);
            }
            running.AsSpan().Fill(TExtreme.Neutral);
            for (var y = middle + 1; y <= middle + 2 * radius && y - radius < rows.To; y++)
            {
                if (y < height)
                    Combine<TExtreme>(along.Slice(y * width, width), running, running);
                var target = result.Slice((y - radius) * width, width);
                Combine<TExtreme>(running, target, target);
            }
        }
    }

    private static void Combine<TExtreme>(ReadOnlySpan<float> first, ReadOnlySpan<float> second, Span<float> target) where TExtreme : struct, IExtreme
    {
        ref var one = ref MemoryMarshal.GetReference(first);
        ref var two = ref MemoryMarshal.GetReference(second[..target.Length]);
        ref var both = ref MemoryMarshal.GetReference(target);
        var x = 0;
        for (; x <= target.Length - Vector<float>.Count; x += Vector<float>.Count)
            TExtreme.Of(Vector.LoadUnsafe(ref one, (nuint)x), Vector.LoadUnsafe(ref two, (nuint)x)).StoreUnsafe(ref both, (nuint)x);
        for (; x < target.Length; x++)
            target[x] = TExtreme.Of(first[x], second[x]);
    }
}
