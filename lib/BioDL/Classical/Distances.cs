using BioDL.Images;

namespace BioDL.Classical;

/// <summary>Distance transforms.</summary>
public static class Distances
{
    /// <summary>Columns that are walked down together, each stripe by itself.</summary>
    private const int StripeWidth = 256;

    /// <summary>
    /// The Euclidean distance, in pixels, from the centre of each foreground pixel to the centre of the nearest background pixel; 0 in the
    /// background. Exact: squared distances are whole numbers until the root is taken (Meijster, Roerdink and Hesselink 2000), the same
    /// as <c>scipy.ndimage.distance_transform_edt</c>. The outside of the image is no background; only a mask without any background
    /// has nothing else to be measured from, so there the distance is that to the frame of pixels just outside.
    /// </summary>
    /// <param name="mask">Height × width.</param>
    /// <returns>One channel, height × width, pixels; multiply by <see cref="Mask.PixelSize"/> for micrometres.</returns>
    public static Image Distance(this Mask mask)
    {
        ArgumentNullException.ThrowIfNull(mask);
        var framed = !mask.Values.Contains(false);
        var columns = ColumnDistances(mask, framed);
        var result = new float[columns.Length];
        Threads.OverRows(mask.Height, mask.Width, (from, to) =>
        {
            var envelope = new LowerEnvelope(mask.Width);
            for (var y = from; y < to; y++)
                AlongRow(columns.AsSpan(y * mask.Width, mask.Width), envelope, framed, result.AsSpan(y * mask.Width, mask.Width));
        });
        return new Image(1, mask.Height, mask.Width, result) { PixelSize = mask.PixelSize };
    }

    /// <summary>Rows to the nearest background pixel of the same column; where it has none, more than any distance in the image.</summary>
    private static int[] ColumnDistances(Mask mask, bool framed)
    {
        int width = mask.Width, height = mask.Height, far = height + width;
        var distances = new int[height * width];
        Threads.OverRows((width + StripeWidth - 1) / StripeWidth, StripeWidth * Math.Min(height, 1 << 15), (from, to) =>
        {
            int left = from * StripeWidth, right = Math.Min(width, to * StripeWidth);
            var reached = new int[right - left];
            reached.AsSpan().Fill(framed ? 0 : far);
            for (var y = 0; y < height; y++)
            {
                var foreground = mask.Values[(y * width + left)..(y * width + right)];
                var row = distances.AsSpan(y * width + left, foreground.Length);
                for (var x = 0; x < row.Length; x++)
                    row[x] = reached[x] = foreground[x] ? Math.Min(reached[x] + 1, far) : 0;
            }
            reached.AsSpan().Fill(framed ? 0 : far);
            for (var y = height - 1; y >= 0; y--)
            {
                var row = distances.AsSpan(y * width + left, right - left);
                for (var x = 0; x < row.Length; x++)
                    row[x] = reached[x] = Math.Min(row[x], reached[x] + 1);
            }
        });
        return distances;
    }

    /// <summary>
    /// Each run of foreground pixels is solved by itself, with the background pixel at either end: all beyond those is further.
    /// </summary>
    private static void AlongRow(ReadOnlySpan<int> columns, LowerEnvelope envelope, bool framed, Span<float> result)
    {
        for (var x = 0; x < columns.Length; x++)
        {
            if (columns[x] == 0)
                continue;
            var start = x;
            while (x < columns.Length && columns[x] > 0)
                x++;
            envelope.Clear();
            if (start > 0 || framed)
                envelope.Add(start - 1, 0, x);
            for (var source = start; source < x; source++)
                envelope.Add(source, columns[source], x);
            if (x < columns.Length || framed)
                envelope.Add(x, 0, x);
            for (int column = start, part = 0; column < x; column++)
            {
                long away = envelope.Nearest(column, ref part, out var down);
                result[column] = (float)Math.Sqrt(away * away + (long)down * down);
            }
        }
    }
}
