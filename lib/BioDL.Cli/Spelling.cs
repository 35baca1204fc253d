namespace BioDL.Cli;

/// <summary>Finds what somebody probably meant to type.</summary>
internal static class Spelling
{
    /// <summary>The candidate with the fewest differing letters, if it is near enough to be meant.</summary>
    public static string? Nearest(string typed, IReadOnlyCollection<string> candidates)
    {
        var (best, distance) = candidates
            .Select(candidate => (candidate, Distance(typed.ToUpperInvariant(), candidate.ToUpperInvariant())))
            .DefaultIfEmpty((null!, int.MaxValue)).MinBy(pair => pair.Item2);
        return distance <= Math.Max(2, typed.Length / 3) ? best : null;
    }

    // Levenshtein's distance, with a swap of neighbours counted as one mistake (Damerau; optimal string alignment).
    internal static int Distance(string first, string second)
    {
        var cost = new int[first.Length + 1, second.Length + 1];
        for (var row = 0; row <= first.Length; row++)
            cost[row, 0] = row;
        for (var column = 0; column <= second.Length; column++)
            cost[0, column] = column;
        for (var row = 1; row <= first.Length; row++)
        {
            for (var column = 1; column <= second.Length; column++)
            {
                var replaced = cost[row - 1, column - 1] + (first[row - 1] == second[column - 1] ? 0 : 1);
                cost[row, column] = Math.Min(replaced, 1 + Math.Min(cost[row - 1, column], cost[row, column - 1]));
                if (row > 1 && column > 1 && first[row - 1] == second[column - 2] && first[row - 2] == second[column - 1])
                    cost[row, column] = Math.Min(cost[row, column], cost[row - 2, column - 2] + 1);
            }
        }

        return cost[first.Length, second.Length];
    }
}
