namespace BioDL.Notebooks.Session.Hints;

/// <summary>Finds the name that was meant.</summary>
internal static class Spelling
{
    /// <summary>The name that differs in case only, else the one with the fewest wrong letters; null when none is near.</summary>
    public static string? Nearest(string typed, IEnumerable<string> names)
    {
        var most = typed.Length <= 3 ? 1 : typed.Length <= 6 ? 2 : 3;
        return names.Where(name => Math.Abs(name.Length - typed.Length) <= most && name != typed).Distinct()
            .Select(name => (Name: name, Distance: name.Equals(typed, StringComparison.OrdinalIgnoreCase) ? 0 : Distance(typed.ToUpperInvariant(), name.ToUpperInvariant())))
            .Where(found => found.Distance <= most && found.Distance < typed.Length).OrderBy(found => found.Distance).ThenBy(found => found.Name, StringComparer.Ordinal)
            .Select(found => found.Name).FirstOrDefault();
    }

    /// <summary>Letters to insert, delete, replace or swap with their neighbour (optimal string alignment).</summary>
    private static int Distance(string one, string other)
    {
        var costs = new int[one.Length + 1, other.Length + 1];
        for (var i = 0; i <= one.Length; i++)
            costs[i, 0] = i;
        for (var j = 0; j <= other.Length; j++)
            costs[0, j] = j;
        for (var i = 1; i <= one.Length; i++)
            for (var j = 1; j <= other.Length; j++)
            {
                var replaced = costs[i - 1, j - 1] + (one[i - 1] == other[j - 1] ? 0 : 1);
                costs[i, j] = Math.Min(replaced, Math.Min(costs[i - 1, j], costs[i, j - 1]) + 1);
                if (i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1])
                    costs[i, j] = Math.Min(costs[i, j], costs[i - 2, j - 2] + 1);
            }
        return costs[one.Length, other.Length];
    }
}
