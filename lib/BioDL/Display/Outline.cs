namespace BioDL.Display;

/// <summary>Outlines of objects, ready to be drawn.</summary>
/// <param name="Path">SVG path data in pixels of the image.</param>
/// <param name="Name">What they are.</param>
/// <param name="Count">How many objects they enclose.</param>
/// <param name="Style">Colour and dashes.</param>
internal sealed record Outline(string Path, string Name, int Count, LineStyle Style)
{
    /// <summary>Their entry in the legend.</summary>
    public string Legend => $"{Name} ({Count})";
}
