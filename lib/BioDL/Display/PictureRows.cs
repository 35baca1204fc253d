using System.Text;
using BioDL.Hosting;

namespace BioDL.Display;

/// <summary>Rows of small pictures, each row under a heading of its own: the same place as several methods see it.</summary>
public sealed record PictureRows : IDisplayable
{
    /// <summary>Side of a picture in pixels: the pictures of a row fit a page, and a crop's objects can be told apart.</summary>
    private const int Side = 256;

    private readonly IReadOnlyList<(string Heading, Picture[] Pictures)> rows;

    private PictureRows(IReadOnlyList<(string Heading, Picture[] Pictures)> rows) => this.rows = rows;

    /// <summary>Puts pictures into rows.</summary>
    /// <param name="rows">Headings and pictures with short headings of their own.</param>
    /// <exception cref="ArgumentException">There is no row, or one without a picture.</exception>
    public static PictureRows Of(params IEnumerable<(string Heading, IEnumerable<Picture> Pictures)> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        (string, Picture[] Pictures)[] all = [.. rows.Select(row => (row.Heading, row.Pictures.ToArray()))];
        return all.Length > 0 && all.All(row => row.Pictures.Length > 0)
            ? new PictureRows(all)
            : throw new ArgumentException("Found no row, or one without a picture; expected at least one picture in each.", nameof(rows));
    }

    /// <summary>The headings and the pictures in words.</summary>
    public override string ToString() => string.Join("\n", rows.Select(row => $"{row.Heading}: {string.Join("; ", row.Pictures.Select(picture => picture.Words))}"));

    /// <summary>Rows that wrap where the page is narrow, one legend for all, and the pictures in words.</summary>
    public MimeBundle ToMimeBundle()
    {
        var html = new StringBuilder($"<div style=\"font:15px/1.35 {Svg.Fonts}\">");
        foreach (var (heading, pictures) in rows)
        {
            html.Append($"<div style=\"font-weight:600;padding:10px 0 4px\">{Svg.Encode(heading)}</div>");
            html.Append("<div style=\"display:grid;grid-template-columns:repeat(auto-fill,minmax(150px,1fr));gap:10px\">");
            foreach (var picture in pictures)
                html.Append(PictureHtml.Thumbnail(picture, PicturePainter.Paint(picture, Side, Side)));
            html.Append("</div>");
        }
        html.Append(PictureHtml.SharedLegend([.. rows.SelectMany(row => row.Pictures)]));
        return MimeBundle.OfText(ToString()).With(MimeBundle.Html, html.Append("</div>").ToString());
    }
}
