namespace BioDL.Classical;

/// <summary>What a scribble is drawn as.</summary>
internal enum ScribbleForm
{
    /// <summary>Everything within closed rings; rings within rings are holes (even-odd rule).</summary>
    Area,

    /// <summary>Lines through the points.</summary>
    Line,

    /// <summary>Single pixels.</summary>
    Points,

    /// <summary>The ellipse that fills the box of two corners.</summary>
    Oval,
}

/// <summary>One scribble before it becomes pixels. Coordinates start at the image's upper left corner; the centre of its first pixel is (0.5, 0.5).</summary>
/// <param name="Name">Name of the class.</param>
/// <param name="Form">What the points are.</param>
/// <param name="Parts">Rings or lines.</param>
/// <param name="Width">Width of lines in pixels.</param>
internal sealed record ScribbleShape(string Name, ScribbleForm Form, IReadOnlyList<(double X, double Y)[]> Parts, double Width = 1)
{
    /// <summary>Whether wide lines end flat, half a pixel behind their last point, as ImageJ's do; else they are round.</summary>
    public bool EndsFlat { get; init; }
}
