namespace BioDL.Images;

/// <summary>A rectangle of whole pixels.</summary>
/// <param name="X">Its first column, counted from the left.</param>
/// <param name="Y">Its first row, counted from the top.</param>
/// <param name="Width">Number of columns.</param>
/// <param name="Height">Number of rows.</param>
public readonly record struct Region(int X, int Y, int Width, int Height)
{
    internal void RequireInside(int height, int width)
    {
        if (Width < 1 || Height < 1)
            throw new ArgumentOutOfRangeException(
                null, $"A part of {Width} columns and {Height} rows was asked for; it holds a pixel when both are at least 1.");
        if (X < 0 || Y < 0 || Width > width || Height > height || X > width - Width || Y > height - Height)
            throw new ArgumentOutOfRangeException(null,
                $"The part from column {X}, row {Y} with {Width} columns and {Height} rows was asked for, but there are {width} columns and "
                + $"{height} rows. Ask for a part that lies inside, or Pad first.");
    }
}
