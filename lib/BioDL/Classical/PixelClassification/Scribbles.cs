using System.Collections.Immutable;
using System.Globalization;
using BioDL.Hosting;
using BioDL.Images;

namespace BioDL.Classical;

/// <summary>
/// A few pixels of an image that a person gave to classes: <c>new Scribbles(image).Stroke("nucleus", (40, 52), (48, 60)).Stroke("background", (3, 3), (9, 30))</c>, or
/// read from a file. Nothing of it changes: each call gives a new one.
/// </summary>
public sealed class Scribbles : IDisplayable
{
    /// <summary>The longest name that a class may have.</summary>
    public const int LongestName = 100;

    private readonly ImmutableList<ScribbleStroke> strokes;

    /// <summary>No scribbles yet, on an image.</summary>
    /// <param name="image">The image; only its size counts.</param>
    public Scribbles(Image image)
        : this((image ?? throw new ArgumentNullException(nameof(image))).Height, image.Width, [])
    {
    }

    internal Scribbles(int height, int width, ImmutableList<ScribbleStroke> strokes) => (Height, Width, this.strokes) = (height, width, strokes);

    /// <summary>Rows of the image.</summary>
    public int Height { get; }

    /// <summary>Columns of the image.</summary>
    public int Width { get; }

    /// <summary>The classes, in the order in which they came.</summary>
    public IReadOnlyList<string> Classes => [.. strokes.Select(stroke => stroke.Name).Distinct(StringComparer.Ordinal)];

    /// <summary>Number of strokes.</summary>
    public int Count => strokes.Count;

    internal IReadOnlyList<ScribbleStroke> Strokes => strokes;

    /// <summary>
    /// Reads scribbles: a label image (TIFF, PNG … as napari and Fiji paint them; 0 is nothing, every other value a class, every connected part a stroke), ImageJ's
    /// .roi or RoiSet.zip (a region's group is its class, or else its name without number: "nucleus-3"), or QuPath's GeoJSON (the classification).
    /// </summary>
    /// <param name="path">The file; recognised by its content.</param>
    /// <param name="image">The image that was scribbled on; regions need it for its size, for labels it is only compared.</param>
    /// <param name="classes">Names for the values 1, 2, 3 … of a label image; "class 1", "class 2" … when null.</param>
    /// <exception cref="ImageFormatException">The file is damaged or none of these.</exception>
    /// <exception cref="ArgumentException">The image is missing or of another size, a region has no class, or nothing lies within the image.</exception>
    /// <exception cref="IOException">The file does not exist or cannot be read.</exception>
    public static Scribbles Read(string path, Image? image = null, IReadOnlyList<string>? classes = null) => ScribbleFile.Read(path, image, classes);

    /// <summary>Writes the classes as a label image, as <see cref="Read"/>, napari and Fiji read it; strokes that touch become one.</summary>
    /// <param name="path">The file; its name ends in .png or .tif.</param>
    /// <exception cref="ArgumentException">Another ending, or a pixel belongs to two classes.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void Save(string path) => new Image(1, Height, Width, Array.ConvertAll(ToLabels().Values.ToArray(), number => (float)number)).Save(path, 8);

    /// <summary>These scribbles and a line one pixel wide through some points; a single point is a dot.</summary>
    /// <param name="name">The class.</param>
    /// <param name="points">Rows and columns.</param>
    /// <exception cref="ArgumentException">There is no point, no name, or nothing within the image.</exception>
    public Scribbles Stroke(string name, params (double Y, double X)[] points) => Stroke(name, 1, points);

    /// <summary>These scribbles and a wide line through some points.</summary>
    /// <param name="name">The class.</param>
    /// <param name="width">How wide, in pixels, up to 1000; round at its ends.</param>
    /// <param name="points">Rows and columns.</param>
    /// <exception cref="ArgumentException">There is no point, no name, or nothing within the image, or the width makes no sense.</exception>
    public Scribbles Stroke(string name, int width, params (double Y, double X)[] points) => Add(name, ScribbleForm.Line, points, width);

    /// <summary>These scribbles and all pixels whose centres lie within a polygon.</summary>
    /// <param name="name">The class.</param>
    /// <param name="points">Rows and columns of its corners.</param>
    /// <exception cref="ArgumentException">There is no point, no name, or no pixel within both polygon and image.</exception>
    public Scribbles Area(string name, params (double Y, double X)[] points) => Add(name, ScribbleForm.Area, points, 1);

    /// <summary>These scribbles and the pixels of a mask, each connected part of it a stroke.</summary>
    /// <param name="name">The class.</param>
    /// <param name="mask">As large as the image, with at least one pixel.</param>
    /// <exception cref="ArgumentException">The mask is empty or of another size, or there is no name.</exception>
    public Scribbles Pixels(string name, Mask mask)
    {
        ArgumentNullException.ThrowIfNull(mask);
        Shape.RequireSame(Height, Width, mask.Height, mask.Width, "Image and mask of scribbles");
        if (mask.Area == 0)
            throw new ArgumentException($"The mask for class '{name}' is empty; expected at least one pixel.", nameof(mask));
        return new Scribbles(Height, Width, strokes.AddRange(PartsOf(Checked(name), mask)));
    }

    /// <summary>The strokes of one class alone.</summary>
    /// <param name="name">The class.</param>
    /// <exception cref="ArgumentException">There is no such class; the message names those there are.</exception>
    public Scribbles Only(string name) => Classes.Contains(name)
        ? new Scribbles(Height, Width, strokes.RemoveAll(stroke => stroke.Name != name))
        : throw new ArgumentException($"There is no class '{name}'. The classes are: {string.Join(", ", Classes)}.", nameof(name));

    /// <summary>The classes as labels: 1 for the first of <see cref="Classes"/>, 2 for the second …, 0 where nothing was scribbled.</summary>
    /// <exception cref="ArgumentException">A pixel belongs to two classes.</exception>
    public LabelImage ToLabels()
    {
        var labels = new int[Height * Width];
        var names = Classes;
        for (var number = 1; number <= names.Count; number++)
        {
            foreach (var pixel in strokes.Where(stroke => stroke.Name == names[number - 1]).SelectMany(stroke => stroke.Pixels))
            {
                if (labels[pixel] is > 0 and var other && other != number)
                    throw new ArgumentException(
                        $"Row {pixel / Width}, column {pixel % Width} was scribbled as '{names[other - 1]}' and as '{names[number - 1]}'. A pixel can teach one class only: erase one of the two strokes.");
                labels[pixel] = number;
            }
        }
        return new LabelImage(Height, Width, labels);
    }

    /// <inheritdoc/>
    public override string ToString()
    {
        var perClass = Classes.Select(name =>
        {
            ScribbleStroke[] own = [.. strokes.Where(stroke => stroke.Name == name)];
            return string.Create(CultureInfo.InvariantCulture,
                $"{name}: {own.Length} stroke{(own.Length == 1 ? "" : "s")}, {own.SelectMany(stroke => stroke.Pixels).Distinct().Count()} pixels");
        });
        return $"Scribbles on {Width} × {Height} pixels; {(Count == 0 ? "none yet" : string.Join("; ", perClass))}";
    }

    /// <summary>The scribbles in colours on black, as a PNG, and in words.</summary>
    public MimeBundle ToMimeBundle() => MimeBundle.OfText(ToString()).WithPng(PngEncoder.Preview(ToLabels()));

    internal static IEnumerable<ScribbleStroke> PartsOf(string name, Mask mask)
    {
        var parts = mask.Components(Connectivity.Eight);
        var pixels = new List<int>[parts.Maximum + 1];
        for (var i = 0; i < parts.Values.Length; i++)
        {
            if (parts.Values[i] > 0)
                (pixels[parts.Values[i]] ??= []).Add(i);
        }
        return pixels.Skip(1).Select(own => new ScribbleStroke(name, [.. own]));
    }

    internal static string Checked(string name) => string.IsNullOrWhiteSpace(name) || name.Length > LongestName
        ? throw new ArgumentException($"Found the class name '{(name?.Length > LongestName ? name[..20] + "…" : name)}'; expected 1 to {LongestName} characters.", nameof(name))
        : name;

    private Scribbles Add(string name, ScribbleForm form, (double Y, double X)[] points, double width)
    {
        ArgumentNullException.ThrowIfNull(points);
        if (points.Length == 0)
            throw new ArgumentException($"The stroke of class '{name}' has no point; expected rows and columns, as in Stroke(\"nucleus\", (40, 52), (48, 60)).", nameof(points));
        var shape = new ScribbleShape(Checked(name), form, [Array.ConvertAll(points, point => (point.X + 0.5, point.Y + 0.5))], width);
        int[] pixels;
        try
        {
            pixels = new ScribbleRaster(Height, Width).PixelsOf(shape);
        }
        catch (InvalidDataException fault)
        {
            throw new ArgumentException($"The stroke of class '{name}' cannot be drawn: {fault.Message}.", nameof(points));
        }
        return pixels.Length > 0 ? new Scribbles(Height, Width, strokes.Add(new ScribbleStroke(name, pixels))) : throw new ArgumentException(string.Create(
            CultureInfo.InvariantCulture,
            $"The stroke of class '{name}' from row {points[0].Y}, column {points[0].X} covers no pixel of the image, which has {Height} rows and {Width} columns. Points are given as (row, column)."), nameof(points));
    }
}
