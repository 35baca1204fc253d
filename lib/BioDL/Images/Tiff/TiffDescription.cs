using System.Globalization;

namespace BioDL.Images;

/// <summary>
/// What the texts of a file say beyond its pixels: which pages are channels of one image, and how large a pixel is. ImageJ writes lines
/// (<c>ImageJ=1.53t</c>, <c>channels=2</c>, <c>unit=micron</c>), the Open Microscopy Environment XML (OME-TIFF specification).
/// </summary>
internal sealed record TiffDescription
{
    /// <summary>A pixel that a ResolutionUnit of inches or centimetres makes larger than this is the dots of a printer or screen.</summary>
    private const double LargestPlausible = 20;

    public bool IsImageJ { get; init; }

    /// <summary>Side of a pixel in micrometres, when it is known and pixels are square.</summary>
    public double? PixelSize { get; init; }

    public int Channels { get; init; } = 1;

    /// <summary>Pages that ImageJ promises; those behind the first may stand without directories of their own.</summary>
    public int Pages { get; init; } = 1;

    /// <summary>For each page its image, and its channel there; empty when every page is an image.</summary>
    public (int Image, int Channel)[] Places { get; init; } = [];

    public static TiffDescription Read(TiffBytes tiff, TiffDirectory first, int pages)
    {
        var text = first.Text(tiff, TiffTag.ImageDescription);
        if (text.StartsWith("ImageJ=", StringComparison.Ordinal))
            return OfImageJ(tiff, first, text, pages);
        if (text.StartsWith('<') && text.Contains("<OME", StringComparison.Ordinal))
            return OmeXml.Parse(tiff, first.Offset, text, pages);
        return new TiffDescription { PixelSize = ResolutionSize(tiff, first) };
    }

    private static TiffDescription OfImageJ(TiffBytes tiff, TiffDirectory first, string text, int pages)
    {
        var lines = new Dictionary<string, string>();
        foreach (var line in text.Split('\n'))
        {
            var equals = line.IndexOf('=', StringComparison.Ordinal);
            if (equals > 0)
                lines.TryAdd(line[..equals].Trim(), line[(equals + 1)..].Trim());
        }
        int Count(string name) => lines.TryGetValue(name, out var value) && int.TryParse(value, CultureInfo.InvariantCulture, out var count) && count > 0 ? count : 1;
        var promised = Math.Max(pages, Count("images"));
        int channels = Count("channels"), images = promised / channels;
        return new TiffDescription
        {
            IsImageJ = true,
            PixelSize = lines.TryGetValue("unit", out var unit) && Micrometres(unit) is { } factor ? Square(tiff, first, factor) : null,
            Channels = channels,
            Pages = promised,
            // Channels follow one another, then slices, then time points.
            Places = channels > 1 && images * channels == promised ? Grid(promised, page => (page / channels, page % channels)) : [],
        };
    }

    internal static (int Image, int Channel)[] Grid(int pages, Func<int, (int Image, int Channel)> place) =>
        pages <= 1 << 20 ? [.. Enumerable.Range(0, pages).Select(place)] : [];

    /// <summary>A centimetre or an inch over the number of pixels in it; null where that is no size for a microscope.</summary>
    private static double? ResolutionSize(TiffBytes tiff, TiffDirectory first)
    {
        double? unit = first.Number(tiff, TiffTag.ResolutionUnit, 2) switch { 2 => 25_400, 3 => 10_000, _ => null };
        return unit is { } micrometres && Square(tiff, first, micrometres) is { } size && size <= LargestPlausible ? size : null;
    }

    private static double? Square(TiffBytes tiff, TiffDirectory first, double unit)
    {
        var x = first.Fraction(tiff, TiffTag.XResolution);
        var y = first.Fraction(tiff, TiffTag.YResolution) ?? x;
        return x > 0 && y > 0 ? SquareSize(unit / x.Value, unit / y.Value) : null;
    }

    /// <summary>The size when both sides agree within 1 percent; null otherwise: a pixel has one size here.</summary>
    internal static double? SquareSize(double x, double y) =>
        double.IsFinite(x) && x > 0 && Math.Abs(x - y) <= 0.01 * x ? x : null;

    /// <summary>How many micrometres a unit has, by the names that ImageJ and OME give it; null for pixels and for unknown ones.</summary>
    internal static double? Micrometres(string unit) => unit switch
    {
        "micron" or "microns" or "um" or "µm" or "μm" or "\\u00B5m" or "micrometer" or "micrometre" => 1,
        "nm" or "nanometer" or "nanometre" => 1e-3,
        "Å" or "angstrom" => 1e-4,
        "mm" or "millimeter" or "millimetre" => 1e3,
        "cm" or "centimeter" or "centimetre" => 1e4,
        "m" or "meter" or "metre" => 1e6,
        "inch" or "in" => 25_400,
        _ => null,
    };
}
