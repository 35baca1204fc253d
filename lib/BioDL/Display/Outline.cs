namespace BioDL.Display;

/// <summary>Outlines of objects, ready to be drawn.</summary>
/// <param name="Loops">The corners of each closed border, in pixels of the image.</param>
/// <param name="Name">What they are.</param>
/// <param name="Count">How many objects they enclose; below 0 when nobody counted.</param>
/// <param name="Style">Colour and dashes.</param>
internal sealed record Outline(IReadOnlyList<(int X, int Y)[]> Loops, string Name, int Count, LineStyle Style)
{
    /// <summary>Their entry in the legend.</summary>
    public string Legend => Count < 0 ? Name : $"{Name} ({Count})";

    /// <summary>The same outlines in a part of the picture, where nobody has counted them.</summary>
    public Outline From(int top, int left) => this with { Count = -1, Loops = [.. Loops.Select(loop => Array.ConvertAll(loop, corner => (corner.X - left, corner.Y - top)))] };
}
