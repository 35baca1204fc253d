namespace BioDL.Display;

/// <summary>A rectangular part of a picture, in its pixels.</summary>
/// <param name="Top">First row.</param>
/// <param name="Left">First column.</param>
/// <param name="Height">Rows.</param>
/// <param name="Width">Columns.</param>
internal sealed record Frame(int Top, int Left, int Height, int Width)
{
    /// <summary>Its border, as outlines are walked.</summary>
    public (int X, int Y)[] Loop => [(Left, Top), (Left + Width, Top), (Left + Width, Top + Height), (Left, Top + Height)];

    /// <summary>The corner that is farthest away.</summary>
    public Corner FarCorner(Raster raster) => (2 * Top + Height < raster.Height, 2 * Left + Width < raster.Width) switch
    {
        (true, true) => Corner.BottomRight,
        (true, false) => Corner.BottomLeft,
        (false, true) => Corner.TopRight,
        _ => Corner.TopLeft,
    };

    /// <summary>A square part that must lie within a picture.</summary>
    /// <exception cref="ArgumentException">It does not.</exception>
    public static Frame Within(Raster raster, int top, int left, int size) =>
        top >= 0 && left >= 0 && size > 0 && top + size <= raster.Height && left + size <= raster.Width
            ? new Frame(top, left, size, size)
            : throw new ArgumentException(
                $"A part of {size} × {size} pixels from row {top}, column {left} was asked for, but the picture has {raster.Height} rows and {raster.Width} columns. "
                + "Choose a part that lies within.");
}

/// <summary>A corner of a picture.</summary>
public enum Corner
{
    /// <summary>Top right.</summary>
    TopRight,

    /// <summary>Top left.</summary>
    TopLeft,

    /// <summary>Bottom right.</summary>
    BottomRight,

    /// <summary>Bottom left.</summary>
    BottomLeft,
}

/// <summary>A part of a picture, enlarged in one of its corners.</summary>
internal sealed record Inset(Frame Part, Corner Corner);
