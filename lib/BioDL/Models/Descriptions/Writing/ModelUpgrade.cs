namespace BioDL.Models;

/// <summary>A description brought to format 0.5.4.</summary>
/// <param name="Description">The same in the newer format.</param>
/// <param name="Notes">What had to be filled in, and what the newer format cannot say, in words.</param>
public sealed record ModelUpgrade(ModelDescription Description, IReadOnlyList<string> Notes)
{
    /// <summary>The format that is written.</summary>
    public const string Format = "0.5.4";

    /// <summary>The description as YAML; read again, it gives <see cref="Description"/>.</summary>
    public string ToYaml() => DescriptionWriter.Write(Description);

    internal static ModelUpgrade Of(ModelDescription description)
    {
        var notes = new List<string>();
        var upgraded = description with
        {
            FormatVersion = Format,
            Inputs = [.. description.Inputs.Select((tensor, i) => TensorUpgrade.Of(tensor, $"inputs[{i}]", notes))],
            Outputs = [.. description.Outputs.Select((tensor, i) => TensorUpgrade.Of(tensor, $"outputs[{i}]", notes))],
            TrainingData = description.TrainingData is { } data ? data with { Comment = OneLine(data.Comment) } : null,
        };
        foreach (var (what, isMissing) in new[] { ("documentation", description.Documentation is null), ("license", description.License is null), ("authors", description.Authors.Count == 0), ("cite", description.Citations.Count == 0) })
        {
            if (isMissing)
                notes.Add($"{what}: the format asks for it, but the description does not say it; nothing is written.");
        }
        foreach (var weights in description.Weights.Where(weights => weights.Format != WeightsDescription.Onnx && weights.FrameworkVersion is null))
            notes.Add($"weights.{weights.Format}: the format asks for the version of the program that wrote them, which is not known.");
        if (upgraded.TrainingData is { Id: null })
            notes.Add("training_data: the format wants an id, or a data set described in full; what is known is written.");
        return new ModelUpgrade(upgraded, notes);
    }

    private static string? OneLine(string? comment) =>
        comment is null ? null : string.Join(' ', comment.Split([' ', '\n', '\r', '\t', '\u0085', '\u2028', '\u2029'], StringSplitOptions.RemoveEmptyEntries)) is { Length: > 0 } line ? line : null;
}
