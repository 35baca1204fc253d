namespace BioDL.Statistics;

/// <summary>What a test counts: one number for each independent unit, the mean within a group where groups were given.</summary>
/// <param name="Values">One number per unit or group, groups in the order of their first member.</param>
/// <param name="Measured">How many values there were before they were averaged.</param>
/// <param name="Grouped">Whether groups were given.</param>
internal sealed record Evidence(double[] Values, int Measured, bool Grouped)
{
    public int Count => Values.Length;

    /// <summary>Values, averaged within their groups.</summary>
    public static Evidence Of(IReadOnlyList<double> values, IReadOnlyList<string>? groups, string name, int least)
    {
        var numbers = Require.Numbers(values, name);
        var averaged = Averaged(numbers, groups, name);
        Require.AtLeast(averaged.Length, least, groups is null ? name : "groups");
        return new Evidence(averaged, numbers.Length, groups is not null);
    }

    /// <summary>
    /// The differences a − b, averaged within their groups. Sizes that differ by rounding alone (below 10⁻¹² of the largest score) are made
    /// equal, so that 0.3 − 0.2 ties with 0.2 − 0.1.
    /// </summary>
    public static Evidence Differences(IReadOnlyList<double> a, IReadOnlyList<double> b, IReadOnlyList<string>? groups, int least)
    {
        double[] first = Require.Numbers(a, nameof(a)), second = Require.Numbers(b, nameof(b));
        Require.SameLength(first.Length, second.Length, nameof(a), nameof(b));
        var differences = Averaged([.. first.Zip(second, (x, y) => x - y)], groups, nameof(a));
        Require.AtLeast(differences.Length, least, groups is null ? nameof(a) : nameof(groups));
        return new Evidence(Tied(differences, first.Concat(second).Max(Math.Abs)), first.Length, groups is not null);
    }

    /// <summary>"12 pairs", or "4 groups (12 pairs)".</summary>
    public string Describe(string unit) => Grouped ? $"{Wording.Count(Count, "group")} ({Wording.Count(Measured, unit)})" : Wording.Count(Count, unit);

    private static double[] Averaged(double[] numbers, IReadOnlyList<string>? groups, string name) => groups is null
        ? numbers
        : [.. Clusters(groups, numbers.Length, name).Select(members => members.Average(member => numbers[member]))];

    /// <summary>The positions of each group's members, groups in the order of their first member; without groups each unit is its own.</summary>
    public static int[][] Clusters(IReadOnlyList<string>? groups, int count, string name)
    {
        if (groups is null)
            return [.. Enumerable.Range(0, count).Select(i => new[] { i })];
        Require.SameLength(count, groups.Count, name, nameof(groups));
        for (var i = 0; i < groups.Count; i++)
        {
            if (groups[i] is null)
                throw new ArgumentException($"groups holds null at position {i} (counted from 0); expected a name for each. Name the field, slide or animal.", nameof(groups));
        }
        return [.. Enumerable.Range(0, count).GroupBy(i => groups[i], StringComparer.Ordinal).Select(group => group.ToArray())];
    }

    /// <summary>Sizes that rounding alone tells apart become the smallest of them.</summary>
    private static double[] Tied(double[] differences, double largest)
    {
        var (slack, size) = (largest * 1e-12, 0.0);
        var tied = new double[differences.Length];
        foreach (var i in Enumerable.Range(0, differences.Length).OrderBy(i => Math.Abs(differences[i])))
        {
            size = Math.Abs(differences[i]) - size > slack ? Math.Abs(differences[i]) : size;
            tied[i] = Math.Sign(differences[i]) * size;
        }
        return tied;
    }
}
