using System.Collections.Immutable;
using BioDL.Images;
using BioDL.Metrics;

namespace BioDL.Display;

/// <summary>
/// An image, labels or a mask, drawn with a scale bar and with outlines over it:
/// <c>field.Image.Show("Field 7").Outline(truth, "truth").Outline(labels, "Otsu")</c>. Nothing of it changes: each call gives a new picture.
/// </summary>
public sealed record Picture : Drawing
{
    internal Picture(Raster raster, double? pixelSize) => (Raster, ScaleBar) = (raster, ScaleBar.For(raster.Width, pixelSize));

    /// <summary>The scale bar below the picture.</summary>
    public ScaleBar ScaleBar { get; }

    /// <inheritdoc/>
    public override string Description =>
        $"{Subject}, {Raster.Width} × {Raster.Height} pixels, scale bar {ScaleBar.Label}"
        + string.Concat(Outlines.Select(outline => $"; outlined: {outline.Legend}"));

    internal Raster Raster { get; }

    internal string Subject { get; init; } = "";

    internal ImmutableList<Outline> Outlines { get; init; } = [];

    internal override double PreferredWidth => 512;

    /// <summary>Draws the outlines of all objects over the picture, along the edges of their pixels.</summary>
    /// <param name="labels">Objects in the same field.</param>
    /// <param name="name">What they are, for the legend: "truth".</param>
    /// <param name="style">Colour and dashes; when null, the first outline is solid orange, the second dashed sky blue, the third dotted yellow.</param>
    /// <exception cref="ArgumentException">Picture and labels differ in size, or the style is no valid one.</exception>
    public Picture Outline(LabelImage labels, string name = "objects", LineStyle? style = null)
    {
        ArgumentNullException.ThrowIfNull(labels);
        return Outline(labels, Enumerable.Range(1, labels.Maximum), name, style);
    }

    /// <summary>Draws the outlines of some objects over the picture.</summary>
    /// <param name="labels">Objects in the same field.</param>
    /// <param name="only">The labels of those to outline; labels that no pixel bears are passed over.</param>
    /// <param name="name">What they are, for the legend.</param>
    /// <param name="style">Colour and dashes; as above when null.</param>
    /// <exception cref="ArgumentException">Picture and labels differ in size, or the style is no valid one.</exception>
    public Picture Outline(LabelImage labels, IEnumerable<int> only, string name, LineStyle? style = null)
    {
        ArgumentNullException.ThrowIfNull(labels);
        ArgumentNullException.ThrowIfNull(only);
        Shape.RequireSame(Raster.Height, Raster.Width, labels.Height, labels.Width, "Picture and labels");
        var chosen = only.Where(label => label > 0 && label <= labels.Maximum && labels.Areas[label] > 0).ToHashSet();
        var line = style ?? LineStyle.Number(Outlines.Count);
        line.Check();
        return this with { Outlines = Outlines.Add(new Outline(OutlineTracer.Path(labels, chosen.Contains), name, chosen.Count, line)) };
    }

    /// <summary>
    /// Draws the outcome of a comparison: objects of the truth that were found (solid), objects of the truth that were missed (dashed) and predicted
    /// objects that are none (dotted), in three colours.
    /// </summary>
    /// <param name="match">What was compared, in the same field.</param>
    /// <exception cref="ArgumentException">Picture and labels differ in size.</exception>
    public Picture Outline(Match match)
    {
        ArgumentNullException.ThrowIfNull(match);
        return Outline(match.Truth, match.Pairs.Select(pair => pair.Truth), "found", LineStyle.Hit)
            .Outline(match.Truth, match.Missed, "missed", LineStyle.Missed)
            .Outline(match.Predicted, match.Invented, "invented", LineStyle.Invented);
    }

    internal override string Draw(double width, bool withTitle) => PictureSvg.Draw(this, width, withTitle);

    internal static string Objects(int count) => count == 1 ? "1 object" : $"{count} objects";
}
