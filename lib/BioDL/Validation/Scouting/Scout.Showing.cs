using System.Globalization;
using BioDL.Display;
using BioDL.Hosting;

namespace BioDL.Validation;

/// <content>The report.</content>
public sealed partial class Scout : IDisplayable
{
    /// <summary>The candidates, best first: score with interval, foreground, counts, time and memory.</summary>
    public Table Table => Table.Of(Candidates.OrderByDescending(candidate => candidate.MeanScore),
        ("Candidate", row => row.Name),
        ($"Mean {Lower(options.ScoreWords)}", row => Fixed(row.MeanScore)),
        ("95 % interval", row => row.MeanScoreInterval is { } interval ? $"{Fixed(interval.Low)} to {Fixed(interval.High)}" : "–"),
        ("Mean foreground IoU", row => Fixed(row.MeanForegroundIoU)),
        ("Counted / labelled", row => string.Create(CultureInfo.InvariantCulture, $"{row.Counted} / {row.Labelled}")),
        ("Seconds per image", row => row.SecondsPerImage),
        ("Memory (MB)", row => Math.Round(row.Memory / 1e6)),
        ("Beside the best", Standing));

    /// <summary>Every field's scores above each other, a marker for each candidate; fields are sorted by their mean over candidates, so that hard fields are at the left.</summary>
    public Chart Chart
    {
        get
        {
            int[] order = [.. Enumerable.Range(0, IndependentFields).OrderBy(place => Candidates.Average(candidate => candidate.ByGroup[place])).ThenBy(place => place)];
            double[] places = [.. order.Select((_, n) => n + 1.0)];
            return Chart.Scatter(Candidates.Select(candidate => new Series(candidate.Name, places, [.. order.Select(place => candidate.ByGroup[place])])),
                "Independent field, hardest first", options.ScoreWords, "The same fields, every candidate");
        }
    }

    /// <summary>Average ranks and which of them cannot be told apart.</summary>
    /// <exception cref="InvalidOperationException">There are fewer than 3 candidates or 6 independent fields, or all scores are the same.</exception>
    public RankDiagram CriticalDifference => decision.Ranks is { } ranks
        ? RankDiagram.Of(ranks, "Average ranks; a bar joins what cannot be told apart")
        : throw new InvalidOperationException(
            $"A critical-difference diagram takes 3 candidates, {ScoutDecision.FewestFields} independent fields and scores that differ; here are {Candidates.Count} candidates and {IndependentFields} fields. See Table and Chart.");

    /// <summary>What came out, in sentences for a paper, then the cautions, one to a line.</summary>
    public override string ToString() => string.Join("\n", [.. Verdicts, .. Cautions]);

    /// <summary>The report of one page: verdict, candidates, pairs, ranks, fields, how it was tested, and cautions.</summary>
    public MimeBundle ToMimeBundle() => MimeBundle.OfText($"{ToString()}\n\n{Table}");

    private static string Lower(string words) => words.Length > 1 && char.IsLower(words[1]) ? char.ToLowerInvariant(words[0]) + words[1..] : words;

    private static string Fixed(double value) => value.ToString("0.000", CultureInfo.InvariantCulture);

    private string Standing(CandidateResult candidate) => candidate == Best ? "the best"
        : WithBest(candidate) is not { } pair ? "cannot tell"
        : pair.Verdict switch { Statistics.Verdict.Equivalent => "equivalent", Statistics.Verdict.CannotTell => "cannot tell", _ => "worse" };
}
