namespace BioDL.Models;

/// <summary>A model that can be searched for.</summary>
public sealed record ZooEntry
{
    /// <summary>What it is called: <c>10.5281/zenodo.5764892</c>, or the name that <see cref="Zoo.Open"/> takes.</summary>
    public required string Id { get; init; }

    /// <summary>Its name in the zoo: <c>affable-shark</c>; null when it has none.</summary>
    public string? Nickname { get; init; }

    /// <summary>What its authors say of it.</summary>
    public required ModelDescription Description { get; init; }

    /// <summary>Whether it ships with the course: then its files are at hand.</summary>
    public bool Ships { get; init; }

    /// <summary>How often it was downloaded when the snapshot was taken; null where nobody counts.</summary>
    public long? Downloads { get; init; }

    /// <summary>The result of the zoo's own test run; null where there is none.</summary>
    public PublishedTest? Test { get; init; }

    /// <summary>Whether it has weights that run here (ONNX).</summary>
    public bool RunsHere => Description.Weights.Any(weights => weights.Format == WeightsDescription.Onnx);

    /// <summary><c>3d</c> where the first input has a z axis longer than one slice, else <c>2d</c>; empty where it has no y and x.</summary>
    public string Axes
    {
        get
        {
            Axis[] space = [.. Description.Inputs[0].Axes.Where(axis => axis.Kind == AxisKind.Space && axis.Size is not FixedSize { Length: 1 })];
            return space.Length switch { >= 3 => "3d", 2 => "2d", _ => "" };
        }
    }
}
