using System.Text.Json;
using BioDL.Data;

namespace BioDL.Models;

/// <summary>The models that can be searched: those that ship, and a snapshot of the Bioimage Model Zoo.</summary>
public sealed class ZooCollection
{
    private const string Manifest = "zoo-collection";

    private ZooCollection(IReadOnlyList<ZooEntry> entries, IReadOnlyList<string> dataSets, string? why) => (Entries, DataSets, WhyIncomplete) = (entries, dataSets, why);

    /// <summary>All models.</summary>
    public IReadOnlyList<ZooEntry> Entries { get; }

    /// <summary>Identifiers of the data sets of the snapshot, and of those that this library knows: an id among them leads somewhere.</summary>
    public IReadOnlyList<string> DataSets { get; }

    /// <summary>Why the snapshot is missing; null when it is there.</summary>
    public string? WhyIncomplete { get; }

    /// <summary>Reads the snapshot, fetching it if need be (0.6 MB); without it, the models that ship remain.</summary>
    public static ZooCollection Open()
    {
        try
        {
            return Read(FileSet.Open(Manifest));
        }
        catch (DatasetException fault)
        {
            return OfShipped(fault.Message);
        }
    }

    /// <summary>The same, without a look at the network.</summary>
    public static ZooCollection AtHand() => DataStore.FromEnvironment().Missing(DatasetManifest.Of(Manifest)).Count == 0
        ? Open()
        : OfShipped("the snapshot of the zoo is not at hand");

    /// <summary>The models that ship alone.</summary>
    /// <param name="why">Why the snapshot is missing.</param>
    internal static ZooCollection OfShipped(string why) => new(Shipped(), DatasetManifest.Known, why);

    private static ZooEntry[] Shipped() => [.. ShippedFiles.Names.Select(name => new ZooEntry { Id = name, Ships = true, Description = Zoo.Open(name).Description })];

    private static ZooCollection Read(FileSet set)
    {
        using var index = JsonDocument.Parse(set.Read("collection.json"));
        JsonElement[] all = [.. index.RootElement.GetProperty("collection").EnumerateArray()];
        var models = all.Where(each => Text(each, "type") == "model").ToDictionary(each => Text(each, "id")!, StringComparer.Ordinal);
        var entries = new List<ZooEntry>(Shipped());
        foreach (var file in set.Files.Where(file => file.Role == "rdf.yaml"))
            entries.Add(Entry(set, file, models.GetValueOrDefault(file.Sample)));
        string[] data = [.. all.Where(each => Text(each, "type") == "dataset").Select(each => Text(each, "id")!), .. DatasetManifest.Known];
        return new ZooCollection(entries, data, null);
    }

    private static ZooEntry Entry(FileSet set, DatasetFile file, JsonElement listed)
    {
        var summary = set.Files.FirstOrDefault(other => other.Sample == file.Sample && other.Role == "test_summary.yaml");
        return new ZooEntry
        {
            Id = file.Sample,
            Nickname = Text(listed, "nickname"),
            Description = DescriptionReader.Read(set.Read(file.Path), file.Path).Description,
            Downloads = listed.ValueKind == JsonValueKind.Object && listed.TryGetProperty("download_count", out var count) && count.TryGetInt64(out var number) ? number : null,
            Test = summary is null ? null : PublishedTest.Read(set.Read(summary.Path)),
        };
    }

    private static string? Text(JsonElement element, string key) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(key, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
