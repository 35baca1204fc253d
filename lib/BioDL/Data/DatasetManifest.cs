using System.Globalization;
using System.Reflection;
using CsvHelper;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace BioDL.Data;

/// <summary>
/// What is known of a data set before any of its files is at hand: what it is, where it comes from, and the checksum of every file.
/// The manifests are part of the library; their sources are the files of <c>data-manifests/</c>.
/// </summary>
public sealed record DatasetManifest
{
    private static readonly Assembly Library = typeof(DatasetManifest).Assembly;

    /// <summary>Short name: <c>dsb2018-fluo</c>.</summary>
    public string Id { get; init; } = "";

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

    /// <summary>Name of the table of files beside this manifest.</summary>
    public string Files { get; init; } = "";

    /// <summary>How images are read: <c>grey</c> joins equal colour channels into one; empty leaves them as they are.</summary>
    public string ReadAs { get; init; } = "";

    /// <summary>What the labels are, and what they are not.</summary>
    public string Labels { get; init; } = "";

    /// <summary>What a group is: the unit that is independent of the others.</summary>
    public string Groups { get; init; } = "";

    /// <summary>The simulation that stands in where the files are not at hand.</summary>
    public string StandIn { get; init; } = "";

    /// <summary>The names of all data sets that this library knows.</summary>
    public static IReadOnlyList<string> Known { get; } =
        [.. Library.GetManifestResourceNames().Where(name => name.EndsWith(".yaml", StringComparison.Ordinal)).Select(name => name[..^5]).Order(StringComparer.Ordinal)];

    /// <summary>The manifest of a data set.</summary>
    /// <exception cref="DatasetException">There is no data set of that name.</exception>
    public static DatasetManifest Of(string id)
    {
        if (!Known.Contains(id, StringComparer.Ordinal))
            throw new DatasetException($"There is no data set named '{id}'. Known are: {string.Join(", ", Known)}.");
        using var yaml = new StreamReader(Library.GetManifestResourceStream(id + ".yaml")!);
        return new DeserializerBuilder().WithNamingConvention(HyphenatedNamingConvention.Instance).Build().Deserialize<DatasetManifest>(yaml);
    }

    /// <summary>Every file of the data set.</summary>
    public IReadOnlyList<DatasetFile> ReadFiles()
    {
        using var csv = new CsvReader(new StreamReader(Library.GetManifestResourceStream(Files)!), CultureInfo.InvariantCulture);
        csv.Read();
        csv.ReadHeader();
        var files = new List<DatasetFile>();
        while (csv.Read())
        {
            files.Add(new DatasetFile(
                csv.GetField("split")!, csv.GetField("group")!, csv.GetField("sample")!, csv.GetField("role")!,
                csv.GetField("path")!, csv.GetField<long>("bytes"), csv.GetField("sha256")!));
        }
        return files;
    }
}

/// <summary>One file of a data set.</summary>
/// <param name="Split"><c>train</c> or <c>test</c>.</param>
/// <param name="Group">The independent unit (photograph, slide, plate) that it belongs to.</param>
/// <param name="Sample">The sample that it belongs to.</param>
/// <param name="Role"><c>image</c> or <c>mask</c>.</param>
/// <param name="Path">Path within the repository, with forward slashes.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Sha256">Its SHA-256 checksum, 64 hexadecimal digits.</param>
public sealed record DatasetFile(string Split, string Group, string Sample, string Role, string Path, long Bytes, string Sha256);
