
namespace BioDL.Data;

/// <summary>One group of samples: how many it has of each stratum.</summary>
internal sealed record SampleGroup(string Name, int[] Strata)
{
    public int Count { get; } = Strata.Sum();
}

/// <summary>Deals whole groups out to sides.</summary>
internal static class SampleGroups
{
    /// <summary>The groups, largest first; equally large ones in an order that the seed decides, whatever order the samples came in.</summary>
    public static IReadOnlyList<SampleGroup> Of(IReadOnlyList<Sample> samples, int seed, Func<Sample, string?>? stratifyBy)
    {
        var strata = samples.Select(sample => stratifyBy?.Invoke(sample) ?? "").Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        var groups = samples.GroupBy(sample => sample.Group, StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => new SampleGroup(
                group.Key, [.. strata.Select(stratum => group.Count(sample => (stratifyBy?.Invoke(sample) ?? "") == stratum))]))
            .ToArray();
        var random = new Random(seed);
        random.Shuffle(groups);
        return [.. groups.OrderByDescending(group => group.Count)];
    }

    /// <summary>
    /// Gives every group a side, greedily: each in turn goes where the sides' counts, stratum by stratum, then lie nearest to their shares
    /// (least sum of squared differences relative to the stratum's size). Every side gets at least one group.
    /// </summary>
    /// <param name="groups">At least as many groups as there are sides.</param>
    /// <param name="shares">The share of each side; they add up to 1.</param>
    /// <returns>The side of each group.</returns>
    public static int[] Assign(IReadOnlyList<SampleGroup> groups, double[] shares)
    {
        var totals = groups[0].Strata.Select((_, stratum) => groups.Sum(group => group.Strata[stratum])).ToArray();
        var counts = shares.Select(_ => new int[totals.Length]).ToArray();
        var sides = new int[groups.Count];
        for (var g = 0; g < groups.Count; g++)
        {
            var empty = Enumerable.Range(0, shares.Length).Where(side => counts[side].Sum() == 0).ToList();
            var allowed = groups.Count - g > empty.Count ? Enumerable.Range(0, shares.Length) : empty;
            sides[g] = allowed.MinBy(side => Change(groups[g].Strata, counts[side], shares[side], totals));
            for (var stratum = 0; stratum < totals.Length; stratum++)
                counts[sides[g]][stratum] += groups[g].Strata[stratum];
        }
        return sides;
    }

    /// <summary>By how much a side's distance from its share changes when it takes a group.</summary>
    private static double Change(int[] group, int[] side, double share, int[] totals)
    {
        var change = 0.0;
        for (var stratum = 0; stratum < totals.Length; stratum++)
        {
            var before = (side[stratum] - share * totals[stratum]) / totals[stratum];
            var after = (side[stratum] + group[stratum] - share * totals[stratum]) / totals[stratum];
            change += after * after - before * before;
        }
        return change;
    }
}
