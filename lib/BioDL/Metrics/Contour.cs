using BioDL.Classical;
using BioDL.Images;

namespace BioDL.Metrics;

/// <summary>The outermost pixels of a mask, and how far they are from those of another.</summary>
internal static class Contour
{
    /// <summary>Foreground pixels of which a side neighbour is background; what lies outside of the image is background.</summary>
    public static bool[] Of(Mask mask)
    {
        int width = mask.Width, height = mask.Height;
        var contour = new bool[width * height];
        Threads.OverRows(height, width, (from, to) =>
        {
            var values = mask.Values;
            for (var y = from; y < to; y++)
            {
                var row = values.Slice(y * width, width);
                var target = contour.AsSpan(y * width, width);
                if (!row.Contains(true))
                    continue;
                var above = y > 0 ? values.Slice((y - 1) * width, width) : default;
                var below = y + 1 < height ? values.Slice((y + 1) * width, width) : default;
                for (var x = 0; x < width; x++)
                {
                    if (row[x])
                        target[x] = above.IsEmpty || below.IsEmpty || x == 0 || x + 1 == width || !(row[x - 1] & row[x + 1] & above[x] & below[x]);
                }
            }
        });
        return contour;
    }

    /// <summary>For each pixel of one contour, in their order, the distance in pixels to the nearest pixel of the other, which must not be empty.</summary>
    public static float[] Distances(bool[] contour, bool[] other, int height, int width)
    {
        var distance = new Mask(height, width, Array.ConvertAll(other, pixel => !pixel)).Distance().Memory;
        var first = new int[height + 1];
        for (var y = 0; y < height; y++)
            first[y + 1] = first[y] + contour.AsSpan(y * width, width).Count(true);
        var result = new float[first[height]];
        Threads.OverRows(height, width, (from, to) =>
        {
            var place = first[from];
            var values = distance.Span;
            for (var i = from * width; i < to * width; i++)
            {
                if (contour[i])
                    result[place++] = values[i];
            }
        });
        return result;
    }
}
