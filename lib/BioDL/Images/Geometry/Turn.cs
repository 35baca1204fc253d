using System.Runtime.Intrinsics;

namespace BioDL.Images;

/// <summary>Where each pixel of a turned image lies in the old one, and what is found there.</summary>
internal sealed class Turn
{
    private readonly int height;
    private readonly int width;
    private readonly double centreY;
    private readonly double centreX;
    private readonly double cosine;
    private readonly double sine;

    public Turn(double degrees, int height, int width)
    {
        if (!double.IsFinite(degrees))
            throw new ArgumentOutOfRangeException(
                nameof(degrees), $"The angle is {degrees}; it is a finite number of degrees, counter-clockwise.");
        (this.height, this.width) = (height, width);
        (centreY, centreX) = ((height - 1) / 2.0, (width - 1) / 2.0);
        // Quarter turns are exact, and the angle is reduced before it is rounded to radians.
        (sine, cosine) = Math.IEEERemainder(degrees, 360) switch
        {
            0 => (0, 1),
            90 => (1, 0),
            -90 => (-1, 0),
            180 or -180 => (0, -1),
            var angle => Math.SinCos(angle * (Math.PI / 180)),
        };
    }

    public T[] Nearest<T>(Planes<T> source, T fill)
    {
        var result = GC.AllocateUninitializedArray<T>(source.Values.Length);
        Threads.OverRows(source.Count * height, width, (from, to) =>
        {
            for (var r = from; r < to; r++)
            {
                var plane = source.Values.Span.Slice(r / height * height * width, height * width);
                for (var x = 0; x < width; x++)
                {
                    var (oldY, oldX) = Place(r % height, x);
                    int row = Floor(oldY + 0.5), column = Floor(oldX + 0.5);
                    result[r * width + x] = (uint)row < (uint)height && (uint)column < (uint)width ? plane[row * width + column] : fill;
                }
            }
        });
        return result;
    }

    public float[] Interpolated(Image image, Interpolation interpolation, float fill)
    {
        var result = GC.AllocateUninitializedArray<float>(image.Values.Length);
        Threads.OverRows(image.Channels * height, width, (from, to) =>
        {
            for (var r = from; r < to; r++)
            {
                var target = result.AsSpan(r * width, width);
                if (interpolation == Interpolation.Linear)
                    LinearRow(image.Channel(r / height), r % height, fill, target);
                else
                    CubicRow(image.Channel(r / height), r % height, fill, target);
            }
        });
        return result;
    }

    private (double Y, double X) Place(int y, int x)
    {
        double fromY = y - centreY, fromX = x - centreX;
        return (sine * fromX + cosine * fromY + centreY, cosine * fromX - sine * fromY + centreX);
    }

    private void LinearRow(ReadOnlySpan<float> plane, int row, float fill, Span<float> target)
    {
        for (var i = 0; i < target.Length; i++)
        {
            var (y, x) = Place(row, i);
            int top = Floor(y), left = Floor(x);
            float down = (float)(y - top), right = (float)(x - left);
            if (down == 0 || right == 0 || (uint)top >= (uint)(height - 1) || (uint)left >= (uint)(width - 1))
            {
                target[i] = Weighted(plane, (top, left), [1 - down, down], [1 - right, right], fill);
                continue;
            }
            var corner = plane.Slice(top * width + left, width + 2);
            var above = (1 - right) * corner[0] + right * corner[1];
            var below = (1 - right) * corner[width] + right * corner[width + 1];
            target[i] = (1 - down) * above + down * below;
        }
    }

    private void CubicRow(ReadOnlySpan<float> plane, int row, float fill, Span<float> target)
    {
        Span<float> down = stackalloc float[4], along = stackalloc float[4];
        for (var i = 0; i < target.Length; i++)
        {
            var (y, x) = Place(row, i);
            int top = Floor(y) - 1, left = Floor(x) - 1;
            Vector128<float> downWeights = CubicWeights((float)(y - top - 1)), alongWeights = CubicWeights((float)(x - left - 1));
            if (y == top + 1 || x == left + 1 || top < 0 || left < 0 || top > height - 4 || left > width - 4)
            {
                downWeights.CopyTo(down);
                alongWeights.CopyTo(along);
                target[i] = Weighted(plane, (top, left), down, along, fill);
                continue;
            }
            var corner = plane.Slice(top * width + left, 3 * width + 4);
            var sums = Vector128.Create(corner) * downWeights[0] + Vector128.Create(corner[width..]) * downWeights[1]
                + Vector128.Create(corner[(2 * width)..]) * downWeights[2] + Vector128.Create(corner[(3 * width)..]) * downWeights[3];
            sums *= alongWeights;
            target[i] = sums[0] + sums[1] + (sums[2] + sums[3]);
        }
    }

    /// <summary>
    /// Weights of the pixels at −1, 0, 1 and 2 for a place at f from 0 to 1: the kernel of cubic convolution, by powers of f.
    /// </summary>
    private static Vector128<float> CubicWeights(float f) =>
        ((Vector128.Create(-0.5f, 1.5f, -1.5f, 0.5f) * f + Vector128.Create(1, -2.5f, 2, -0.5f)) * f + Vector128.Create(-0.5f, 0, 0.5f, 0)) * f
        + Vector128.Create(0f, 1, 0, 0);

    private static int Floor(double value) => (int)value - (value < (int)value ? 1 : 0);

    /// <summary>
    /// Σ down[i] · along[j] · value at the corner + (i, j). Values that weigh 0 are not looked at, those outside are the filling.
    /// </summary>
    private float Weighted(
        ReadOnlySpan<float> plane, (int Row, int Column) corner, ReadOnlySpan<float> down, ReadOnlySpan<float> along, float fill)
    {
        var sum = 0.0;
        for (var i = 0; i < down.Length; i++)
        {
            var row = corner.Row + i;
            for (var j = 0; j < along.Length && down[i] != 0; j++)
            {
                var column = corner.Column + j;
                var inside = (uint)row < (uint)height && (uint)column < (uint)width;
                if (along[j] != 0)
                    sum += (double)down[i] * along[j] * (inside ? plane[row * width + column] : fill);
            }
        }
        return (float)sum;
    }
}
