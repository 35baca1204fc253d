namespace BioDL.Images;

/// <summary>
/// Colours for numbered objects on black: the qualitative palette of Okabe and Ito (2008), made for colour-blind readers, and white.
/// </summary>
public static class LabelColours
{
    private static readonly (byte Red, byte Green, byte Blue)[] Palette =
    [
        (230, 159, 0), (86, 180, 233), (240, 228, 66), (0, 158, 115), (204, 121, 167), (213, 94, 0), (238, 238, 238), (0, 114, 178),
    ];

    /// <summary>
    /// Places in the palette that are too much alike for neighbours: less than 26 apart in CIE Lab, for normal sight or as simulated for red and
    /// green blindness (Machado et al. 2009, IEEE Trans. Vis. Comput. Graph. 15:1291).
    /// </summary>
    private static readonly HashSet<(int, int)> Alike = [(0, 2), (0, 5), (1, 4), (1, 7), (3, 4), (4, 7)];

    /// <summary>How many colours there are.</summary>
    public static int Count => Palette.Length;

    /// <summary>The colour at a place in the palette, 1 to <see cref="Count"/> and then from the start again; black for 0, the background.</summary>
    public static (byte Red, byte Green, byte Blue) Of(int number) => number <= 0 ? default : Palette[(number - 1) % Palette.Length];

    /// <summary>
    /// A colour for each label, indexed by label; entry 0 is black. Objects that touch (in an edge or a corner) never get the same colour, as long as
    /// each is in one piece; they get similar ones only where nothing else is left, and so do objects one pixel apart. The same labels get
    /// the same colours in every run.
    /// </summary>
    /// <param name="labels">The objects.</param>
    public static (byte Red, byte Green, byte Blue)[] Of(LabelImage labels)
    {
        ArgumentNullException.ThrowIfNull(labels);
        return Array.ConvertAll(NeighbourColouring.Of(labels, Count, AreAlike), Of);
    }

    /// <summary>Whether two places in the palette, counted from 0, are too much alike for neighbours.</summary>
    internal static bool AreAlike(int one, int other) => one == other || Alike.Contains((Math.Min(one, other), Math.Max(one, other)));
}
