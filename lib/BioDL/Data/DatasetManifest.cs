using System.Reflection;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace BioDL.Data;

/// <summary>
/// What is known of a data set or model before any of its files is at hand: what it is, where it comes from, and the checksum of every file.
/// The manifests are part of the library; their sources are the files of <c>data-manifests/</c>.
/// </summary>
public sealed record DatasetManifest
{
    private static readonly Assembly Library = typeof(DatasetManifest).Assembly;

    /// <summary>Short name: <c>dsb2018-fluo</c>.</summary>
    public string Id { get; init; } = "";

    /// <summary><c>samples</c>: labelled images, for <see cref="Dataset.Open"/>; <c>files</c>: a model or a collection, for <see cref="FileSet.Open"/>.</summary>
    public string Kind { get; init; } = "";

    /// <summary>What it is, in words.</summary>
    public string Title { get; init; } = "";

    /// <summary>How the images were made.</summary>
    public string Modality { get; init; } = "";

    /// <summary>Licence of the images, as an SPDX identifier.</summary>
    public string Licence { get; init; } = "";

    /// <summary>What to cite.</summary>
    public string Citation { get; init; } = "";

    /// <summary>Public repository that holds the files: <c>owner/name</c>.</summary>
    public string Repository { get; init; } = "";

    /// <summary>The repository's commit, 40 hexadecimal digits.</summary>
    public string Commit { get; init; } = "";

    /// <summary>
    /// About the size of the archive of the whole commit, where fetching that is better than one request per file; 0 where it is not.
    /// </summary>
    public long ArchiveBytes { get; init; }

    /// <summary>Name of the table of files beside this manifest.</summary>
    public string Files { get; init; } = "";

    /// <summary>
    /// How images are read: <c>grey</c> joins colour channels into one (exactly, where they are equal); <c>colour</c> gives red, green and blue,
    /// without opacity; empty leaves them as they are.
    /// </summary>
    public string ReadAs { get; init; } = "";

    /// <summary>
    /// How label files are read: <c>one-file-per-object</c>, <c>instance-ids</c> (one picture, a number per object), or <c>levels</c> (one
    /// picture, a grey level per region: see <see cref="Levels"/>).
    /// </summary>
    public string LabelsAs { get; init; } = "";

    /// <summary>With <c>levels</c>: the regions in the order of their numbers (1, 2, …), each with its grey level in the file; 0 is background.</summary>
    public IDictionary<string, int> Levels { get; init; } = new Dictionary<string, int>();

    /// <summary>The names of the classes 1, 2, … of a table of classes; empty where samples have none.</summary>
    public IEnumerable<string> Classes { get; init; } = [];

    /// <summary>Side of a pixel in micrometres where the files do not say it; null when nobody recorded it.</summary>
    public double? PixelSize { get; init; }

    /// <summary>What the labels are, and what they are not.</summary>
    public string Labels { get; init; } = "";

    /// <summary>What a group is: the unit that is independent of the others.</summary>
    public string Groups { get; init; } = "";

    /// <summary>The simulation that stands in where the files are not at hand.</summary>
    public string StandIn { get; init; } = "";

    /// <summary>The names of all data sets and models that this library knows.</summary>
    public static IReadOnlyList<string> Known { get; } =
        [.. Library.GetManifestResourceNames().Where(name => name.EndsWith(".yaml", StringComparison.Ordinal) && !name.Contains('/')).Select(name => name[..^5]).Order(StringComparer.Ordinal)];

    /// <summary>The manifest of a data set or model.</summary>
    /// <exception cref="DatasetException">There is no data set of that name.</exception>
    public static DatasetManifest Of(string id)
    {
        if (!Known.Contains(id, StringComparer.Ordinal))
            throw new DatasetException($"There is no data set named '{id}'. Known are: {string.Join(", ", Known)}.");
        using var yaml = new StreamReader(Library.GetManifestResourceStream(id + ".yaml")!);
        return new DeserializerBuilder()
            .WithNamingConvention(HyphenatedNamingConvention.Instance)
            .Build().Deserialize<DatasetManifest>(yaml);
    }

    /// <summary>The files of a manifest that is not one of the library's.</summary>
    internal IReadOnlyList<DatasetFile>? OwnFiles { get; init; }

    /// <summary>Every file, in the order of the table.</summary>
    public IReadOnlyList<DatasetFile> ReadFiles() => OwnFiles ?? FileTable.Read(new StreamReader(Library.GetManifestResourceStream(Files)!));
}
