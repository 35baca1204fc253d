namespace BioDL.Models;

/// <summary>Writes descriptions of format 0.5.</summary>
internal static class DescriptionWriter
{
    public static string Write(ModelDescription description)
    {
        var yaml = YamlPen.Write(new YamlMap
        {
            { "format_version", description.FormatVersion }, { "type", "model" }, { "id", description.Id }, { "name", description.Name }, { "description", Some(description.Description) },
            { "authors", Some(description.Authors, Person) }, { "maintainers", Some(description.Maintainers, Person) }, { "packaged_by", Some(description.PackagedBy, Person) },
            { "cite", Some(description.Citations, Citation) }, { "license", description.License }, { "documentation", File(description.Documentation) },
            { "covers", Some(description.Covers, File) }, { "attachments", Some(description.Attachments, Pair) }, { "tags", Some(description.Tags, tag => tag) },
            { "links", Some(description.Links, link => link) }, { "git_repo", description.GitRepository }, { "version", description.Version }, { "timestamp", description.Timestamp },
            { "parent", description.Parent is { } parent ? new YamlMap { { "id", parent } } : null }, { "run_mode", description.RunMode is { } mode ? new YamlMap { { "name", mode } } : null },
            { "inputs", Some(description.Inputs, tensor => TensorWriter.Tensor(tensor, true)) }, { "outputs", Some(description.Outputs, tensor => TensorWriter.Tensor(tensor, false)) },
            { "weights", Weights(description.Weights) }, { "training_data", TrainingData(description.TrainingData) }, { "config", description.Config.Count > 0 ? description.Config : null },
        });
        return description.TrainingData?.Comment is { } comment ? WithComment(yaml, comment) : yaml;
    }

    /// <summary>A path or an address alone, or with its checksum.</summary>
    public static object? File(FileReference? file) => file is null ? null : file.Sha256 is null ? file.Source : Pair(file);

    /// <summary>A map even without a checksum, where the format wants one.</summary>
    public static YamlMap Pair(FileReference file) => new() { { "source", file.Source }, { "sha256", file.Sha256 } };

    /// <summary>Nothing for an empty list.</summary>
    public static object? Some<T>(IReadOnlyList<T> items, Func<T, object?> write) => items.Count == 0 ? null : items.Select(write).ToList();

    /// <summary>Nothing for an empty text.</summary>
    public static string? Some(string text) => text.Length == 0 ? null : text;

    private static YamlMap Person(Person person) => new()
    {
        { "name", person.Name }, { "affiliation", person.Affiliation }, { "orcid", person.Orcid }, { "github_user", person.GitHubUser }, { "email", person.Email },
    };

    private static YamlMap Citation(Citation citation) => new() { { "text", citation.Text }, { "doi", citation.Doi }, { "url", citation.Url } };

    private static YamlMap? TrainingData(TrainingData? data) => data is null ? null : new YamlMap { { "id", data.Id }, { "name", data.Name }, { "source", data.Url } };

    private static YamlMap Weights(IReadOnlyList<WeightsDescription> all)
    {
        var map = new YamlMap();
        foreach (var weights in all)
            map.Add(weights.Format, Weights(weights));
        return map;
    }

    private static YamlMap Weights(WeightsDescription weights)
    {
        var framework = weights.Format switch { "pytorch_state_dict" or "torchscript" => "pytorch_version", "keras_v3" => "keras_version", _ => "tensorflow_version" };
        return new YamlMap
        {
            { "source", weights.File.Source }, { "sha256", weights.File.Sha256 }, { "parent", weights.Parent }, { "opset_version", weights.OpsetVersion }, { framework, weights.FrameworkVersion },
            { "external_data", File(weights.ExternalData) }, { "authors", Some(weights.Authors, Person) }, { "architecture", Architecture(weights) },
            { "kwargs", Architecture(weights) is string or null && weights.ArchitectureArguments.Count > 0 ? weights.ArchitectureArguments : null },
            { "architecture_sha256", Architecture(weights) is string or null ? weights.ArchitectureSha256 : null },
            { "dependencies", weights.Dependencies is { } file ? Pair(file) : null }, { "comment", weights.Comment },
        };
    }

    /// <summary><c>file.py:Class</c> and <c>module.Class</c> are maps in format 0.5; anything else stays text.</summary>
    private static object? Architecture(WeightsDescription weights)
    {
        if (weights.Architecture is not { } text)
            return null;
        var colon = text.LastIndexOf(':');
        var at = colon >= 0 ? colon : text.LastIndexOf('.');
        if (at <= 0 || !text[(at + 1)..].All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '_') || at == text.Length - 1)
            return text;
        return new YamlMap
        {
            { colon >= 0 ? "source" : "import_from", text[..at] }, { "sha256", weights.ArchitectureSha256 }, { "callable", text[(at + 1)..] },
            { "kwargs", weights.ArchitectureArguments.Count > 0 ? weights.ArchitectureArguments : null },
        };
    }

    /// <summary>The comment stands beside the first line of the entry: it has been known to say what the entry does not.</summary>
    private static string WithComment(string yaml, string comment)
    {
        var start = yaml.IndexOf("\ntraining_data:", StringComparison.Ordinal);
        var end = yaml.IndexOf('\n', start + 1);
        return yaml.Insert(end, $" # {comment}");
    }
}
