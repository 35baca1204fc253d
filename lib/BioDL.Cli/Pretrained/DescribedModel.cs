using BioDL.Models;

namespace BioDL.Cli.Pretrained;

/// <summary>A model's description, and what is here besides.</summary>
/// <param name="Name">What it was named.</param>
/// <param name="Description">What its authors say.</param>
/// <param name="From">Where the description comes from, in words.</param>
internal sealed record DescribedModel(string Name, ModelDescription Description, string From)
{
    /// <summary>The model with its files; null for one of the zoo's snapshot.</summary>
    public ZooModel? Model { get; private init; }

    /// <summary>The entry of the zoo's snapshot; null for other models.</summary>
    public ZooEntry? Entry { get; private init; }

    public static DescribedModel Of(string name, ZooModel model)
    {
        var package = model.Package;
        var from = File.Exists(name) || Directory.Exists(name) ? $"{Path.GetFullPath(name)}"
            : package.Name == name ? "ships with the course" : $"pinned by the manifest {package.Name}, files verified by checksum";
        return new DescribedModel(name, model.Description, $"{from} ({package.DescriptionPath})") { Model = model };
    }

    public static DescribedModel Of(ZooEntry entry) =>
        new(entry.Nickname ?? entry.Id, entry.Description, "the snapshot of the Bioimage Model Zoo; only the description is here, not the weights") { Entry = entry };

    /// <summary>The other descriptions of the package that can be read, the oldest format first, and those that are wrong.</summary>
    public (IReadOnlyList<(string Path, ModelDescription Description)> Versions, IReadOnlyList<(string Path, DescriptionException Fault)> Invalid) Versions()
    {
        var versions = new List<(string Path, ModelDescription Description)>();
        var invalid = new List<(string, DescriptionException)>();
        foreach (var path in Model is { } model ? model.Package.Descriptions : [])
        {
            try
            {
                var yaml = System.Text.Encoding.UTF8.GetString(Model!.Package.Read(new FileReference(path)));
                versions.Add((path, ModelDescription.Parse(yaml, path)));
            }
            catch (DescriptionException fault)
            {
                invalid.Add((path, fault));
            }
        }
        return ([.. versions.OrderBy(version => Version.TryParse(version.Description.FormatVersion, out var number) ? number : new Version(0, 0))], invalid);
    }
}
