using System.Numerics;
using System.Runtime.InteropServices;
using BioDL.Images;

namespace BioDL.Metrics;

/// <summary>Over which neighbourhood structural similarity compares.</summary>
public enum SimilarityWindow
{
    /// <summary>
    /// 11 × 11 pixels with Gaussian weights of σ 1.5 and population variances, as in Wang et al. 2004; in scikit-image <c>gaussian_weights=True,
    /// use_sample_covariance=False</c>.
    /// </summary>
    Gaussian,

    /// <summary>7 × 7 pixels of equal weight and sample variances, the default of scikit-image.</summary>
    Square,
}

/// <summary>Structural similarity: weighted sums of both images, their squares and their product, down the columns and then along the row.</summary>
internal sealed class StructuralSimilarity
{
    private const int Planes = 5;

    private readonly double[] weights;
    private readonly double first, second, correction;

    private StructuralSimilarity(double range, SimilarityWindow window)
    {
        (weights, correction) = window switch
        {
            SimilarityWindow.Gaussian => (Normalised([.. Enumerable.Range(-5, 11).Select(d => Math.Exp(-d * d / (2 * 1.5 * 1.5)))]), 1.0),
            SimilarityWindow.Square => (Normalised([1, 1, 1, 1, 1, 1, 1]), 49 / 48.0),
            _ => throw new ArgumentOutOfRangeException(nameof(window), $"The window is {window}; there are Gaussian and Square."),
        };
        (first, second) = (0.01 * range * (0.01 * range), 0.03 * range * (0.03 * range));
    }

    public static double Mean(Image truth, Image restored, double range, SimilarityWindow window)
    {
        var method = new StructuralSimilarity(range, window);
        var side = method.weights.Length;
        if (truth.Height < side || truth.Width < side)
            throw new ArgumentException($"The image has {truth.Height} rows and {truth.Width} columns; structural similarity with a {window} window needs at least {side} of each.");
        int rows = truth.Height - side + 1, columns = truth.Width - side + 1;
        var sums = new double[truth.Channels * rows];
        Threads.OverRows(sums.Length, truth.Width, (from, to) =>
        {
            var buffer = new double[Planes * truth.Width];
            for (var n = from; n < to; n++)
                sums[n] = method.AlongRow(truth.Channel(n / rows), restored.Channel(n / rows), n % rows, truth.Width, buffer);
        });
        return sums.Sum() / ((double)sums.Length * columns);
    }

    private static double[] Normalised(double[] weights) => Array.ConvertAll(weights, weight => weight / weights.Sum());

    /// <summary>The sum over the windows whose first row is given.</summary>
    private double AlongRow(ReadOnlySpan<float> truth, ReadOnlySpan<float> restored, int row, int width, double[] buffer)
    {
        Array.Clear(buffer);
        for (var d = 0; d < weights.Length; d++)
            Down(truth.Slice((row + d) * width, width), restored.Slice((row + d) * width, width), weights[d], buffer);
        int columns = width - weights.Length + 1, step = Vector<double>.Count, x = 0;
        var sum = Vector<double>.Zero;
        for (; x <= columns - step; x += step)
            sum += Similarity(buffer, width, x);
        var total = Vector.Sum(sum);
        if (x < columns)
        {
            // The last windows, counted from the right end; those that were counted already are left out.
            var last = columns >= step ? Similarity(buffer, width, columns - step) : Similarity([.. Widened(buffer, width, step)], width + step, 0);
            for (var i = 0; i < columns - x; i++)
                total += columns >= step ? last[step - 1 - i] : last[i];
        }
        return total;
    }

    /// <summary>An image narrower than a vector, its rows lengthened by zeros.</summary>
    private static IEnumerable<double> Widened(double[] buffer, int width, int step) =>
        buffer.Chunk(width).SelectMany(plane => plane.Concat(new double[step]));

    private static void Down(ReadOnlySpan<float> truth, ReadOnlySpan<float> restored, double weight, double[] buffer)
    {
        var width = truth.Length;
        Span<double> meanX = buffer.AsSpan(0, width), meanY = buffer.AsSpan(width, width), xx = buffer.AsSpan(2 * width, width), yy = buffer.AsSpan(3 * width, width),
            xy = buffer.AsSpan(4 * width, width);
        ReadOnlySpan<Vector<float>> xs = MemoryMarshal.Cast<float, Vector<float>>(truth), ys = MemoryMarshal.Cast<float, Vector<float>>(restored);
        var by = new Vector<double>(weight);
        for (var i = 0; i < xs.Length; i++)
        {
            Vector.Widen(xs[i], out var x0, out var x1);
            Vector.Widen(ys[i], out var y0, out var y1);
            Put(x0, y0, 2 * i * Vector<double>.Count, meanX, meanY, xx, yy, xy);
            Put(x1, y1, (2 * i + 1) * Vector<double>.Count, meanX, meanY, xx, yy, xy);
        }
        for (var i = xs.Length * Vector<float>.Count; i < width; i++)
        {
            double x = truth[i], y = restored[i];
            meanX[i] += weight * x;
            meanY[i] += weight * y;
            xx[i] += weight * x * x;
            yy[i] += weight * y * y;
            xy[i] += weight * x * y;
        }

        void Put(Vector<double> x, Vector<double> y, int place, Span<double> sumX, Span<double> sumY, Span<double> sumXX, Span<double> sumYY, Span<double> sumXY)
        {
            var (weightedX, weightedY) = (by * x, by * y);
            (new Vector<double>(sumX[place..]) + weightedX).CopyTo(sumX[place..]);
            (new Vector<double>(sumY[place..]) + weightedY).CopyTo(sumY[place..]);
            (new Vector<double>(sumXX[place..]) + weightedX * x).CopyTo(sumXX[place..]);
            (new Vector<double>(sumYY[place..]) + weightedY * y).CopyTo(sumYY[place..]);
            (new Vector<double>(sumXY[place..]) + weightedX * y).CopyTo(sumXY[place..]);
        }
    }

    /// <summary>The similarity of the windows whose first columns begin at one place.</summary>
    private Vector<double> Similarity(double[] buffer, int width, int place)
    {
        Vector<double> x = default, y = default, xx = default, yy = default, xy = default;
        for (var d = 0; d < weights.Length; d++)
        {
            var weight = new Vector<double>(weights[d]);
            x += weight * new Vector<double>(buffer, place + d);
            y += weight * new Vector<double>(buffer, width + place + d);
            xx += weight * new Vector<double>(buffer, 2 * width + place + d);
            yy += weight * new Vector<double>(buffer, 3 * width + place + d);
            xy += weight * new Vector<double>(buffer, 4 * width + place + d);
        }
        var (c1, c2, unbiased) = (new Vector<double>(first), new Vector<double>(second), new Vector<double>(correction));
        var (varianceX, varianceY, covariance) = (unbiased * (xx - x * x), unbiased * (yy - y * y), unbiased * (xy - x * y));
        return (2 * x * y + c1) * (2 * covariance + c2) / ((x * x + y * y + c1) * (varianceX + varianceY + c2));
    }
}
