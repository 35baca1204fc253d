namespace BioDL.Images;

/// <summary>
/// Colours for numbered objects: the qualitative palette of Okabe and Ito (2008), made for colour-blind readers, in an order in which
/// consecutive numbers differ strongly.
/// </summary>
public static class LabelColours
{
    private static readonly (byte Red, byte Green, byte Blue)[] Palette =
    [
        (230, 159, 0), (86, 180, 233), (240, 228, 66), (0, 158, 115), (204, 121, 167), (213, 94, 0), (150, 200, 255), (0, 114, 178),
    ];

    /// <summary>The colour of a label; black for 0, the background.</summary>
    public static (byte Red, byte Green, byte Blue) Of(int label) => label <= 0 ? default : Palette[(label - 1) % Palette.Length];
}
