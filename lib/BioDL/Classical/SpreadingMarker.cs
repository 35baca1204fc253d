using System.Numerics;
using BioDL.Images;

namespace BioDL.Classical;

/// <summary>
/// A marker on its way up to its limits (reconstruction by dilation), in a frame of pixels that stay at minus infinity. The end is the same in whatever
/// order pixels are visited, so bands of rows are swept at the same time, and a queue settles what is left.
/// </summary>
internal sealed class SpreadingMarker(int height, int width, Connectivity connectivity)
{
    private readonly int stride = width + 2;
    private readonly float[] values = new float[(height + 2) * (width + 2)];
    private readonly float[] limits = new float[(height + 2) * (width + 2)];
    private RoughOrder waiting = new(0, 0, 1);

    /// <summary>Takes in marker and limits, both times a sign; the marker is brought below the limits.</summary>
    public void Fill(ReadOnlySpan<float> marker, ReadOnlySpan<float> image, int sign)
    {
        var (minimum, maximum, _) = Pixels.Range(image);
        waiting = sign > 0 ? new RoughOrder(minimum, maximum, image.Length) : new RoughOrder(-maximum, -minimum, image.Length);
        values.AsSpan().Fill(float.NegativeInfinity);
        limits.AsSpan().Fill(float.NegativeInfinity);
        for (var y = 0; y < height; y++)
        {
            ReadOnlySpan<float> markers = marker.Slice(y * width, width), bounds = image.Slice(y * width, width);
            Span<float> value = values.AsSpan((y + 1) * stride + 1, width), limit = limits.AsSpan((y + 1) * stride + 1, width);
            for (var x = 0; x < value.Length; x++)
            {
                limit[x] = sign * bounds[x];
                value[x] = Math.Min(sign * markers[x], limit[x]);
            }
        }
    }

    public float[] Result(int sign)
    {
        var result = new float[height * width];
        for (var y = 0; y < height; y++)
        {
            var row = values.AsSpan((y + 1) * stride + 1, width);
            for (var x = 0; x < row.Length; x++)
                result[y * width + x] = sign * row[x];
        }
        return result;
    }

    /// <summary>
    /// Sweeps once down and once up; few pixels are left then that a neighbour could raise, and wait. A band may read a row of its neighbour before
    /// or after that has risen: neither is above the end.
    /// </summary>
    public void Sweep()
    {
        Threads.OverRows(height, width, (from, to) =>
        {
            for (var y = from + 1; y <= to; y++)
            {
                TakeFrom(y * stride, (y - 1) * stride);
                AlongRow(y * stride + 1, 1);
            }
        });
        Threads.OverRows(height, width, (from, to) =>
        {
            for (var y = height - from; y > height - to; y--)
            {
                TakeFrom(y * stride, (y + 1) * stride);
                AlongRow(y * stride + width, -1);
            }
        });
        for (var y = 1; y <= height; y++)
            QueueRisen(y * stride);
    }

    /// <summary>From every pixel that waits the rise is followed until it ends, the highest first, so that few pixels rise twice.</summary>
    public void Finish()
    {
        var offsets = Offsets();
        while (waiting.TryTake(values, out var pixel))
        {
            var value = values[pixel];
            foreach (var offset in offsets)
            {
                var neighbour = pixel + offset;
                if (values[neighbour] < value && values[neighbour] < limits[neighbour])
                {
                    values[neighbour] = value < limits[neighbour] ? value : limits[neighbour];
                    waiting.Add(neighbour, values[neighbour]);
                }
            }
        }
    }

    private int[] Offsets()
    {
        int[] offsets = [-stride, -1, 1, stride, -stride - 1, -stride + 1, stride - 1, stride + 1];
        return offsets[..(int)connectivity];
    }

    /// <summary>Raises a row to the pixels of the row before or after, as far as the limits allow.</summary>
    private void TakeFrom(int row, int other)
    {
        var x = 1;
        for (; x <= width + 1 - Vector<float>.Count; x += Vector<float>.Count)
        {
            var highest = Vector.Max(new Vector<float>(values, row + x), new Vector<float>(values, other + x));
            if (connectivity == Connectivity.Eight)
                highest = Vector.Max(highest, Vector.Max(new Vector<float>(values, other + x - 1), new Vector<float>(values, other + x + 1)));
            Vector.Min(highest, new Vector<float>(limits, row + x)).CopyTo(values, row + x);
        }
        for (; x <= width; x++)
            values[row + x] = Math.Min(Highest(other + x, Math.Max(values[row + x], values[other + x])), limits[row + x]);
    }

    /// <summary>The highest of a value and, if corners count, the pixels left and right of another.</summary>
    private float Highest(int pixel, float value) =>
        connectivity == Connectivity.Eight ? Math.Max(value, Math.Max(values[pixel - 1], values[pixel + 1])) : value;

    private void AlongRow(int start, int step)
    {
        var level = float.NegativeInfinity;
        for (int n = 0, i = start; n < width; n++, i += step)
        {
            level = values[i] > level ? values[i] : level;
            level = limits[i] < level ? limits[i] : level;
            values[i] = level;
        }
    }

    /// <summary>Raises and queues the pixels of a row that are lower than a neighbour and than their limit: most rows have none.</summary>
    private void QueueRisen(int row)
    {
        var x = 1;
        for (; x <= width + 1 - Vector<float>.Count; x += Vector<float>.Count)
        {
            var highest = Vector.Max(Across(row + x), Vector.Max(Across(row + x - stride), Across(row + x + stride)));
            if (connectivity == Connectivity.Four)
            {
                var upright = Vector.Max(new Vector<float>(values, row + x - stride), new Vector<float>(values, row + x + stride));
                highest = Vector.Max(Across(row + x), upright);
            }
            if (!Vector.LessThanAny(new Vector<float>(values, row + x), Vector.Min(highest, new Vector<float>(limits, row + x))))
                continue;
            for (var lane = 0; lane < Vector<float>.Count; lane++)
                QueueIfRisen(row + x + lane);
        }
        for (; x <= width; x++)
            QueueIfRisen(row + x);
    }

    private Vector<float> Across(int pixel) => Vector.Max(
        new Vector<float>(values, pixel), Vector.Max(new Vector<float>(values, pixel - 1), new Vector<float>(values, pixel + 1)));

    private void QueueIfRisen(int pixel)
    {
        var highest = Math.Max(Highest(pixel - stride, values[pixel - stride]), Highest(pixel + stride, values[pixel + stride]));
        highest = Math.Max(highest, Math.Max(values[pixel - 1], values[pixel + 1]));
        highest = Math.Min(highest, limits[pixel]);
        if (highest <= values[pixel])
            return;
        values[pixel] = highest;
        waiting.Add(pixel, highest);
    }
}
