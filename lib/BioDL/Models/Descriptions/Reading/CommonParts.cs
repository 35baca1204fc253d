using System.Text.RegularExpressions;

namespace BioDL.Models;

/// <summary>What all formats write alike: people, citations, files, tags and the like.</summary>
internal static partial class CommonParts
{
    /// <summary>Keys that the zoo's own tools add, or that other programs read.</summary>
    private static readonly string[] OtherKeys =
    [
        "type", "rdf_source", "root_path", "download_url", "icon", "id_emoji", "nickname", "nickname_icon", "badges", "uploader", "version_comment", "language", "framework",
        "source", "sha256", "kwargs", "dependencies", "download_count", "created", "owners", "versions", "version_number", "source_sha256",
    ];

    /// <summary>All but tensors and weights.</summary>
    public static ModelDescription Read(Field root, string format, string text)
    {
        var description = new ModelDescription
        {
            FormatVersion = format,
            Id = root["id"].Text(),
            Name = root["name"].Required("the model's name"),
            Description = root["description"].Text() ?? "",
            Authors = People(root["authors"]),
            Maintainers = People(root["maintainers"]),
            PackagedBy = People(root["packaged_by"]),
            Citations = [.. root["cite"].OneOrMore().Select(Citation)],
            License = root["license"].Text(),
            Documentation = File(root["documentation"]),
            Covers = Files(root["covers"]),
            Attachments = Files(root["attachments"].IsMap ? root["attachments"]["files"] : root["attachments"]),
            Tags = root["tags"].Texts(),
            Links = root["links"].Texts(),
            GitRepository = root["git_repo"].Text(),
            Version = root["version"].Text(),
            Timestamp = root["timestamp"].Text(),
            TrainingData = TrainingData(root["training_data"], text),
            Parent = Parent(root["parent"]),
            RunMode = RunMode(root["run_mode"]),
            Config = Arguments(root["config"]),
            Inputs = [],
            Outputs = [],
            Weights = [],
        };
        return description;
    }

    /// <summary>To be called when all was read.</summary>
    public static void Finish(Field root)
    {
        foreach (var (key, what) in new[]
                 {
                     ("license", "an SPDX identifier such as CC-BY-4.0: without one, nobody may use the model"), ("documentation", "a file that says what the model is for, and for what it is not"),
                     ("authors", "who made it"), ("description", "what it does, in a sentence"), ("cite", "what to cite"), ("training_data", "the data that it was trained on: without it, nobody can judge whether it suits other images"),
                     ("tags", "key words that it is found by"),
                 })
        {
            if (!root[key].Exists)
                root[key].Warn(what);
        }
        root.WarnOfUnknownKeys(OtherKeys);
    }

    /// <summary>A file: text, or a map with <c>source</c> and <c>sha256</c>.</summary>
    public static FileReference? File(Field field)
    {
        if (!field.IsMap)
            return Reference(field, field.Text("a path, an address, or {source, sha256}"), null);
        return Reference(field["source"], field["source"].Required("a path or an address"), Sha256(field["sha256"]));
    }

    /// <summary>A checksum in small letters; null when there is none.</summary>
    public static string? Sha256(Field field)
    {
        if (field.Text() is not { } text)
            return null;
        if (Hash().IsMatch(text))
            return text.ToLowerInvariant();
        field.Error("64 hexadecimal digits");
        return null;
    }

    /// <summary>A reference, its path judged.</summary>
    public static FileReference? Reference(Field field, string? source, string? sha256)
    {
        if (source is not { Length: > 0 })
            return null;
        var file = new FileReference(source, sha256);
        if (!file.IsElsewhere && !PackagePath.TryClean(source, out _, out var why))
            field.Warn($"a path within the package; this one {why}, and will not be opened");
        return file;
    }

    public static IReadOnlyList<FileReference> Files(Field field) => [.. field.OneOrMore().Select(File).OfType<FileReference>()];

    public static IReadOnlyList<Person> People(Field field) => [.. field.OneOrMore().Select(Someone).OfType<Person>()];

    /// <summary>What a function is called with, or what a program keeps: values as they are.</summary>
    public static IReadOnlyDictionary<string, object?> Arguments(Field field) =>
        field.RequireMap() ? (Dictionary<string, object?>)YamlValues.Of(field.Content)! : new Dictionary<string, object?>();

    private static Person? Someone(Field field)
    {
        if (!field.IsMap)
            return field.Text("a name, or {name, affiliation, orcid, github_user, email}") is { Length: > 0 } name ? new Person(name) : null;
        var user = field["github_user"].Text();
        var person = new Person(field["name"].Text() ?? user ?? "", field["affiliation"].Text(), field["orcid"].Text(), user, field["email"].Text());
        if (person.Name.Length == 0)
            field["name"].Error("a name");
        field.WarnOfUnknownKeys();
        return person;
    }

    private static Citation Citation(Field field)
    {
        if (!field.IsMap)
            return new Citation(field.Text("{text, doi, url}") ?? "");
        var citation = new Citation(field["text"].Text() ?? "", Doi(field["doi"].Text()), field["url"].Text());
        if (citation is { Doi: null, Url: null })
            field.Warn("a doi or a url");
        field.WarnOfUnknownKeys();
        return citation;
    }

    private static string? Doi(string? text)
    {
        if (text is null)
            return null;
        var start = text.IndexOf("10.", StringComparison.Ordinal);
        return start > 0 && text.StartsWith("http", StringComparison.Ordinal) ? text[start..] : text;
    }

    private static TrainingData? TrainingData(Field field, string text)
    {
        if (!field.Exists)
            return null;
        var first = field.Content!.Line;
        if (first > 1 && text.Split('\n')[first - 2].StartsWith("training_data", StringComparison.Ordinal))
            first--;
        var comment = YamlComments.Between(text, first, field.Content.EndLine);
        if (!field.IsMap)
            return field.Text("{id} or a data set that is described in place") is { } id ? new TrainingData(id, Comment: comment) : null;
        var url = field["download_url"].Text() ?? field["source"].Text() ?? field["url"].Text() ?? field["rdf_source"].Text();
        var data = new TrainingData(field["id"].Text(), field["name"].Text(), url, comment);
        if (data is { Id: null, Name: null, Url: null })
            field.Warn("an id, a name or an address");
        return data;
    }

    private static string? Parent(Field field) => field.IsMap ? field["id"].Text() ?? field["uri"].Text() : field.Text("{id} of another model");

    private static string? RunMode(Field field)
    {
        if (!field.IsMap)
            return field.Text("{name, kwargs}");
        if (field["kwargs"] is { Content: YamlMapping { Entries.Count: > 0 } } arguments)
            arguments.Warn("nothing: this program has no special ways to run a model, and leaves this out");
        return field["name"].Required("the way's name");
    }

    [GeneratedRegex(@"^[0-9a-fA-F]{64}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Hash();
}
