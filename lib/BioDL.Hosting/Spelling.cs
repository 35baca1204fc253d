namespace BioDL.Hosting;

/// <summary>Finds the name that somebody meant to type.</summary>
public static class Spelling
{
    /// <summary>Longer words are not names that somebody typed.</summary>
    private const int Longest = 200;

    /// <summary>The name that differs in case only, else the one with the fewest mistakes; null when none is near enough to have been meant.</summary>
    /// <param name="typed">What was typed.</param>
    /// <param name="names">What exists.</param>
    public static string? Nearest(string typed, IEnumerable<string> names)
    {
        if (typed.Length > Longest)
            return null;
        // One mistake in three letters is a slip; more is another word.
        var most = typed.Length <= 3 ? 1 : typed.Length <= 8 ? 2 : 3;
        return names.Where(name => Math.Abs(name.Length - typed.Length) <= most && name != typed).Distinct()
            .Select(name => (Name: name, Distance: Distance(typed.ToUpperInvariant(), name.ToUpperInvariant())))
            .Where(found => found.Distance <= most && found.Distance < typed.Length).OrderBy(found => found.Distance).ThenBy(found => found.Name, StringComparer.Ordinal)
            .Select(found => found.Name).FirstOrDefault();
    }

    /// <summary>Letters to insert, delete, replace or swap with their neighbour (Damerau; optimal string alignment).</summary>
    private static int Distance(string one, string other)
    {
        var costs = new int[one.Length + 1, other.Length + 1];
        for (var row = 0; row <= one.Length; row++)
            costs[row, 0] = row;
        for (var column = 0; column <= other.Length; column++)
            costs[0, column] = column;
        for (var row = 1; row <= one.Length; row++)
        {
            for (var column = 1; column <= other.Length; column++)
            {
                var replaced = costs[row - 1, column - 1] + (one[row - 1] == other[column - 1] ? 0 : 1);
                costs[row, column] = Math.Min(replaced, Math.Min(costs[row - 1, column], costs[row, column - 1]) + 1);
                if (row > 1 && column > 1 && one[row - 1] == other[column - 2] && one[row - 2] == other[column - 1])
                    costs[row, column] = Math.Min(costs[row, column], costs[row - 2, column - 2] + 1);
            }
        }
        return costs[one.Length, other.Length];
    }
}
