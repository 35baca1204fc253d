using BioDL.Hosting;

namespace BioDL.Models;

/// <summary>Reads the weights of all formats.</summary>
internal static class WeightsReader
{
    /// <summary>Names that older formats used.</summary>
    private static readonly Dictionary<string, string> Renamed = new() { ["pytorch_script"] = "torchscript" };

    public static IReadOnlyList<WeightsDescription> Read(Field root)
    {
        var weights = root["weights"];
        if (!weights.IsMap || weights.Entries().Count == 0)
        {
            weights.Error($"at least one of {string.Join(", ", WeightsDescription.Formats)}");
            return [];
        }
        var found = new List<(WeightsDescription Weights, Field Field)>();
        foreach (var (key, field) in weights.Entries())
        {
            var format = Renamed.GetValueOrDefault(key, key);
            if (!WeightsDescription.Formats.Contains(format, StringComparer.Ordinal))
                field.Problems.Warn(field.Path, $"'{key}'", Spelling.Nearest(key, WeightsDescription.Formats) is { } meant ? $"'{meant}', probably" : $"one of {string.Join(", ", WeightsDescription.Formats)}", field.Content?.Line);
            if (field.RequireMap("{source, sha256, …}"))
                found.Add((One(format, field, root), field));
            else if (!field.Exists)
                field.Error("{source, sha256, …}");
        }
        return [.. found.Select(one => one.Weights with { Parent = ParentOf(one.Field, found) })];
    }

    private static WeightsDescription One(string format, Field field, Field root)
    {
        var isTorch = format == "pytorch_state_dict";
        var weights = new WeightsDescription
        {
            Format = format,
            File = CommonParts.Reference(field["source"], field["source"].Required("a path or an address"), CommonParts.Sha256(field["sha256"])) ?? new FileReference(""),
            OpsetVersion = field["opset_version"].Whole(1),
            FrameworkVersion = Framework(field),
            Dependencies = Dependencies(field["dependencies"]) ?? (isTorch ? Dependencies(root["dependencies"]) : null),
            ExternalData = CommonParts.File(field["external_data"]),
            Authors = CommonParts.People(field["authors"]),
            Comment = field["comment"].Text(),
        };
        if (!field["sha256"].Exists)
            field["sha256"].Warn("a checksum: without it nobody can tell whether these are the published weights");
        if (format == WeightsDescription.Onnx && !field["opset_version"].Exists)
            field["opset_version"].Warn("the ONNX operator set, a whole number ≥ 1");
        if (isTorch)
            weights = Architecture(weights, field, root);
        _ = field["parent"];
        field.WarnOfUnknownKeys("attachments", "architecture", "architecture_sha256", "kwargs", "tensorflow_version", "pytorch_version");
        return weights;
    }

    private static string? Framework(Field field) =>
        field["pytorch_version"].Text() ?? field["tensorflow_version"].Text() ?? field["keras_version"].Text();

    /// <summary>Format 0.5 has a map, 0.4 a text with arguments beside it, 0.3 both at the top.</summary>
    private static WeightsDescription Architecture(WeightsDescription weights, Field field, Field root)
    {
        var architecture = field["architecture"];
        if (architecture.IsMap)
        {
            var callable = architecture["callable"].Required("the name of a class or function");
            var written = weights with { ArchitectureArguments = CommonParts.Arguments(architecture["kwargs"]), ArchitectureSha256 = CommonParts.Sha256(architecture["sha256"]) };
            return written with
            {
                Architecture = architecture["import_from"].Text() is { } module ? $"{module}.{callable}" : $"{architecture["source"].Required("a path or an address")}:{callable}",
            };
        }
        var top = !architecture.Exists && root["source"].Exists;
        return weights with
        {
            Architecture = (top ? root["source"] : architecture).Text(),
            ArchitectureSha256 = CommonParts.Sha256(top ? root["sha256"] : field["architecture_sha256"]),
            ArchitectureArguments = CommonParts.Arguments(top ? root["kwargs"] : field["kwargs"]),
        };
    }

    private static FileReference? Dependencies(Field field)
    {
        const string Conda = "conda:";
        if (field.IsMap)
            return CommonParts.File(field);
        var text = field.Text("a file such as environment.yaml");
        return text is null ? null : new FileReference(text.StartsWith(Conda, StringComparison.Ordinal) ? text[Conda.Length..] : text);
    }

    /// <summary>The format that weights were converted from; format 0.3 names the file instead.</summary>
    private static string? ParentOf(Field field, List<(WeightsDescription Weights, Field Field)> all)
    {
        var parent = field["parent"].Text("another format of these weights");
        if (parent is null)
            return null;
        if (all.Find(one => one.Weights.File.Source == parent).Weights is { } source)
            return source.Format;
        parent = Renamed.GetValueOrDefault(parent, parent);
        if (all.Exists(one => one.Weights.Format == parent))
            return parent;
        field["parent"].Error($"another format of these weights: {string.Join(", ", all.Where(one => one.Field != field).Select(one => one.Weights.Format))}");
        return null;
    }
}
