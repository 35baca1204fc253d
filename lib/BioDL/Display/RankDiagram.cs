using BioDL.Hosting;
using BioDL.Statistics;

namespace BioDL.Display;

/// <summary>
/// A critical-difference diagram (Demšar 2006): methods at their average ranks, the best at the right; methods that share a bar cannot be told apart.
/// </summary>
public sealed record RankDiagram : Drawing
{
    /// <summary>Width in CSS pixels when there is room.</summary>
    private const int PageWidth = 560;

    private RankDiagram(NemenyiResult ranks) => Ranks = ranks;

    /// <summary>What is drawn.</summary>
    public NemenyiResult Ranks { get; }

    /// <inheritdoc/>
    public override string Description => $"average ranks over {Ranks.Fields} fields, 1 being the best: "
        + string.Join(", ", Ranks.Methods.Zip(Ranks.AverageRanks).OrderBy(pair => pair.Second).Select(pair => $"{pair.First} {Numbers.Plain(pair.Second)}"))
        + $"; critical difference {Numbers.Plain(Ranks.CriticalDifference)} at {Numbers.Plain(Ranks.Significance)}; "
        + (Ranks.Alike.Count == 0 ? "all differ" : "not told apart: " + string.Join("; ", Ranks.Alike.Select(alike => string.Join(", ", alike))));

    /// <summary>Draws the result of Nemenyi's test.</summary>
    /// <param name="ranks">Average ranks and critical difference.</param>
    /// <param name="title">The heading; may be empty.</param>
    public static RankDiagram Of(NemenyiResult ranks, string title = "")
    {
        ArgumentNullException.ThrowIfNull(ranks);
        return new RankDiagram(ranks) { Title = title };
    }

    /// <summary>The diagram as a self-contained SVG document with its text alternative.</summary>
    public string ToSvg() => RankDiagramSvg.Draw(this, PageWidth, withTitle: true);

    /// <summary>Vector graphics, as such and as an image in HTML, and the ranks in words.</summary>
    public override MimeBundle ToMimeBundle() => MimeBundle.OfText(Words)
        .With(MimeBundle.Html, $"<figure style=\"margin:0;max-width:{PageWidth}px\">{Svg.Still(ToSvg(), Words, PageWidth)}</figure>").With(MimeBundle.Svg, ToSvg());

    internal override string ToFigure(string style, int width) =>
        $"<figure style=\"margin:0;{style}\">{Caption(Title)}{Svg.Still(RankDiagramSvg.Draw(this, width, withTitle: false), Words, width)}</figure>";
}
