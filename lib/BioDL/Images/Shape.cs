namespace BioDL.Images;

/// <summary>Checks that sizes and positions make sense, before anything is allocated or read.</summary>
internal static class Shape
{
    public static int Count(int channels, int height, int width)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(channels, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        var count = (long)height * width;
        if (count > Image.MaximumPixels || count * channels > Image.MaximumPixels)
            throw new ArgumentException(
                $"{channels} × {height} × {width} is more than the {Image.MaximumPixels:N0} values that one image may hold. Work on a part of it.");
        return (int)count * channels;
    }

    public static int Index(int y, int x, int height, int width) => (uint)y < (uint)height && (uint)x < (uint)width
        ? y * width + x
        : throw new ArgumentOutOfRangeException(nameof(y), $"Row {y}, column {x} lies outside of {height} rows and {width} columns.");

    public static void RequireSame(int height, int width, int otherHeight, int otherWidth, string what)
    {
        if (height != otherHeight || width != otherWidth)
            throw new ArgumentException(
                $"{what} must have the same size, but one has {height} rows and {width} columns, the other {otherHeight} and {otherWidth}.");
    }
}
