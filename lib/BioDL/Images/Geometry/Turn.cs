namespace BioDL.Images;

/// <summary>Where each pixel of a turned image lies in the old one, and what is found there.</summary>
internal sealed class Turn
{
    private readonly int height;
    private readonly int width;
    private readonly double cosine;
    private readonly double sine;

    public Turn(double degrees, int height, int width)
    {
        if (!double.IsFinite(degrees))
            throw new ArgumentOutOfRangeException(nameof(degrees), $"The angle is {degrees}; it is a finite number of degrees, counter-clockwise.");
        (this.height, this.width) = (height, width);
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
        var result = new T[source.Values.Length];
        Threads.OverRows(source.Count * height, width, (from, to) =>
        {
            for (var r = from; r < to; r++)
            {
                var plane = source.Values.Span.Slice(r / height * height * width, height * width);
                for (var x = 0; x < width; x++)
                {
                    var (oldY, oldX) = Place(r % height, x);
                    int row = (int)Math.Floor(oldY + 0.5), column = (int)Math.Floor(oldX + 0.5);
                    result[r * width + x] = (uint)row < (uint)height && (uint)column < (uint)width ? plane[row * width + column] : fill;
                }
            }
        });
        return result;
    }

    public float[] Interpolated(Image image, Interpolation interpolation, float fill)
    {
        var result = new float[image.Values.Length];
        Threads.OverRows(image.Channels * height, width, (from, to) =>
        {
            for (var r = from; r < to; r++)
            {
                var plane = image.Channel(r / height);
                for (var x = 0; x < width; x++)
                {
                    var (oldY, oldX) = Place(r % height, x);
                    result[r * width + x] = interpolation == Interpolation.Linear ? Linear(plane, oldY, oldX, fill) : Cubic(plane, oldY, oldX, fill);
                }
            }
        });
        return result;
    }

    private (double Y, double X) Place(int y, int x)
    {
        double centreY = (height - 1) / 2.0, centreX = (width - 1) / 2.0;
        double fromY = y - centreY, fromX = x - centreX;
        return (sine * fromX + cosine * fromY + centreY, cosine * fromX - sine * fromY + centreX);
    }

    private float Linear(ReadOnlySpan<float> plane, double y, double x, float fill)
    {
        double top = Math.Floor(y), left = Math.Floor(x), down = y - top, right = x - left;
        int row = (int)top, column = (int)left;
        if (down == 0 || right == 0 || row < 0 || column < 0 || row > height - 2 || column > width - 2)
            return Weighted(plane, (row, column), [1 - down, down], [1 - right, right], fill);
        var place = row * width + column;
        var above = (1 - right) * plane[place] + right * plane[place + 1];
        var below = (1 - right) * plane[place + width] + right * plane[place + width + 1];
        return (float)((1 - down) * above + down * below);
    }

    private float Cubic(ReadOnlySpan<float> plane, double y, double x, float fill)
    {
        double top = Math.Floor(y), left = Math.Floor(x);
        Span<double> down = stackalloc double[4], along = stackalloc double[4];
        for (var k = 0; k < 4; k++)
        {
            down[k] = ResamplingKernel.At(Interpolation.Cubic, y - top + 1 - k);
            along[k] = ResamplingKernel.At(Interpolation.Cubic, x - left + 1 - k);
        }
        return Weighted(plane, ((int)top - 1, (int)left - 1), down, along, fill);
    }

    /// <summary>Σ down[i] · along[j] · value at the corner + (i, j). Values that weigh 0 are not looked at, those outside are the filling.</summary>
    private float Weighted(ReadOnlySpan<float> plane, (int Row, int Column) corner, ReadOnlySpan<double> down, ReadOnlySpan<double> along, float fill)
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
                    sum += down[i] * along[j] * (inside ? plane[row * width + column] : fill);
            }
        }
        return (float)sum;
    }
}
