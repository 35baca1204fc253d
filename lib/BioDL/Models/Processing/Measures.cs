using BioDL.Images;

namespace BioDL.Models;

/// <summary>
/// Statistics of the groups of an array: sums in double precision, percentiles as <c>numpy.percentile</c> interpolates them. The same whatever
/// the number of threads.
/// </summary>
internal static class Measures
{
    private const int Chunk = 4096;

    /// <summary>Mean and standard deviation (of the population, divided by n) of each group.</summary>
    public static (double Mean, double Deviation)[] MeanAndDeviation(NamedArray array, AxisGroups groups)
    {
        var means = Sums(array.Values, groups, null);
        var share = (double)groups.Count / array.Values.Length;
        for (var group = 0; group < means.Length; group++)
            means[group] *= share;
        var squares = Sums(array.Values, groups, means);
        return [.. means.Select((mean, group) => (mean, Math.Sqrt(squares[group] * share)))];
    }

    /// <summary>Two percentiles of each group, by linear interpolation.</summary>
    public static (double Low, double High)[] Percentiles(NamedArray array, AxisGroups groups, double low, double high)
    {
        if (!(low >= 0 && low < high && high <= 100))
            throw new ArgumentException($"A description asks for the percentiles {low} and {high}; expected them to rise from 0 to 100.");
        var result = new (double, double)[groups.Count];
        if (groups.Runs == groups.Count)
        {
            for (var run = 0; run < groups.Runs; run++)
                result[groups.GroupOf(run)] = OrderStatistics.Percentiles(array.Values.AsSpan(run * groups.Run, groups.Run), low, high);
            return result;
        }
        var size = array.Values.Length / groups.Count;
        var (gathered, filled) = (new float[array.Values.Length], new int[groups.Count]);
        for (var run = 0; run < groups.Runs; run++)
        {
            var group = groups.GroupOf(run);
            array.Values.AsSpan(run * groups.Run, groups.Run).CopyTo(gathered.AsSpan(group * size + filled[group]));
            filled[group] += groups.Run;
        }
        for (var group = 0; group < groups.Count; group++)
            result[group] = OrderStatistics.Percentiles(gathered.AsSpan(group * size, size), low, high);
        return result;
    }

    /// <summary>The sum of each group, or of its squared distances from a centre.</summary>
    private static double[] Sums(float[] values, AxisGroups groups, double[]? centres)
    {
        var sums = new double[groups.Count];
        for (var run = 0; run < groups.Runs; run++)
        {
            var group = groups.GroupOf(run);
            sums[group] += Sum(values, run * groups.Run, groups.Run, centres?[group]);
        }
        return sums;
    }

    private static double Sum(float[] values, int start, int length, double? centre)
    {
        if (length <= Chunk)
            return Sum(values.AsSpan(start, length), centre);
        var parts = new double[(length + Chunk - 1) / Chunk];
        Threads.OverRows(parts.Length, Chunk, (from, to) =>
        {
            for (var part = from; part < to; part++)
                parts[part] = Sum(values.AsSpan(start + part * Chunk, Math.Min(Chunk, length - part * Chunk)), centre);
        });
        return parts.Sum();
    }

    private static double Sum(ReadOnlySpan<float> values, double? centre)
    {
        var sum = 0.0;
        if (centre is not { } middle)
        {
            foreach (var value in values)
                sum += value;
            return sum;
        }
        foreach (var value in values)
            sum += (value - middle) * (value - middle);
        return sum;
    }
}
