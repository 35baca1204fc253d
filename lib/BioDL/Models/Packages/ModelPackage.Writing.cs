using System.IO.Compression;
using System.Text;

namespace BioDL.Models;

public sealed partial class ModelPackage
{
    private const string WrittenName = "rdf.yaml";

    /// <summary>Read and write for the owner, read for others: what an unpacked file may.</summary>
    private const int PlainFile = unchecked((int)0x81A40000);

    private static readonly DateTimeOffset Always = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>
    /// Writes a package: a zip with the description in format 0.5 and its files, with a checksum for each. The same content gives the same bytes on the same system. An
    /// earlier file of that name is replaced when all is written.
    /// </summary>
    /// <param name="path">The zip file.</param>
    /// <param name="description">The description; checksums that it lacks are filled in.</param>
    /// <param name="files">The files by their paths within the package: all that the description names, and no others.</param>
    /// <returns>The description as it was written, and what had to be changed to write it.</returns>
    /// <exception cref="PackageException">A file is missing, too many, or not the one that the description's checksum states.</exception>
    /// <exception cref="DescriptionException">The description would be refused when it is read.</exception>
    public static ModelUpgrade Write(string path, ModelDescription description, IReadOnlyDictionary<string, byte[]> files)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        ArgumentNullException.ThrowIfNull(description);
        ArgumentNullException.ThrowIfNull(files);
        var upgrade = PackageChecksums.Fill(description, files).Upgrade();
        var yaml = Encoding.UTF8.GetBytes(upgrade.ToYaml());
        DescriptionReader.Read(yaml, WrittenName);
        var unfinished = $"{path}.{Guid.NewGuid():N}.tmp";
        try
        {
            using (var archive = ZipFile.Open(unfinished, ZipArchiveMode.Create))
            {
                Add(archive, WrittenName, yaml);
                foreach (var (name, content) in files.OrderBy(file => file.Key, StringComparer.Ordinal))
                    Add(archive, name, content);
            }
            File.Move(unfinished, path, overwrite: true);
        }
        finally
        {
            File.Delete(unfinished);
        }
        return upgrade;
    }

    /// <summary>The files that the description names and the package holds, by path: what <see cref="Write"/> takes.</summary>
    /// <exception cref="PackageException">A file's checksum is not the one described.</exception>
    public IReadOnlyDictionary<string, byte[]> ReadAll() =>
        PackageChecksums.References(Description).Where(Holds).GroupBy(Find).ToDictionary(same => same.Key, same => Read(same.FirstOrDefault(file => file.Sha256 is not null) ?? same.First()));

    // Stored, not compressed: weights hardly shrink, and no version of a compressor can change the bytes.
    private static void Add(ZipArchive archive, string name, byte[] content)
    {
        var entry = archive.CreateEntry(name, CompressionLevel.NoCompression);
        (entry.LastWriteTime, entry.ExternalAttributes) = (Always, PlainFile);
        using var stream = entry.Open();
        stream.Write(content);
    }
}
