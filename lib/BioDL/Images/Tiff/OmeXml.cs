using System.Globalization;
using System.Xml;
using System.Xml.Linq;

namespace BioDL.Images;

/// <summary>
/// Reads what is needed of OME-XML (Open Microscopy Environment data model, 2016-06): sizes, the order of pages, PhysicalSizeX. Document type
/// definitions are refused, so that no entity can grow or fetch anything.
/// </summary>
internal static class OmeXml
{
    private const int LongestText = 16 << 20;

    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        MaxCharactersInDocument = LongestText,
    };

    public static TiffDescription Parse(TiffBytes tiff, long offset, string text, int pages)
    {
        XElement? pixels;
        try
        {
            using var reader = XmlReader.Create(new StringReader(text), Settings);
            RequireShallow(text, tiff, offset);
            pixels = XDocument.Load(reader).Descendants().FirstOrDefault(element => element.Name.LocalName == "Pixels");
        }
        catch (XmlException exception)
        {
            throw tiff.Fault(offset, "an image description that is no OME-XML",
                "well-formed XML without a document type definition", exception);
        }
        return pixels is null ? new TiffDescription() : Of(pixels, pages);
    }

    // A tree of a million levels would exhaust the stack when it is walked.
    private static void RequireShallow(string text, TiffBytes tiff, long offset)
    {
        using var reader = XmlReader.Create(new StringReader(text), Settings);
        while (reader.Read())
        {
            if (reader.Depth > 100)
                throw tiff.Fault(offset, "OME-XML with elements nested more than 100 deep", "at most 100");
        }
    }

    private static TiffDescription Of(XElement pixels, int pages)
    {
        int channels = Count(pixels, "SizeC"), slices = Count(pixels, "SizeZ"), times = Count(pixels, "SizeT");
        var order = (string?)pixels.Attribute("DimensionOrder") ?? "XYCZT";
        return new TiffDescription
        {
            PixelSize = Size(pixels),
            Channels = channels,
            Pages = pages,
            Places = channels > 1 && (long)channels * slices * times == pages ? Places(pixels, order, channels, slices, times, pages) : [],
        };
    }

    /// <summary>Where each page belongs. A TiffData element may place pages itself; where one is incomplete, pages stay images of their own.</summary>
    private static (int Image, int Channel)[] Places(XElement pixels, string order, int channels, int slices, int times, int pages)
    {
        if (order.Length != 5 || !order.StartsWith("XY", StringComparison.Ordinal) || order[2..].Order().SequenceEqual("CTZ") == false)
            return [];
        var places = new (int Image, int Channel)[pages];
        var filled = new bool[pages];
        var blocks = pixels.Elements().Where(element => element.Name.LocalName == "TiffData").ToList();
        if (blocks.Count == 0)
            blocks.Add(new XElement("TiffData"));
        var placed = 0;
        foreach (var block in blocks)
        {
            var page = Number(block, "IFD", 0);
            var plane = Index(order, (Number(block, "FirstC", 0), Number(block, "FirstZ", 0), Number(block, "FirstT", 0)), channels, slices, times);
            var count = Number(block, "PlaneCount", block.Attribute("IFD") is null ? pages : 1);
            for (var n = 0; n < count && page + n < pages && plane + n < pages; n++)
            {
                var (c, z, t) = Coordinates(order, plane + n, channels, slices, times);
                places[page + n] = (t * slices + z, c);
                filled[page + n] = true;
                if (++placed > pages)
                    return [];
            }
        }
        return filled.All(yes => yes) && places.Distinct().Count() == pages ? places : [];
    }

    private static int Index(string order, (int C, int Z, int T) first, int channels, int slices, int times)
    {
        long index = 0, step = 1;
        foreach (var axis in order[2..])
        {
            var (at, size) = axis switch { 'C' => (first.C, channels), 'Z' => (first.Z, slices), _ => (first.T, times) };
            index += at * step;
            step *= size;
        }
        return (int)Math.Min(index, int.MaxValue / 2);
    }

    private static (int C, int Z, int T) Coordinates(string order, int plane, int channels, int slices, int times)
    {
        var (c, z, t) = (0, 0, 0);
        foreach (var axis in order[2..])
        {
            switch (axis)
            {
                case 'C':
                    (c, plane) = (plane % channels, plane / channels);
                    break;
                case 'Z':
                    (z, plane) = (plane % slices, plane / slices);
                    break;
                default:
                    (t, plane) = (plane % times, plane / times);
                    break;
            }
        }
        return (c, z, t);
    }

    private static double? Size(XElement pixels)
    {
        double? One(string axis) =>
            double.TryParse((string?)pixels.Attribute($"PhysicalSize{axis}"), NumberStyles.Float, CultureInfo.InvariantCulture, out var size)
            && TiffDescription.Micrometres((string?)pixels.Attribute($"PhysicalSize{axis}Unit") ?? "µm") is { } unit ? size * unit : null;
        return One("X") is { } x ? TiffDescription.SquareSize(x, One("Y") ?? x) : null;
    }

    private static int Count(XElement element, string name) => Math.Max(1, Number(element, name, 1));

    private static int Number(XElement element, string name, int otherwise) =>
        int.TryParse((string?)element.Attribute(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : otherwise;
}
