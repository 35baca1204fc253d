namespace BioDL.Statistics;

/// <summary>Scores of several methods on the same fields: a column for each method, a row for each field.</summary>
internal sealed class ScoreTable
{
    private ScoreTable(string[] methods, double[][] columns) => (Methods, Columns) = (methods, columns);

    public string[] Methods { get; }

    public double[][] Columns { get; }

    public int Fields => Columns[0].Length;

    public static ScoreTable Of(IEnumerable<(string Method, IReadOnlyList<double> Scores)> methods, int leastMethods, string advice)
    {
        ArgumentNullException.ThrowIfNull(methods);
        (string Method, IReadOnlyList<double> Scores)[] all = [.. methods];
        if (all.Length < leastMethods)
            throw new ArgumentException($"Found {Wording.Count(all.Length, "method")}; expected at least {leastMethods}. {advice}", nameof(methods));
        var columns = all.Select(one => Require.Numbers(one.Scores, one.Method, 2)).ToArray();
        for (var n = 1; n < all.Length; n++)
            Require.SameLength(columns[0].Length, columns[n].Length, all[0].Method, all[n].Method);
        if (columns.All(column => column.All(value => value == columns[0][0])))
            throw new ArgumentException($"All scores are {Wording.Number(columns[0][0])}; expected scores that vary. Was the same list given for every method?", nameof(methods));
        return new ScoreTable([.. all.Select(one => one.Method)], columns);
    }

    public double[] Row(int field) => [.. Columns.Select(column => column[field])];
}
