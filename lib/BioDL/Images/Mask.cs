using System.Globalization;
using BioDL.Hosting;

namespace BioDL.Images;

/// <summary>A yes or no for every pixel (foreground or background), height × width.</summary>
public sealed class Mask : IDisplayable
{
    private readonly bool[] values;

    /// <summary>A mask over the given values, or an empty one.</summary>
    /// <param name="height">Rows, at least 1.</param>
    /// <param name="width">Columns, at least 1.</param>
    /// <param name="values">height × width values, row by row, kept without a copy; all false when null.</param>
    public Mask(int height, int width, bool[]? values = null)
    {
        var count = Shape.Count(1, height, width);
        if (values is not null && values.Length != count)
            throw new ArgumentException($"A mask of {height} × {width} has {count} values, but {values.Length} were given.", nameof(values));
        this.values = values ?? new bool[count];
        (Height, Width) = (height, width);
    }

    /// <summary>Number of rows.</summary>
    public int Height { get; }

    /// <summary>Number of columns.</summary>
    public int Width { get; }

    /// <summary>Side of a (square) pixel in micrometres; null when nobody recorded it.</summary>
    public double? PixelSize { get; init; }

    /// <summary>All values, row by row.</summary>
    public ReadOnlySpan<bool> Values => values;

    internal ReadOnlyMemory<bool> Memory => values;

    /// <summary>Number of foreground pixels.</summary>
    public int Area => values.AsSpan().Count(true);

    /// <summary>Share of the image that is foreground, 0 to 1.</summary>
    public double Fraction => (double)Area / values.Length;

    /// <summary>Whether one pixel is foreground.</summary>
    public bool this[int y, int x] => values[Shape.Index(y, x, Height, Width)];

    /// <summary>Foreground and background exchanged.</summary>
    public Mask Invert() => new(Height, Width, Array.ConvertAll(values, value => !value)) { PixelSize = PixelSize };

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"Mask, {Width} × {Height} pixels, {Fraction:P1} foreground");

    /// <summary>The mask in black and white, as a PNG.</summary>
    public MimeBundle ToMimeBundle() => MimeBundle.OfText(ToString()).WithPng(PngEncoder.Preview(this));
}
