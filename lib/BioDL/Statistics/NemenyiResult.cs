namespace BioDL.Statistics;

/// <summary>Nemenyi's comparison of every two methods by average ranks: all that a critical-difference diagram needs.</summary>
public sealed record NemenyiResult : Finding
{
    /// <summary>The methods, as given.</summary>
    public required IReadOnlyList<string> Methods { get; init; }

    /// <summary>Each method's mean rank over the fields; 1 is the best.</summary>
    public required IReadOnlyList<double> AverageRanks { get; init; }

    /// <summary>Number of independent fields.</summary>
    public required int Fields { get; init; }

    /// <summary>Level for all comparisons together.</summary>
    public required double Significance { get; init; }

    /// <summary>Average ranks at least this far apart differ.</summary>
    public required double CriticalDifference { get; init; }

    /// <summary>Every two methods; p are adjusted for all comparisons by nature.</summary>
    public required IReadOnlyList<MethodPair> Pairs { get; init; }

    /// <summary>
    /// The largest sets of methods, best first, whose ranks all lie less than the critical difference apart: the bars of a critical-difference diagram. Methods that share no bar differ.
    /// </summary>
    public IReadOnlyList<IReadOnlyList<string>> Alike
    {
        get
        {
            var (bars, reached) = (new List<IReadOnlyList<string>>(), 0);
            (string Method, double Rank)[] sorted = [.. Methods.Zip(AverageRanks).OrderBy(pair => pair.Second)];
            for (var start = 0; start < sorted.Length; start++)
            {
                var alike = sorted.Skip(start).TakeWhile(one => one.Rank - sorted[start].Rank < CriticalDifference).Select(one => one.Method).ToArray();
                if (alike.Length > 1 && start + alike.Length > reached)
                    bars.Add(alike);
                reached = Math.Max(reached, start + alike.Length);
            }
            return bars;
        }
    }

    /// <inheritdoc/>
    protected override string Sentence
    {
        get
        {
            var different = Pairs.Where(pair => pair.Adjusted <= Significance).ToArray();
            return $"Nemenyi test on {Wording.Count(Fields, "field")}: average ranks differ when at least {Wording.Number(CriticalDifference)} apart (level {Wording.Number(Significance)}). "
                + (different.Length == 0 ? "No two methods were shown to differ, which does not show that they are equal."
                    : string.Join("; ", different.Select(pair => pair.Difference < 0 ? $"{pair.First} is better than {pair.Second}, {Wording.P(pair.Adjusted)}" : $"{pair.Second} is better than {pair.First}, {Wording.P(pair.Adjusted)}")) + ".");
        }
    }
}
