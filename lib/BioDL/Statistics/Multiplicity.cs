namespace BioDL.Statistics;

/// <summary>
/// Adjusted p of several tests that answer one question, in the order given: compare each with the level that one test would have had. Count every test that was
/// looked at, also those that won't be reported.
/// </summary>
public static class Multiplicity
{
    /// <summary>
    /// Holm's (1979): the i-th smallest of m becomes max over j ≤ i of (m − j + 1) p₍ⱼ₎, at most 1. Bounds the chance of any false finding, whatever the dependence;
    /// never worse than Bonferroni's.
    /// </summary>
    /// <param name="p">Unadjusted p, each 0 to 1.</param>
    /// <exception cref="ArgumentException">No p, or one outside of 0 to 1.</exception>
    public static IReadOnlyList<double> Holm(IReadOnlyList<double> p)
    {
        var (values, order) = Sorted(p);
        var (adjusted, worst) = (new double[values.Length], 0.0);
        for (var i = 0; i < values.Length; i++)
            adjusted[order[i]] = worst = Math.Max(worst, Math.Min(1, (values.Length - i) * values[i]));
        return adjusted;
    }

    /// <summary>
    /// Benjamini and Hochberg's (1995): the i-th smallest of m becomes min over j ≥ i of m p₍ⱼ₎ / j, at most 1. Bounds the expected share of false findings among
    /// the findings, for independent or positively dependent tests.
    /// </summary>
    /// <param name="p">Unadjusted p, each 0 to 1.</param>
    /// <exception cref="ArgumentException">No p, or one outside of 0 to 1.</exception>
    public static IReadOnlyList<double> BenjaminiHochberg(IReadOnlyList<double> p)
    {
        var (values, order) = Sorted(p);
        var (adjusted, best) = (new double[values.Length], 1.0);
        for (var i = values.Length - 1; i >= 0; i--)
            adjusted[order[i]] = best = Math.Min(best, values.Length * values[i] / (i + 1));
        return adjusted;
    }

    /// <summary>Bonferroni's: m p, at most 1 (Dunn 1961).</summary>
    /// <param name="p">Unadjusted p, each 0 to 1.</param>
    /// <exception cref="ArgumentException">No p, or one outside of 0 to 1.</exception>
    public static IReadOnlyList<double> Bonferroni(IReadOnlyList<double> p)
    {
        var count = Sorted(p).Values.Length;
        return [.. p.Select(value => Math.Min(1, count * value))];
    }

    private static (double[] Values, int[] Order) Sorted(IReadOnlyList<double> p)
    {
        var values = Require.Numbers(p, nameof(p));
        for (var i = 0; i < values.Length; i++)
        {
            if (values[i] is < 0 or > 1)
                throw new ArgumentException(FormattableString.Invariant($"p holds {values[i]} at position {i} (counted from 0); expected values from 0 to 1."), nameof(p));
        }
        int[] order = [.. Enumerable.Range(0, values.Length)];
        Array.Sort(values, order);
        return (values, order);
    }
}
