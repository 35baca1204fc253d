using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml;
using BioDL.Hosting;

namespace BioDL.Notebooks.Pages;

/// <summary>
/// A picture of an output as an image that the page carries along. Vector pictures become images too: within one, scripts don't run,
/// nothing is fetched, and names cannot clash with those of the page.
/// </summary>
/// <param name="Address">Its data address.</param>
/// <param name="Width">Width in CSS pixels; null when unknown.</param>
/// <param name="Height">Height in CSS pixels; null when unknown.</param>
/// <param name="IsVector">Whether it is a drawing rather than pixels.</param>
internal sealed partial record Picture(string Address, double? Width, double? Height, bool IsVector)
{
    private const string SvgNamespace = "http://www.w3.org/2000/svg";

    /// <summary>Reads a picture; null when the bundle has none of that type, or a damaged one.</summary>
    public static Picture? Of(Bundle bundle, string type) => (type, bundle.Text(type)) switch
    {
        (_, null) => null,
        (MimeBundle.Svg, { } svg) => OfSvg(svg),
        (MimeBundle.Png or "image/jpeg" or "image/gif" or "image/webp", { } base64) => OfPixels(type, base64),
        _ => null,
    };

    /// <summary>The picture as an element.</summary>
    /// <param name="words">What it shows, for those who don't see it.</param>
    public string ToHtml(string? words)
    {
        var size = Width is { } width && Height is { } height
            ? string.Create(CultureInfo.InvariantCulture, $" width=\"{Math.Ceiling(width)}\" height=\"{Math.Ceiling(height)}\"")
            : "";
        var kind = IsVector ? "nb-drawing" : "nb-picture";
        return $"<img class=\"{kind}\" src=\"{Html.Encode(Address)}\"{size} alt=\"{Html.Encode(words ?? "Picture without a description")}\">";
    }

    private static Picture? OfPixels(string type, string base64)
    {
        base64 = string.Concat(base64.Where(letter => !char.IsWhiteSpace(letter)));
        var bytes = new byte[(base64.Length * 3 / 4) + 3];
        if (!Convert.TryFromBase64String(base64, bytes, out var length) || length < 24)
            return null;
        var isPng = type == MimeBundle.Png;
        ReadOnlySpan<byte> signature = isPng ? [0x89, (byte)'P', (byte)'N', (byte)'G'] : type == "image/jpeg" ? [0xFF, 0xD8] : [];
        if (!bytes.AsSpan().StartsWith(signature))
            return null;
        return new Picture(
            $"data:{type};base64,{base64}",
            isPng ? BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(16)) : null,
            isPng ? BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(20)) : null,
            IsVector: false);
    }

    private static Picture? OfSvg(string svg)
    {
        svg = Declaration().Replace(svg, "").TrimStart('\uFEFF', ' ', '\t', '\r', '\n');
        try
        {
            using var reader = XmlReader.Create(new StringReader(svg), new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore, XmlResolver = null });
            if (reader.MoveToContent() != XmlNodeType.Element || reader.LocalName != "svg" || reader.NamespaceURI is not ("" or SvgNamespace))
                return null;
            var view = (reader.GetAttribute("viewBox") ?? "").Split([' ', ','], StringSplitOptions.RemoveEmptyEntries);
            var (width, height) = (Length(reader.GetAttribute("width")), Length(reader.GetAttribute("height")));
            if ((width is null || height is null) && view.Length == 4)
                (width, height) = (Length(view[2]), Length(view[3]));
            var missing = reader.NamespaceURI.Length == 0;
            while (reader.Read()) { }
            if (missing)
                svg = FirstTag().Replace(svg, $"<svg xmlns=\"{SvgNamespace}\"", 1);
            return new Picture("data:image/svg+xml;base64," + Convert.ToBase64String(Encoding.UTF8.GetBytes(svg)), width, height, IsVector: true);
        }
        catch (XmlException)
        {
            return null;
        }
    }

    private static double? Length(string? text) =>
        double.TryParse(text?.Replace("px", "", StringComparison.Ordinal), NumberStyles.Float, CultureInfo.InvariantCulture, out var length)
            && length is > 0 and < 100_000
            ? length
            : null;

    [GeneratedRegex(@"^\uFEFF?\s*<\?xml[^>]*\?>")]
    private static partial Regex Declaration();

    [GeneratedRegex("<svg(?=[\\s/>])")]
    private static partial Regex FirstTag();
}
