using BioDL.Images;

namespace BioDL.Classical;

/// <summary>Labels that grow.</summary>
public static class Expansion
{
    /// <summary>
    /// Grows every object into the background by up to some pixels, as a ring of cytoplasm is guessed around a nucleus; objects never grow into one
    /// another. A background pixel goes to the nearest object pixel (Euclidean, centre to centre); of equally near ones the leftmost column
    /// counts, then the topmost row. The same as <c>skimage.segmentation.expand_labels</c>.
    /// </summary>
    /// <param name="labels">Height × width.</param>
    /// <param name="distance">How far, in pixels, 0 or more; a pixel exactly that far away is still taken.</param>
    /// <exception cref="ArgumentOutOfRangeException">The distance is negative or not a number.</exception>
    public static LabelImage ExpandLabels(this LabelImage labels, double distance = 1)
    {
        ArgumentNullException.ThrowIfNull(labels);
        if (!(distance >= 0))
            throw new ArgumentOutOfRangeException(nameof(distance), $"The distance is {distance}; it is given in pixels, 0 or more.");
        int width = labels.Width, height = labels.Height;
        var reach = (int)Math.Min(distance, height);
        var squared = (long)Math.Min(distance * distance, long.MaxValue / 2);
        var nearest = NearestRows(labels, reach);
        var result = new int[width * height];
        Threads.OverRows(height, width, (from, to) =>
        {
            var envelope = new LowerEnvelope(width);
            for (var y = from; y < to; y++)
                GrowAlong(labels, y, nearest.AsSpan(y * width, width), squared, envelope, result);
        });
        return new LabelImage(height, width, result) { PixelSize = labels.PixelSize };
    }

    /// <summary>How many rows the nearest object pixel of the same column is below (negative: above); int.MaxValue when none is near enough.</summary>
    private static int[] NearestRows(LabelImage labels, int reach)
    {
        int width = labels.Width, height = labels.Height;
        var rows = new int[width * height];
        Threads.OverRows(height, width, (from, to) =>
        {
            var seen = new int[width];
            seen.AsSpan().Fill(int.MinValue / 2);
            for (var y = Math.Max(0, from - reach); y < to; y++)
            {
                Note(labels.Values.Slice(y * width, width), y, seen);
                for (var x = 0; y >= from && x < width; x++)
                    rows[y * width + x] = y - seen[x] <= reach ? seen[x] - y : int.MaxValue;
            }
            seen.AsSpan().Fill(int.MaxValue / 2);
            for (var y = Math.Min(height, to + reach) - 1; y >= from; y--)
            {
                Note(labels.Values.Slice(y * width, width), y, seen);
                for (var x = 0; y < to && x < width; x++)
                {
                    ref var row = ref rows[y * width + x];
                    row = seen[x] - y <= reach && (row == int.MaxValue || seen[x] - y < -row) ? seen[x] - y : row;
                }
            }
        });
        return rows;
    }

    private static void Note(ReadOnlySpan<int> labels, int y, int[] seen)
    {
        for (var x = 0; x < labels.Length; x++)
            seen[x] = labels[x] != 0 ? y : seen[x];
    }

    /// <summary>Each run of background is solved by itself, with the object pixel at either end: all beyond those is further.</summary>
    private static void GrowAlong(LabelImage labels, int y, ReadOnlySpan<int> nearest, long squared, LowerEnvelope envelope, int[] result)
    {
        var width = labels.Width;
        var values = labels.Values;
        for (var x = 0; x < width; x++)
        {
            if (nearest[x] == 0)
            {
                result[y * width + x] = values[y * width + x];
                continue;
            }
            var start = x;
            while (x + 1 < width && nearest[x + 1] != 0)
                x++;
            envelope.Clear();
            var any = false;
            for (var source = Math.Max(0, start - 1); source <= Math.Min(width - 1, x + 1); source++)
            {
                if (nearest[source] == int.MaxValue)
                    continue;
                envelope.Add(source, nearest[source], x + 1);
                any = true;
            }
            for (int column = start, part = 0; any && column <= x; column++)
            {
                long across = envelope.Nearest(column, ref part, out var down);
                if (across * across + (long)down * down <= squared)
                    result[y * width + column] = values[(y + down) * width + column + (int)across];
            }
        }
    }
}
