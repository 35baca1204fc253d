using System.Collections.Immutable;
using BioDL.Classical;
using BioDL.Images;
using BioDL.Metrics;

namespace BioDL.Display;

/// <summary>
/// An image, labels or a mask, drawn with a scale bar and with outlines over it:
/// <c>field.Image.Show("Field 7").Outline(truth, "truth").Outline(labels, "Otsu")</c>. Nothing of it changes: each call gives a new picture.
/// </summary>
public sealed record Picture : Drawing
{
    internal Picture(Raster raster, double? pixelSize)
    {
        (Raster, PixelSize) = (raster, pixelSize);
        ScaleBar = ScaleBar.For(raster.Width, pixelSize);
    }

    /// <summary>The scale bar below the picture.</summary>
    public ScaleBar ScaleBar { get; }

    /// <inheritdoc/>
    public override string Description =>
        $"{Subject}, {Raster.Width} × {Raster.Height} pixels, scale bar {ScaleBar.Label}"
        + string.Concat(Outlines.Select(outline => $"; outlined: {outline.Legend}"))
        + string.Concat(Parts.Select(part => $"; framed: {part.Width} × {part.Height} pixels from row {part.Top}, column {part.Left}"));

    internal Raster Raster { get; }

    internal double? PixelSize { get; }

    internal string Subject { get; init; } = "";

    internal ImmutableList<Outline> Outlines { get; init; } = [];

    /// <summary>Colours and what they stand for.</summary>
    internal ImmutableList<(string Colour, string Meaning)> Keys { get; init; } = [];

    internal ImmutableList<Frame> Parts { get; init; } = [];

    internal Inset? Inset { get; init; }

    internal ColourBar? Bar { get; init; }

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
        return this with { Outlines = Outlines.Add(new Outline(OutlineTracer.Loops(labels, chosen.Contains), name, chosen.Count, line)) };
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

    /// <summary>Draws scribbles over the picture, each class with a line of its own.</summary>
    /// <param name="scribbles">Scribbles on the same field.</param>
    /// <exception cref="ArgumentException">Picture and scribbles differ in size, or a pixel belongs to two classes.</exception>
    public Picture Outline(Scribbles scribbles)
    {
        ArgumentNullException.ThrowIfNull(scribbles);
        var (labels, picture) = (scribbles.ToLabels(), this);
        foreach (var (number, name) in scribbles.Classes.Index())
        {
            var drawn = picture.Outline(labels, [number + 1], name).Outlines[^1];
            picture = picture with { Outlines = picture.Outlines.Add(drawn with { Count = -1 }) };
        }
        return picture;
    }

    /// <summary>This picture with a frame around a square part, and beside it that part enlarged, with a scale bar of its own.</summary>
    /// <param name="top">First row of the part.</param>
    /// <param name="left">First column of the part.</param>
    /// <param name="size">Side of the part in pixels.</param>
    /// <exception cref="ArgumentException">The part does not lie within the picture.</exception>
    public Panels Zoom(int top, int left, int size)
    {
        var part = Frame.Within(Raster, top, left, size);
        return Panels.Of(this with { Parts = Parts.Add(part) }, Crop(part) with { Title = $"The framed part, {Numbers.Plain((double)Raster.Width / size)} times as large" });
    }

    /// <summary>This picture with a square part enlarged in one of its corners, and a frame around where it comes from.</summary>
    /// <param name="top">First row of the part.</param>
    /// <param name="left">First column of the part.</param>
    /// <param name="size">Side of the part in pixels, at most a third of the picture's shorter side.</param>
    /// <param name="corner">The corner that it covers; the one farthest from the part when null.</param>
    /// <exception cref="ArgumentException">The part does not lie within the picture, or is too large to be enlarged in a corner.</exception>
    public Picture ZoomInCorner(int top, int left, int size, Corner? corner = null)
    {
        var part = Frame.Within(Raster, top, left, size);
        var most = Math.Min(Raster.Width, Raster.Height) / 3;
        return size <= most
            ? this with { Inset = new Inset(part, corner ?? part.FarCorner(Raster)), Parts = Parts.Add(part) }
            : throw new ArgumentException($"A part of {size} pixels cannot be enlarged in a corner of this picture; choose at most {most}, or use Zoom.", nameof(size));
    }

    /// <summary>This picture with a bar that says which colour or brightness stands for which value.</summary>
    /// <param name="title">What the values are, with unit: "Distance to the edge (pixels)".</param>
    /// <exception cref="InvalidOperationException">It shows no values: a mask, labels or several channels.</exception>
    public Picture WithBar(string title) => this with
    {
        Bar = (Bar ?? throw new InvalidOperationException("Only images of one channel have a bar of values; this picture shows something else.")) with { Title = title, IsShown = true },
    };

    /// <summary>The picture as a PNG file's bytes, without heading and legend.</summary>
    public byte[] ToPng() => PicturePainter.Paint(this).ToPng();

    internal override string ToFigure(string style, int width) => PictureHtml.Write(this, style, width, PicturePainter.Paint(this));

    internal static string Objects(int count) => count == 1 ? "1 object" : $"{count} objects";

    /// <summary>A part as a picture of its own.</summary>
    internal Picture Crop(Frame part) => new(Raster.Crop(part), PixelSize)
    {
        Subject = $"{Subject}, rows from {part.Top}, columns from {part.Left}",
        Outlines = [.. Outlines.Select(outline => outline.From(part.Top, part.Left))],
        Keys = Keys,
        Bar = Bar,
    };
}
