using BioDL.Images;

namespace BioDL.Classical;

/// <summary>Distance transforms.</summary>
public static class Distances
{
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
            var envelope = new Envelope(mask.Width);
            for (var y = from; y < to; y++)
                AlongRow(columns.AsSpan(y * mask.Width, mask.Width), envelope, framed, result.AsSpan(y * mask.Width, mask.Width));
        });
        return new Image(1, mask.Height, mask.Width, result) { PixelSize = mask.PixelSize };
    }

    /// <summary>Rows to the nearest background pixel of the same column; more than any distance in the image where the column has none.</summary>
    private static int[] ColumnDistances(Mask mask, bool framed)
    {
        int width = mask.Width, height = mask.Height, far = height + width;
        var distances = new int[height * width];
        var foreground = mask.Values;
        for (var i = 0; i < distances.Length; i++)
        {
            var above = i >= width ? distances[i - width] : framed ? 0 : far;
            distances[i] = foreground[i] ? Math.Min(above + 1, far) : 0;
        }
        for (var i = distances.Length - 1; i >= 0; i--)
        {
            var below = i + width < distances.Length ? distances[i + width] : framed ? 0 : far;
            distances[i] = Math.Min(distances[i], below + 1);
        }
        return distances;
    }

    /// <summary>
    /// Each run of foreground pixels is solved by itself, together with the background pixel at either end: any pixel beyond those is further.
    /// </summary>
    private static void AlongRow(ReadOnlySpan<int> columns, Envelope envelope, bool framed, Span<float> result)
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
            envelope.Write(start, x, result);
        }
    }

    /// <summary>The lower envelope of the parabolas (x − position)² + height², kept as those that are lowest somewhere, from left to right.</summary>
    private sealed class Envelope(int width)
    {
        private readonly (int Position, int Height, int From)[] parabolas = new (int, int, int)[width + 2];
        private int count;

        public void Clear() => count = 0;

        /// <summary>Adds a parabola to the right of all others; <paramref name="end"/> is where the run ends.</summary>
        public void Add(int position, int height, int end)
        {
            var from = int.MinValue;
            while (count > 0)
            {
                from = LowerFrom(parabolas[count - 1], position, height);
                if (from > parabolas[count - 1].From)
                    break;
                from = int.MinValue;
                count--;
            }
            if (from < end)
                parabolas[count++] = (position, height, from);
        }

        public void Write(int start, int end, Span<float> result)
        {
            for (int x = start, current = 0; x < end; x++)
            {
                while (current + 1 < count && parabolas[current + 1].From <= x)
                    current++;
                long across = x - parabolas[current].Position, along = parabolas[current].Height;
                result[x] = (float)Math.Sqrt(across * across + along * along);
            }
        }

        /// <summary>The first position at which the right parabola is lower than the left one, or as low.</summary>
        private static int LowerFrom((int Position, int Height, int From) left, int position, int height)
        {
            long rise = (long)height * height - (long)left.Height * left.Height
                + (long)position * position - (long)left.Position * left.Position;
            long run = 2L * (position - left.Position);
            return (int)Math.Clamp(rise >= 0 ? (rise + run - 1) / run : rise / run, int.MinValue + 1, int.MaxValue);
        }
    }
}
