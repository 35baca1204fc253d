using BioDL.Images;

namespace BioDL.Classical;

/// <summary>An image cut into tiles, row by row.</summary>
internal sealed class FeatureTiles(int height, int width)
{
    /// <summary>Wide and flat: rows are worked off in one go, and what a thread holds fits into its cache.</summary>
    public const int Height = 128, Width = 512;

    private readonly int columns = (width + Width - 1) / Width;

    public int Count => (height + Height - 1) / Height * columns;

    public int LargestHeight => Math.Min(height, Height);

    public int LargestWidth => Math.Min(width, Width);

    public Region this[int number]
    {
        get
        {
            int y = number / columns * Height, x = number % columns * Width;
            return new Region(x, y, Math.Min(Width, width - x), Math.Min(Height, height - y));
        }
    }
}
