namespace BioDL.Display;

/// <summary>
/// Turns values into colours that colour-blind readers tell apart too: brightness rises steadily with the value, so that the order survives on a
/// black-and-white print. <c>image.Show(map: ColourMap.Viridis)</c>.
/// </summary>
public sealed class ColourMap
{
    private readonly byte[] table;

    private ColourMap(string name, byte[] table) => (Name, this.table) = (name, table);

    /// <summary>Black to white: for what a camera saw.</summary>
    public static ColourMap Grey { get; } = new("grey", [.. Enumerable.Range(0, 768).Select(i => (byte)(i / 3))]);

    /// <summary>Dark violet over green to yellow: for measured quantities, such as distances and probabilities.</summary>
    public static ColourMap Viridis { get; } = new("viridis", Convert.FromBase64String(ColourMapTables.Viridis));

    /// <summary>Black over purple to pale yellow: for brightness, where faint structures matter.</summary>
    public static ColourMap Magma { get; } = new("magma", Convert.FromBase64String(ColourMapTables.Magma));

    /// <summary>Dark blue to yellow: looks nearly the same to readers with and without a colour vision deficiency.</summary>
    public static ColourMap Cividis { get; } = new("cividis", Convert.FromBase64String(ColourMapTables.Cividis));

    /// <summary>Its name, in small letters.</summary>
    public string Name { get; }

    /// <summary>The colour of a place between the lowest (0) and the highest value (1); what lies outside gets the colour of the nearer end.</summary>
    /// <param name="place">0 to 1; not-a-number is drawn in a middle grey.</param>
    public (byte Red, byte Green, byte Blue) At(double place)
    {
        if (double.IsNaN(place))
            return (128, 128, 128);
        var entry = 3 * (int)(Math.Clamp(place, 0, 1) * 255 + 0.5);
        return (table[entry], table[entry + 1], table[entry + 2]);
    }

    /// <inheritdoc/>
    public override string ToString() => Name;
}
