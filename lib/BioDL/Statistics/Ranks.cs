namespace BioDL.Statistics;

/// <summary>Ranks from 1 (smallest); equal values share the mean of the ranks that they take up.</summary>
internal static class Ranks
{
    public static double[] Of(ReadOnlySpan<double> values)
    {
        var order = new int[values.Length];
        for (var i = 0; i < order.Length; i++)
            order[i] = i;
        var sorted = values.ToArray();
        Array.Sort(sorted, order);
        var ranks = new double[order.Length];
        foreach (var (start, end) in Ties(sorted))
        {
            for (var i = start; i < end; i++)
                ranks[order[i]] = (start + 1 + end) / 2.0;
        }
        return ranks;
    }

    /// <summary>Σ (t³ − t) over the runs of t equal values: what ties take from the variance of ranks.</summary>
    public static double TieSum(ReadOnlySpan<double> values)
    {
        var sorted = values.ToArray();
        Array.Sort(sorted);
        return Ties(sorted).Sum(run => Math.Pow(run.End - run.Start, 3) - (run.End - run.Start));
    }

    /// <summary>The runs of equal values: first position, and the one after the last.</summary>
    public static IEnumerable<(int Start, int End)> Ties(double[] sorted)
    {
        for (int start = 0, end; start < sorted.Length; start = end)
        {
            end = start + 1;
            while (end < sorted.Length && sorted[end] == sorted[start])
                end++;
            yield return (start, end);
        }
    }
}
