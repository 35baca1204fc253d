namespace BioDL.Display;

/// <summary>
/// Paints pixels and outlines into one raster. Not as vector graphics: outputs that hold drawings are stripped from notebooks on GitHub and
/// in notebooks that are not trusted; pictures are shown everywhere.
/// </summary>
internal static class PicturePainter
{
    /// <summary>Longer sides are reduced by a whole factor: nobody sees more in a notebook, and outputs stay small.</summary>
    internal const int LongestSide = 1024;

    /// <summary>Width of a picture on a page, in CSS pixels. Pictures with lines over them have about as many pixels at least.</summary>
    internal const int PageWidth = 512;

    private static readonly LineStyle Border = new("#FFFFFF");

    public static Canvas Paint(Picture picture, int longestSide = LongestSide, int pageWidth = PageWidth)
    {
        var pixels = picture.Raster.ToCanvas(longestSide);
        if (picture.Outlines.IsEmpty && picture.Parts.IsEmpty)
            return pixels;
        var canvas = pixels.Enlarged(Math.Max(1, (pageWidth + pixels.Width / 2) / pixels.Width));
        var scale = (double)canvas.Width / picture.Raster.Width;
        var pen = pageWidth < PageWidth ? 1 : Math.Max(2, (int)Math.Round(2.0 * canvas.Width / pageWidth));
        foreach (var outline in picture.Outlines)
            canvas.Draw(outline.Loops, scale, outline.Style, pen);
        canvas.Draw(picture.Parts.Select(part => part.Loop), scale, Border, pen);
        if (picture.Inset is { } inset)
            Put(picture, inset, canvas, pen);
        return canvas;
    }

    /// <summary>Enlarges the part to two fifths of the shorter side, in whole steps, with a border around it.</summary>
    private static void Put(Picture picture, Inset inset, Canvas canvas, int pen)
    {
        var room = Math.Min(canvas.Width, canvas.Height) * 2 / 5;
        var part = picture.Crop(inset.Part);
        var factor = Math.Max(1, room / inset.Part.Width);
        var small = part.Raster.ToCanvas(room).Enlarged(factor);
        foreach (var outline in part.Outlines)
            small.Draw(outline.Loops, (double)small.Width / inset.Part.Width, outline.Style, pen);
        var framed = Canvas.Of(small.Width + 2 * pen, small.Height + 2 * pen, Border.Colour);
        framed.Put(small, pen, pen);
        canvas.Put(framed,
            inset.Corner is Corner.TopLeft or Corner.TopRight ? 0 : canvas.Height - framed.Height,
            inset.Corner is Corner.TopLeft or Corner.BottomLeft ? 0 : canvas.Width - framed.Width);
    }
}
