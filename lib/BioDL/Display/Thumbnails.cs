using System.Text;
using BioDL.Hosting;

namespace BioDL.Display;

/// <summary>
/// Many small pictures in a grid, to look over a whole data set at once: <c>Thumbnails.Of(nuclei.Train.Select(field =&gt; field.Image.Show(field.Id)))</c>.
/// </summary>
public sealed record Thumbnails : IDisplayable
{
    /// <summary>Longest side of a small picture in pixels.</summary>
    internal const int Side = 192;

    private readonly IReadOnlyList<Picture> shown;

    private Thumbnails(IReadOnlyList<Picture> shown, int count) => (this.shown, Count) = (shown, count);

    /// <summary>How many pictures there are, shown or not.</summary>
    public int Count { get; }

    /// <summary>Puts the first pictures into a grid, in their order, and says how many are left.</summary>
    /// <param name="pictures">Pictures with short headings.</param>
    /// <param name="most">How many to show at most, 1 to 200.</param>
    /// <exception cref="ArgumentException">There is no picture, or the number is out of range.</exception>
    public static Thumbnails Of(IEnumerable<Picture> pictures, int most = 24)
    {
        ArgumentNullException.ThrowIfNull(pictures);
        if (most is < 1 or > 200)
            throw new ArgumentOutOfRangeException(nameof(most), $"{most} small pictures were asked for; 1 to 200 can be shown.");
        Picture[] first = [.. pictures.Take(most)];
        if (first.Length == 0)
            throw new ArgumentException("Found no picture to show; expected at least one. Does the selection before it leave any?", nameof(pictures));
        return new Thumbnails(first, first.Length < most ? first.Length : pictures.TryGetNonEnumeratedCount(out var count) ? count : pictures.Count());
    }

    /// <summary>The headings of what is shown, and how many are not.</summary>
    public override string ToString() =>
        $"{shown.Count} of {Count} pictures: {string.Join(", ", shown.Select((picture, i) => picture.Title.Length > 0 ? picture.Title : $"picture {i + 1}"))}";

    /// <summary>A grid that takes as many columns as there is room for, and the headings as plain text.</summary>
    public MimeBundle ToMimeBundle()
    {
        var html = new StringBuilder($"<div style=\"font:14px/1.35 {Svg.Fonts}\">");
        html.Append("<div style=\"display:grid;grid-template-columns:repeat(auto-fill,minmax(112px,1fr));gap:10px\">");
        foreach (var picture in shown)
            html.Append(PictureHtml.Thumbnail(picture, PicturePainter.Paint(picture, Side, Side)));
        html.Append("</div>").Append(PictureHtml.SharedLegend(shown));
        if (Count > shown.Count)
            html.Append($"<p style=\"margin:8px 0 0;font-style:italic\">{shown.Count} of {Count} are shown.</p>");
        return MimeBundle.OfText(ToString()).With(MimeBundle.Html, html.Append("</div>").ToString());
    }
}
