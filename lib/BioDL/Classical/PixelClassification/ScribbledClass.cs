namespace BioDL.Classical;

/// <summary>What a classifier learnt one class from.</summary>
/// <param name="Name">The class.</param>
/// <param name="Strokes">Number of strokes.</param>
/// <param name="Pixels">Number of pixels, each counted once.</param>
public sealed record ScribbledClass(string Name, int Strokes, int Pixels);
