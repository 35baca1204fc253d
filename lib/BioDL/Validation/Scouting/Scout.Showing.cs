using System.Globalization;
using System.Text;
using BioDL.Display;
using BioDL.Hosting;
using BioDL.Statistics;

namespace BioDL.Validation;

/// <content>The report.</content>
public sealed partial class Scout : IDisplayable
{
    /// <summary>As many pairs are listed; of more candidates only those with the best.</summary>
    private const int MostPairs = 10;

    private const int DrawingWidth = 460;

    /// <summary>The candidates, best first: score with interval, foreground, counts, time and memory.</summary>
    public Table Table => Table.Of(Candidates.OrderByDescending(candidate => candidate.MeanScore),
        ("Candidate", row => row.Name),
        ($"Mean {Lower(options.ScoreWords)}", row => row.MeanScore),
        ("95 % interval", row => row.MeanScoreInterval is { } interval ? $"{Fixed(interval.Low)} to {Fixed(interval.High)}" : "–"),
        ("Beside the best", Standing),
        ("Mean foreground IoU", row => row.MeanForegroundIoU),
        ("Counted / labelled", row => string.Create(CultureInfo.InvariantCulture, $"{row.Counted} / {row.Labelled}")),
        ("Seconds per image", row => row.SecondsPerImage),
        ("Memory (MB)", row => Math.Round(row.Memory / 1e6, 1)));

    /// <summary>Every two candidates (of more than five only those with the best), the better one first: mean difference, effect size, both tests, verdict.</summary>
    public Table PairTable => Table.Of(Pairs.Count <= MostPairs ? Pairs : Pairs.Where(pair => pair.First == Best || pair.Second == Best),
        ("Pair", pair => $"{pair.First.Name} less {pair.Second.Name}"),
        ("Mean difference", pair => Fixed(pair.Difference.Estimate)),
        ("95 % interval", pair => double.IsFinite(pair.Difference.Low) ? $"{Fixed(pair.Difference.Low)} to {Fixed(pair.Difference.High)}" : "–"),
        ("Cohen's d (paired), 95 % interval", pair => pair.Effect is { } effect ? $"{Short(effect.Estimate)} ({Short(effect.Low)} to {Short(effect.High)})" : "–"),
        ("Difference, adjusted p", pair => P(pair.P)),
        ($"Equivalence within ±{Wording.Number(options.Margin)}, adjusted p", pair => P(pair.PEquivalence)),
        ("Verdict", pair => pair.Words));

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
        ? RankDiagram.Of(ranks, "Average ranks; a bar joins what ranks cannot tell apart")
        : throw new InvalidOperationException(
            $"A critical-difference diagram takes 3 candidates, {ScoutDecision.FewestFields} independent fields and scores that differ; here are {Candidates.Count} candidates and {IndependentFields} fields. See Table and Chart.");

    /// <summary>What came out, in sentences for a paper, then how it was tested, then the cautions, one to a line.</summary>
    public override string ToString() => string.Join("\n", [Heading, .. Verdicts, .. Methods, .. Cautions.Select(caution => $"Caution: {caution}")]);

    /// <summary>The report of one page: verdict, candidates, pairs, ranks, fields, how it was tested, and cautions.</summary>
    public MimeBundle ToMimeBundle()
    {
        var html = new StringBuilder($"<article style=\"font:15px/1.45 {Svg.Fonts}\"><div style=\"font-weight:600;font-size:18px;padding:4px 0\">{Svg.Encode(Heading)}</div>");
        html.Append($"<p style=\"margin:4px 0 12px\">{Svg.Encode(string.Join(" ", Verdicts))}</p>").Append(Table.ToMimeBundle()[MimeBundle.Html]);
        if (Pairs.Count > 0)
            html.Append("<div style=\"padding-top:14px\">").Append(PairTable.Titled(Pairs.Count <= MostPairs ? "Every two candidates" : "Every candidate beside the best").ToMimeBundle()[MimeBundle.Html]).Append("</div>");
        Drawing[] drawings = decision.Ranks is null ? [Chart] : [Chart, CriticalDifference];
        html.Append("<div style=\"padding-top:14px;display:flex;flex-wrap:wrap;gap:12px;align-items:flex-start\">")
            .AppendJoin("", drawings.Select(drawing => drawing.ToFigure("flex:1 1 300px;min-width:0;max-width:560px", DrawingWidth))).Append("</div>");
        html.Append(Part("How it was tested", Methods)).Append(Part("Cautions", Cautions));
        return MimeBundle.OfText(string.Join("\n\n", [ToString(), .. Pairs.Count > 0 ? [Table.ToString(), PairTable.ToString()] : new[] { Table.ToString() }]))
            .With(MimeBundle.Html, html.Append("</article>").ToString());
    }

    private string Heading => $"{Wording.Count(Candidates.Count, "candidate")} on {Size}, margin ±{Wording.Number(options.Margin)}";

    private static string Part(string heading, IReadOnlyList<string> sentences) =>
        $"<div style=\"font-weight:600;padding:14px 0 2px\">{heading}</div><ul style=\"margin:0;padding-left:1.2em\">{string.Concat(sentences.Select(sentence => $"<li>{Svg.Encode(sentence)}</li>"))}</ul>";

    private static string Lower(string words) => words.Length > 1 && char.IsLower(words[1]) ? char.ToLowerInvariant(words[0]) + words[1..] : words;

    private static string Fixed(double value) => Math.Round(value, 3).ToString("0.000", CultureInfo.InvariantCulture).Replace('-', '−');

    private static string Short(double value) => value.ToString("0.0", CultureInfo.InvariantCulture).Replace('-', '−');

    private static string P(double p) => Wording.P(p).Replace("p = ", "", StringComparison.Ordinal).Replace("p ", "", StringComparison.Ordinal);

    private string Standing(CandidateResult candidate) => candidate == Best ? "the best"
        : WithBest(candidate) is not { } pair ? "cannot tell"
        : pair.Verdict switch { Verdict.Equivalent => "equivalent", Verdict.CannotTell => "cannot tell", _ => "worse" };
}
