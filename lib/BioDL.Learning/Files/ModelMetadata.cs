namespace BioDL.Learning.Files;

/// <summary>What a model file says of itself.</summary>
public sealed record ModelMetadata
{
    /// <summary>The program that wrote the model, such as pytorch.</summary>
    public string Producer { get; init; } = "";

    /// <summary>That program's version.</summary>
    public string ProducerVersion { get; init; } = "";

    /// <summary>Whose model it is, as a reversed domain name.</summary>
    public string Domain { get; init; } = "";

    /// <summary>The model's own version.</summary>
    public long ModelVersion { get; init; }

    /// <summary>What the model is, in words.</summary>
    public string Description { get; init; } = "";

    /// <summary>Further statements of its authors, by name.</summary>
    public IReadOnlyDictionary<string, string> Properties { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);
}
