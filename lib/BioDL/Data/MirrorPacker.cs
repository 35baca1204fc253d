using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;
using BioDL.Hosting;

namespace BioDL.Data;

/// <summary>
/// Writes a mirror: a folder with the pinned files under <c>owner/name/commit/path</c>, and one archive per set of many files, so that a room of
/// trainees can fetch it quickly. What is there and right is left as it is.
/// </summary>
/// <param name="store">Where the files come from; they are to be at hand.</param>
/// <param name="folder">The mirror's folder.</param>
public sealed class MirrorPacker(DataStore store, string folder)
{
    private readonly string folder = Path.GetFullPath(folder);

    /// <summary>Writes some sets into the mirror.</summary>
    /// <returns>How many bytes were written; 0 when all was there.</returns>
    /// <exception cref="DatasetException">A file is not at hand or is damaged, or the folder cannot be written.</exception>
    public long Pack(IReadOnlyList<DatasetManifest> manifests)
    {
        ArgumentNullException.ThrowIfNull(manifests);
        using var progress = Progress.StartBytes("Packing", manifests.Sum(manifest => manifest.ReadFiles().Sum(file => file.Bytes)));
        try
        {
            return manifests.Sum(manifest => Pack(manifest, progress));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new DatasetException(
                $"The mirror {folder} cannot be written: {fault.Message.TrimEnd('.')}. Make room, or choose another folder; what was packed is kept.", fault);
        }
    }

    private long Pack(DatasetManifest manifest, Progress progress)
    {
        var files = manifest.ReadFiles();
        var written = 0L;
        foreach (var file in files)
        {
            var path = Mirror.Within(folder, Mirror.PathOf(manifest, file));
            if (!IsRight(path, file))
            {
                WriteWhole(path, stream => stream.Write(store.Read(manifest, file)));
                written += file.Bytes;
            }
            progress.Add(file.Bytes);
        }
        var archive = Mirror.Within(folder, Mirror.ArchivePathOf(manifest));
        if (files.Count > Fetcher.Few && (written > 0 || !File.Exists(archive)))
            WriteWhole(archive, stream => WriteArchive(stream, manifest, files));
        return written;
    }

    private void WriteArchive(Stream stream, DatasetManifest manifest, IReadOnlyList<DatasetFile> files)
    {
        using var gzip = new GZipStream(stream, CompressionLevel.Fastest, leaveOpen: true);
        using var tar = new TarWriter(gzip, TarEntryFormat.Pax);
        foreach (var file in files)
        {
            using var content = File.OpenRead(Mirror.Within(folder, Mirror.PathOf(manifest, file)));
            tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, Fetcher.ArchiveFolder(manifest) + file.Path)
            {
                DataStream = content,
                ModificationTime = DateTimeOffset.UnixEpoch,
                Mode = UnixFileMode.UserRead | UnixFileMode.GroupRead | UnixFileMode.OtherRead,
            });
        }
    }

    private static bool IsRight(string path, DatasetFile file)
    {
        if (new FileInfo(path) is not { Exists: true } info || info.Length != file.Bytes)
            return false;
        using var content = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(content)) == file.Sha256;
    }

    private static void WriteWhole(string path, Action<Stream> write)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        WholeFile.Write(path, unfinished =>
        {
            using var stream = new FileStream(unfinished, FileMode.CreateNew);
            write(stream);
        });
    }
}
