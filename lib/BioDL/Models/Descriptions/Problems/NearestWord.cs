namespace BioDL.Models;

/// <summary>The word that somebody probably meant.</summary>
internal static class NearestWord
{
    private const int Longest = 64;

    /// <returns>The nearest of the known words, when a third of its letters at most (and at least one) would have to change; else null.</returns>
    public static string? Of(string word, IEnumerable<string> known)
    {
        if (word.Length > Longest)
            return null;
        var (nearest, distance) = known.Select(each => (each, Distance(word, each))).DefaultIfEmpty(("", int.MaxValue)).MinBy(pair => pair.Item2);
        return distance <= Math.Max(1, nearest.Length / 3) ? nearest : null;
    }

    /// <summary>Letters to change, add or remove (Levenshtein), and neighbours to exchange, each counting one (Damerau's restricted distance).</summary>
    public static int Distance(string from, string to)
    {
        var table = new int[from.Length + 1, to.Length + 1];
        for (var i = 0; i <= from.Length; i++)
        {
            for (var j = 0; j <= to.Length; j++)
            {
                if (i == 0 || j == 0)
                {
                    table[i, j] = i + j;
                    continue;
                }
                var best = Math.Min(Math.Min(table[i - 1, j], table[i, j - 1]) + 1, table[i - 1, j - 1] + (from[i - 1] == to[j - 1] ? 0 : 1));
                if (i > 1 && j > 1 && from[i - 1] == to[j - 2] && from[i - 2] == to[j - 1])
                    best = Math.Min(best, table[i - 2, j - 2] + 1);
                table[i, j] = best;
            }
        }
        return table[from.Length, to.Length];
    }
}
