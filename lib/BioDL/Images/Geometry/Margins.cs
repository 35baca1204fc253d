namespace BioDL.Images;

/// <summary>How many rows and columns are added on each side; all 0 unless named: <c>new Margins(Left: 3, Right: 3)</c>.</summary>
/// <param name="Top">Rows above.</param>
/// <param name="Bottom">Rows below.</param>
/// <param name="Left">Columns on the left.</param>
/// <param name="Right">Columns on the right.</param>
public readonly record struct Margins(int Top = 0, int Bottom = 0, int Left = 0, int Right = 0)
{
    /// <summary>The same number of pixels on all four sides.</summary>
    public static Margins All(int pixels) => new(pixels, pixels, pixels, pixels);

    internal void RequireNotNegative()
    {
        if (Top < 0 || Bottom < 0 || Left < 0 || Right < 0)
            throw new ArgumentOutOfRangeException(
                null,
                $"Margins of {Top} (top), {Bottom} (bottom), {Left} (left) and {Right} (right) were given; they are 0 or more. "
                + "To take pixels away, call Crop.");
    }
}
