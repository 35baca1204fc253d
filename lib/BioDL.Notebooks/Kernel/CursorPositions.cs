namespace BioDL.Notebooks.Kernel;

/// <summary>Jupyter counts characters of Unicode; .NET's texts count UTF-16 units, of which some characters take two.</summary>
internal static class CursorPositions
{
    /// <summary>The unit at which a character starts; the text's length when the position lies beyond it.</summary>
    public static int ToUnits(string text, int characters)
    {
        var unit = 0;
        for (; characters > 0 && unit < text.Length; characters--)
            unit += char.IsSurrogatePair(text, Math.Min(unit, text.Length - 1)) ? 2 : 1;
        return unit;
    }

    /// <summary>How many characters start before a unit.</summary>
    public static int ToCharacters(string text, int units)
    {
        var characters = 0;
        for (var unit = 0; unit < Math.Min(units, text.Length); characters++)
            unit += char.IsSurrogatePair(text, unit) ? 2 : 1;
        return characters;
    }
}
