using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;
using BioDL.Data;

namespace BioDL.Tests.Data;

/// <summary>A set of files made up for a test, with everything that a server needs to offer it.</summary>
internal sealed class SmallSet
{
    public SmallSet(int count, int bytes, long archiveBytes = 0)
    {
        var random = new Random(count + bytes);
        for (var i = 0; i < count; i++)
        {
            var content = new byte[bytes];
            random.NextBytes(content);
            Contents.Add($"folder/file {i}.bin", content);
        }
        Manifest = new DatasetManifest
        {
            Id = "small",
            Kind = "files",
            Repository = "owner/name",
            Commit = new string('a', 40),
            ArchiveBytes = archiveBytes,
            OwnFiles = [.. Contents.Select(item => new DatasetFile(
                "", "", "", "part", item.Key, item.Value.Length, Convert.ToHexStringLower(SHA256.HashData(item.Value))))],
        };
    }

    public Dictionary<string, byte[]> Contents { get; } = [];

    public DatasetManifest Manifest { get; }

    public IReadOnlyList<DatasetFile> Files => Manifest.OwnFiles!;

    public byte[] First => Contents[Files[0].Path];

    /// <summary>What a good mirror offers.</summary>
    public Dictionary<string, byte[]> OnMirror => Contents.ToDictionary(item => $"owner/name/{Manifest.Commit}/{item.Key}", item => item.Value);

    /// <summary>The path at which the network offers the archive.</summary>
    public string ArchivePath => $"archives/owner/name/archive/{Manifest.Commit}.tar.gz";

    public string Folder => $"name-{Manifest.Commit}/";

    /// <summary>An archive of the set, after what else a test puts into it.</summary>
    public byte[] Archive(Action<TarWriter>? before = null)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        using (var tar = new TarWriter(gzip, TarEntryFormat.Pax))
        {
            before?.Invoke(tar);
            foreach (var (path, content) in Contents)
                tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, Folder + path) { DataStream = new MemoryStream(content) });
        }
        return packed.ToArray();
    }
}
