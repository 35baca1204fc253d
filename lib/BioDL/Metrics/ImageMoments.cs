using System.Numerics;
using System.Runtime.InteropServices;
using BioDL.Images;

namespace BioDL.Metrics;

/// <summary>Sums over two images, in double precision; bands are added up in their order, so that the result does not depend on the number of threads.</summary>
internal readonly record struct ImageMoments(double TruthMean, double RestoredMean, double TruthVariance, double RestoredVariance, double Covariance, double SquaredError)
{
    /// <summary>Root mean square of the truth.</summary>
    public double TruthRoot => Math.Sqrt(TruthVariance + TruthMean * TruthMean);

    /// <summary>Factor and offset that bring the restored image nearest to the truth.</summary>
    public (double Factor, double Offset) Fit
    {
        get
        {
            var factor = RestoredVariance > 0 ? Covariance / RestoredVariance : 0;
            return (factor, TruthMean - factor * RestoredMean);
        }
    }

    /// <summary>The mean squared error that is left then.</summary>
    public double FittedError => RestoredVariance > 0 ? Math.Max(0, TruthVariance - Covariance * Covariance / RestoredVariance) : TruthVariance;

    /// <summary>Pearson's correlation, −1 to 1; not a number when an image is constant.</summary>
    public double Correlation => Math.Clamp(Covariance / (Math.Sqrt(TruthVariance) * Math.Sqrt(RestoredVariance)), -1, 1);

    /// <summary>The mean squared difference alone, in one pass.</summary>
    public static double Error(Image truth, Image restored)
    {
        int rows = truth.Channels * truth.Height, width = truth.Width;
        var parts = new double[rows];
        Threads.OverRows(rows, width, (from, to) => parts[from] = Differences(truth.Values[(from * width)..(to * width)], restored.Values[(from * width)..(to * width)]));
        return parts.Sum() / ((double)rows * width);
    }

    public static ImageMoments Of(Image truth, Image restored)
    {
        int rows = truth.Channels * truth.Height, width = truth.Width;
        var n = (double)rows * width;
        var sums = Add(rows, width, (from, to) => Sums(truth.Values[from..to], restored.Values[from..to], 0, 0));
        var (mean, other) = (sums.First / n, sums.Second / n);
        // Around the means, in a second pass: large offsets (a camera's) would swamp the squares.
        var centred = Add(rows, width, (from, to) => Sums(truth.Values[from..to], restored.Values[from..to], mean, other));
        return new ImageMoments(mean, other, centred.FirstSquares / n, centred.SecondSquares / n, centred.Products / n, sums.Differences / n);
    }

    private static double Differences(ReadOnlySpan<float> truth, ReadOnlySpan<float> restored)
    {
        ReadOnlySpan<Vector<float>> ts = MemoryMarshal.Cast<float, Vector<float>>(truth), rs = MemoryMarshal.Cast<float, Vector<float>>(restored);
        Vector<double> low = default, high = default;
        for (var i = 0; i < ts.Length; i++)
        {
            Vector.Widen(ts[i], out var t0, out var t1);
            Vector.Widen(rs[i], out var r0, out var r1);
            low += (t0 - r0) * (t0 - r0);
            high += (t1 - r1) * (t1 - r1);
        }
        var sum = Vector.Sum(low + high);
        for (var i = ts.Length * Vector<float>.Count; i < truth.Length; i++)
            sum += ((double)truth[i] - restored[i]) * ((double)truth[i] - restored[i]);
        return sum;
    }

    private static Part Add(int rows, int width, Func<int, int, Part> sum)
    {
        var parts = new Part[rows];
        Threads.OverRows(rows, width, (from, to) => parts[from] = sum(from * width, to * width));
        return parts.Aggregate((all, part) => new Part(all.First + part.First, all.Second + part.Second, all.FirstSquares + part.FirstSquares,
            all.SecondSquares + part.SecondSquares, all.Products + part.Products, all.Differences + part.Differences));
    }

    private static Part Sums(ReadOnlySpan<float> truth, ReadOnlySpan<float> restored, double mean, double other)
    {
        double first = 0, second = 0, firstSquares = 0, secondSquares = 0, products = 0, differences = 0;
        for (var i = 0; i < truth.Length; i++)
        {
            double x = truth[i] - mean, y = restored[i] - other, difference = (double)truth[i] - restored[i];
            first += x;
            second += y;
            firstSquares += x * x;
            secondSquares += y * y;
            products += x * y;
            differences += difference * difference;
        }
        return new Part(first, second, firstSquares, secondSquares, products, differences);
    }

    private readonly record struct Part(double First, double Second, double FirstSquares, double SecondSquares, double Products, double Differences);
}
