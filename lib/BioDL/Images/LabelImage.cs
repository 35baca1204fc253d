using System.Globalization;
using BioDL.Hosting;

namespace BioDL.Images;

/// <summary>
/// A picture of objects: each pixel holds the number of the object that it belongs to, or 0 for background. 32-bit integers, height × width.
/// </summary>
public sealed class LabelImage : IDisplayable
{
    /// <summary>The largest label that is accepted; tables indexed by label stay small.</summary>
    public const int MaximumLabel = 1 << 24;

    private readonly int[] values;
    private readonly Lazy<int[]> areas;

    /// <summary>Labels over the given values, or an empty picture.</summary>
    /// <param name="height">Rows, at least 1.</param>
    /// <param name="width">Columns, at least 1.</param>
    /// <param name="values">height × width labels of 0 or more, row by row, kept without a copy; zeros when null.</param>
    /// <exception cref="ArgumentException">The number of values does not fit the shape, or a label is negative or absurdly large.</exception>
    public LabelImage(int height, int width, int[]? values = null)
    {
        var count = Shape.Count(1, height, width);
        if (values is not null && values.Length != count)
            throw new ArgumentException($"A label image of {height} × {width} has {count} values, but {values.Length} were given.", nameof(values));
        this.values = values ?? new int[count];
        (Height, Width) = (height, width);
        var fault = this.values.AsSpan().IndexOfAnyExceptInRange(0, MaximumLabel);
        if (fault >= 0)
            throw new ArgumentException($"Found the label {this.values[fault]}; labels run from 0 (background) to {MaximumLabel:N0}.", nameof(values));
        areas = new Lazy<int[]>(CountPixels);
    }

    /// <summary>Number of rows.</summary>
    public int Height { get; }

    /// <summary>Number of columns.</summary>
    public int Width { get; }

    /// <summary>Side of a (square) pixel in micrometres; null when nobody recorded it.</summary>
    public double? PixelSize { get; init; }

    /// <summary>How the objects came about, where that was written down: a model and the rule that made its answer objects. Methods that change labels drop it.</summary>
    public string Provenance { get; init; } = "";

    /// <summary>All labels, row by row.</summary>
    public ReadOnlySpan<int> Values => values;

    internal ReadOnlyMemory<int> Memory => values;

    /// <summary>The largest label in use; 0 when there is no object.</summary>
    public int Maximum => areas.Value.Length - 1;

    /// <summary>How many objects there are: distinct labels other than 0.</summary>
    public int Count => areas.Value.Skip(1).Count(area => area > 0);

    /// <summary>Pixels per label, indexed by label; entry 0 is the background.</summary>
    public ReadOnlySpan<int> Areas => areas.Value;

    /// <summary>The label of one pixel.</summary>
    public int this[int y, int x] => values[Shape.Index(y, x, Height, Width)];

    /// <summary>Every pixel that belongs to some object.</summary>
    public Mask Foreground() => new(Height, Width, Array.ConvertAll(values, label => label > 0)) { PixelSize = PixelSize };

    /// <summary>The same objects numbered 1, 2, 3 … in the order of their old numbers.</summary>
    public LabelImage Renumber()
    {
        var number = new int[Maximum + 1];
        var next = 0;
        for (var label = 1; label < number.Length; label++)
            number[label] = Areas[label] > 0 ? ++next : 0;
        return new LabelImage(Height, Width, Array.ConvertAll(values, label => number[label])) { PixelSize = PixelSize };
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"LabelImage, {Width} × {Height} pixels, {Count} object{(Count == 1 ? "" : "s")}");

    /// <summary>The objects in colours that keep neighbours apart, as a PNG.</summary>
    public MimeBundle ToMimeBundle() => MimeBundle.OfText(ToString()).WithPng(PngEncoder.Preview(this));

    private int[] CountPixels()
    {
        var counts = new int[values.Max() + 1];
        foreach (var label in values)
            counts[label]++;
        return counts;
    }
}
