namespace BioDL.Classical;

/// <summary>All that a pixel classifier is made of, and what its file holds.</summary>
internal sealed record PixelClassifierParts(PixelFeatures Features, int Channels, IReadOnlyList<ScribbledClass> Classes, RandomForest Forest)
{
    public double? StrokeOutOfBagError { get; init; }

    public required double[] PermutationImportances { get; init; }
}
