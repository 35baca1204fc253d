namespace BioDL.Display;

/// <summary>Which colour stands for which value.</summary>
internal sealed record ColourBar(ColourMap Map, double Low, double High)
{
    /// <summary>What the values are, with unit.</summary>
    public string Title { get; init; } = "";

    public bool IsShown { get; init; }
}
