using System.Numerics;
using System.Runtime.InteropServices;
using BioDL.Images;

namespace BioDL.Classical;

/// <summary>
/// Mean and standard deviation of a square window around every pixel, in double precision. Sums of columns move down row by row and are added up along the
/// rows: the cost does not depend on the window.
/// </summary>
internal sealed class WindowMoments
{
    private readonly Image image;
    private readonly int window;
    private readonly int[] rows, columns;
    private readonly double[] sums, squares;

    private WindowMoments(Image image, int window, (int[] Rows, int[] Columns) maps)
    {
        (this.image, this.window, rows, columns) = (image, window, maps.Rows, maps.Columns);
        (sums, squares) = (new double[image.Width], new double[image.Width]);
    }

    /// <summary>Makes an image of one channel from mean and standard deviation around each pixel.</summary>
    /// <param name="image">One channel.</param>
    /// <param name="window">Side of the window, odd.</param>
    /// <param name="beyond">What the image is beyond its edges.</param>
    /// <param name="make">The new value from mean and standard deviation.</param>
    public static Image Map(Image image, int window, Padding beyond, Func<double, double, double> make)
    {
        var maps = (AxisMap.Padded(image.Height, window / 2, window / 2, beyond), AxisMap.Padded(image.Width, window / 2, window / 2, beyond));
        var result = new float[image.Values.Length];
        Threads.OverRows(image.Height, image.Width, window + 16, (from, to) => new WindowMoments(image, window, maps).Fill(from, to, make, result));
        return image.Like(result);
    }

    private void Fill(int from, int to, Func<double, double, double> make, float[] result)
    {
        for (var y = from; y < from + window; y++)
            Add(rows[y], 1);
        for (var y = from; y < to; y++)
        {
            Along(make, result.AsSpan(y * image.Width, image.Width));
            if (y + 1 == to)
                break;
            Add(rows[y], -1);
            Add(rows[y + window], 1);
        }
    }

    private void Add(int row, int sign)
    {
        var values = image.Values.Slice(row * image.Width, image.Width);
        Span<Vector<double>> sumVectors = MemoryMarshal.Cast<double, Vector<double>>(sums.AsSpan()), squareVectors = MemoryMarshal.Cast<double, Vector<double>>(squares.AsSpan());
        var vectors = MemoryMarshal.Cast<float, Vector<float>>(values);
        var factor = new Vector<double>(sign);
        for (var i = 0; i < vectors.Length; i++)
        {
            Vector.Widen(vectors[i], out var first, out var second);
            sumVectors[2 * i] += factor * first;
            sumVectors[2 * i + 1] += factor * second;
            squareVectors[2 * i] += factor * (first * first);
            squareVectors[2 * i + 1] += factor * (second * second);
        }
        for (var x = vectors.Length * Vector<float>.Count; x < values.Length; x++)
        {
            sums[x] += sign * (double)values[x];
            squares[x] += sign * ((double)values[x] * values[x]);
        }
    }

    private void Along(Func<double, double, double> make, Span<float> target)
    {
        double sum = 0, square = 0, perPixel = 1.0 / ((double)window * window);
        for (var i = 0; i < window; i++)
        {
            sum += sums[columns[i]];
            square += squares[columns[i]];
        }
        for (var x = 0; x < target.Length; x++)
        {
            var mean = sum * perPixel;
            target[x] = (float)make(mean, Math.Sqrt(Math.Max(0, square * perPixel - mean * mean)));
            if (x + 1 == target.Length)
                break;
            sum += sums[columns[x + window]] - sums[columns[x]];
            square += squares[columns[x + window]] - squares[columns[x]];
        }
    }
}
