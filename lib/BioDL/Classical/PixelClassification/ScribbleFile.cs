using System.Buffers.Binary;
using BioDL.Images;

namespace BioDL.Classical;

/// <summary>Scribbles from files of other programs, recognised by their content.</summary>
internal static class ScribbleFile
{
    /// <summary>Files of regions that are larger than this are none.</summary>
    public const int LargestFile = 1 << 26;

    /// <summary>More regions than this in one file are refused.</summary>
    public const int MostShapes = 20_000;

    /// <summary>A label image with more values than this is a photograph.</summary>
    private const int MostLabels = 32;

    public static Scribbles Read(string path, Image? image, IReadOnlyList<string>? classes)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var name = Path.GetFileName(path);
        Span<byte> start = stackalloc byte[64];
        long length;
        using (var file = File.OpenRead(path))
        {
            start = start[..file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false)];
            length = file.Length;
        }
        if (!IsRegions(start))
            return OfLabels(ImageFile.Read(path), name, image, classes);
        if (length > LargestFile)
            throw new ImageFormatException(name, 0, $"a file of {length:N0} bytes", $"regions in at most {LargestFile:N0}");
        return Decode(File.ReadAllBytes(path), name, image);
    }

    /// <summary>Regions from the bytes of a file.</summary>
    public static Scribbles Decode(byte[] file, string name, Image? image)
    {
        var size = image ?? throw new ArgumentException(
            $"{name} holds regions, which do not tell how large their image is. Give the image that they were drawn on: Scribbles.Read(\"{name}\", image).");
        IReadOnlyList<ScribbleShape> shapes;
        try
        {
            shapes = ImageJRoi.IsRoi(file) ? [ImageJRoi.Decode(file, Path.GetFileNameWithoutExtension(name))]
                : IsZip(file) ? ImageJRoiSet.Decode(file)
                : QuPathGeoJson.Decode(file);
            return Draw(shapes, size, name);
        }
        catch (InvalidDataException fault)
        {
            throw new ImageFormatException(name, 0, fault.Message.Split(", expected ")[0].Replace("found ", "", StringComparison.Ordinal),
                fault.Message.Contains(", expected ", StringComparison.Ordinal) ? fault.Message.Split(", expected ")[1] : "regions of ImageJ or QuPath", fault);
        }
    }

    private static bool IsRegions(ReadOnlySpan<byte> start) => ImageJRoi.IsRoi(start) || IsZip(start) || QuPathGeoJson.IsJson(start);

    private static bool IsZip(ReadOnlySpan<byte> file) => file.Length >= 4 && BinaryPrimitives.ReadUInt32LittleEndian(file) == 0x04034B50;

    private static Scribbles Draw(IReadOnlyList<ScribbleShape> shapes, Image image, string name)
    {
        var raster = new ScribbleRaster(image.Height, image.Width);
        ScribbleStroke[] strokes = [.. shapes.Select(shape => new ScribbleStroke(shape.Name, raster.PixelsOf(shape))).Where(stroke => stroke.Pixels.Length > 0)];
        return strokes.Length > 0 ? new Scribbles(image.Height, image.Width, [.. strokes]) : throw new ArgumentException(
            $"{name} holds {shapes.Count} region{(shapes.Count == 1 ? "" : "s")}, but none covers a pixel of the image of {image.Height} rows and {image.Width} columns. Were they drawn on another image, or at another magnification?");
    }

    private static Scribbles OfLabels(Image labels, string name, Image? image, IReadOnlyList<string>? classes)
    {
        if (labels.Channels != 1)
            throw new ArgumentException($"{name} has {labels.Channels} channels; expected labels in one. Save the painted labels, not the coloured picture of them.");
        if (image is not null)
            Shape.RequireSame(image.Height, image.Width, labels.Height, labels.Width, $"The image and the labels of {name}");
        var values = new SortedSet<float>();
        var last = float.NaN;
        foreach (var value in labels.Values)
        {
            if (value == last)
                continue;
            last = value;
            if (!(value >= 0 && value == MathF.Floor(value)) || value > LabelImage.MaximumLabel || values.Add(value) && values.Count > MostLabels + 1)
                throw new ArgumentException($"{name} holds {(value >= 0 && value == MathF.Floor(value) ? $"more than {MostLabels} different values" : $"the value {value}")}; expected labels: 0 where nothing was painted, and 1, 2 … for the classes. Is it the image itself?");
        }
        values.Remove(0);
        if (values.Count == 0)
            throw new ArgumentException($"{name} holds no labels: every pixel is 0. Paint a few strokes of each class first.");
        Require(name, values, classes);
        return new Scribbles(labels.Height, labels.Width, [.. values.SelectMany(value => Scribbles.PartsOf(
            classes is null ? $"class {value}" : Scribbles.Checked(classes[(int)value - 1]), MaskOf(labels, value)))]);
    }

    private static void Require(string name, SortedSet<float> values, IReadOnlyList<string>? classes)
    {
        if (classes is null)
            return;
        if (values.Max > classes.Count)
            throw new ArgumentException($"{name} holds the label {values.Max}, but {classes.Count} class names were given. Name one for each of the values 1, 2, 3 …");
        for (var value = 1; value <= classes.Count; value++)
        {
            if (!values.Contains(value))
                throw new ArgumentException($"Class '{classes[value - 1]}' has no strokes: {name} holds no label {value}. Paint some, or leave the name out.");
        }
    }

    private static Mask MaskOf(Image labels, float value) => new(labels.Height, labels.Width, Array.ConvertAll(labels.Values.ToArray(), each => each == value));
}
