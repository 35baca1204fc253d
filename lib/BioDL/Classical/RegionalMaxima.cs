using System.Numerics;
using BioDL.Images;

namespace BioDL.Classical;

/// <summary>Regional maxima: what no neighbour exceeds, less the plateaus that lead to something higher.</summary>
internal static class RegionalMaxima
{
    /// <summary>Maxima of the image (sign 1) or of its negative (−1).</summary>
    public static bool[] Of(Image image, Connectivity connectivity, int sign)
    {
        int width = image.Width, height = image.Height;
        var padded = Padded(image, sign);
        var candidates = new bool[padded.Length];
        Threads.OverRows(height, width, (from, to) =>
        {
            for (var y = from + 1; y <= to; y++)
                FindUnexceeded(padded, candidates, y, width + 2, connectivity);
        });
        RemoveSlopes(padded, candidates, width + 2, connectivity);
        var maxima = new bool[width * height];
        for (var y = 0; y < height; y++)
            candidates.AsSpan((y + 1) * (width + 2) + 1, width).CopyTo(maxima.AsSpan(y * width));
        if (!maxima.AsSpan().Contains(false) && !image.Values.ContainsAnyExcept(image[0, 0]))
            maxima.AsSpan().Clear();
        return maxima;
    }

    private static float[] Padded(Image image, int sign)
    {
        var stride = image.Width + 2;
        var padded = new float[(image.Height + 2) * stride];
        padded.AsSpan().Fill(float.NegativeInfinity);
        for (var y = 0; y < image.Height; y++)
        {
            var row = image.Values.Slice(y * image.Width, image.Width);
            var target = padded.AsSpan((y + 1) * stride + 1, image.Width);
            for (var x = 0; x < row.Length; x++)
                target[x] = sign * row[x];
        }
        return padded;
    }

    private static void FindUnexceeded(float[] padded, bool[] candidates, int y, int stride, Connectivity connectivity)
    {
        var last = (y + 1) * stride - 1;
        var i = y * stride + 1;
        for (; i <= last - Vector<float>.Count; i += Vector<float>.Count)
        {
            var highest = Vector.Max(
                Vector.Max(new Vector<float>(padded, i - 1), new Vector<float>(padded, i + 1)),
                Vector.Max(new Vector<float>(padded, i - stride), new Vector<float>(padded, i + stride)));
            if (connectivity == Connectivity.Eight)
            {
                var upper = Vector.Max(new Vector<float>(padded, i - stride - 1), new Vector<float>(padded, i - stride + 1));
                var lower = Vector.Max(new Vector<float>(padded, i + stride - 1), new Vector<float>(padded, i + stride + 1));
                highest = Vector.Max(highest, Vector.Max(upper, lower));
            }
            var unexceeded = Vector.LessThanOrEqual(highest, new Vector<float>(padded, i));
            if (unexceeded == Vector<int>.Zero)
                continue;
            for (var lane = 0; lane < Vector<int>.Count; lane++)
                candidates[i + lane] = unexceeded[lane] != 0;
        }
        ReadOnlySpan<int> offsets = Offsets(stride, connectivity);
        for (; i < last; i++)
        {
            candidates[i] = true;
            foreach (var offset in offsets)
                candidates[i] &= padded[i + offset] <= padded[i];
        }
    }

    /// <summary>From every pixel that is exceeded, equal neighbours are led to something higher too, and so on over the plateau.</summary>
    private static void RemoveSlopes(float[] padded, bool[] candidates, int stride, Connectivity connectivity)
    {
        ReadOnlySpan<int> offsets = Offsets(stride, connectivity);
        var removed = new Stack<int>();
        for (var i = candidates.AsSpan().IndexOf(true); i >= 0 && i < candidates.Length; i++)
        {
            if (!candidates[i])
                continue;
            foreach (var offset in offsets)
            {
                if (candidates[i + offset] || padded[i + offset] != padded[i])
                    continue;
                candidates[i] = false;
                removed.Push(i);
                break;
            }
            while (removed.TryPop(out var pixel))
            {
                foreach (var offset in offsets)
                {
                    if (!candidates[pixel + offset] || padded[pixel + offset] != padded[pixel])
                        continue;
                    candidates[pixel + offset] = false;
                    removed.Push(pixel + offset);
                }
            }
        }
    }

    private static int[] Offsets(int stride, Connectivity connectivity)
    {
        int[] offsets = [-stride, -1, 1, stride, -stride - 1, -stride + 1, stride - 1, stride + 1];
        return offsets[..(int)connectivity];
    }
}
