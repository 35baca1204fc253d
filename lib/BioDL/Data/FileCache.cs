using System.Security.Cryptography;

namespace BioDL.Data;

/// <summary>
/// Files under the name of their SHA-256 checksum. A file gets its name by a rename when it is complete and was found right, so nobody ever
/// sees half of one, and any number of processes may read and add at the same time without waiting for each other.
/// </summary>
/// <param name="folder">The user's own cache.</param>
/// <param name="shared">A cache that is only read; null when there is none.</param>
internal sealed class FileCache(string folder, string? shared)
{
    private static readonly TimeSpan OldEnoughToDelete = TimeSpan.FromDays(2);

    /// <summary>Opens a file for writing; tests put a full disk here.</summary>
    public Func<string, FileMode, FileStream> Open { get; init; } = (path, mode) =>
        new FileStream(path, mode, FileAccess.ReadWrite, PartialFile.Exclusive);

    /// <summary>The user's own cache.</summary>
    public string Folder { get; } = Path.GetFullPath(folder);

    /// <summary>Where parts of files wait for their rest.</summary>
    public string Partials => Path.Combine(Folder, "partial");

    /// <summary>A file's path when it is here in the right size, else null. Its content was right when it was added.</summary>
    public string? Find(DatasetFile file) => Copies(file).FirstOrDefault();

    /// <summary>Every copy in the right size: the user's own, then the shared one.</summary>
    public IEnumerable<string> Copies(DatasetFile file)
    {
        if (HasSize(OwnPath(file), file.Bytes))
            yield return OwnPath(file);
        if (shared is not null && HasSize(PathIn(shared, file), file.Bytes))
            yield return PathIn(shared, file);
    }

    /// <summary>Where the user's own copy of a file lies, or would lie.</summary>
    public string OwnPath(DatasetFile file) => PathIn(Folder, file);

    /// <summary>Keeps a file.</summary>
    /// <returns>False when the content is not the one that was pinned; then nothing is kept.</returns>
    /// <exception cref="StorageException">The cache cannot be written.</exception>
    public bool Add(DatasetFile file, ReadOnlySpan<byte> content)
    {
        if (content.Length != file.Bytes || Convert.ToHexStringLower(SHA256.HashData(content)) != file.Sha256)
            return false;
        using var partial = Claim($"{file.Sha256}.{Guid.NewGuid():N}");
        partial.Write(content);
        Publish(partial, file);
        return true;
    }

    /// <summary>Takes hold of the part of a file that an earlier attempt left, or of an empty one; nobody else writes to it meanwhile.</summary>
    /// <exception cref="StorageException">The cache cannot be written.</exception>
    public PartialFile Claim(string key) => StorageException.Guard(Folder, () =>
    {
        Directory.CreateDirectory(Partials);
        try
        {
            return new PartialFile(Open(Path.Combine(Partials, key + ".part"), FileMode.OpenOrCreate), Folder);
        }
        catch (IOException) when (File.Exists(Path.Combine(Partials, key + ".part")))
        {
            // Another process is at it: each then fetches for itself, and whoever is first gives the file its name.
            return new PartialFile(Open(Path.Combine(Partials, $"{key}.{Guid.NewGuid():N}.part"), FileMode.CreateNew), Folder);
        }
    });

    /// <summary>Gives a complete file, found right before, its name.</summary>
    /// <exception cref="StorageException">The cache cannot be written.</exception>
    public void Publish(PartialFile partial, DatasetFile file) => StorageException.Guard(Folder, () =>
    {
        Directory.CreateDirectory(Path.GetDirectoryName(OwnPath(file))!);
        partial.MoveTo(OwnPath(file));
        return true;
    });

    /// <summary>Removes the user's own copy of a file that turned out to be damaged.</summary>
    public void Forget(DatasetFile file)
    {
        try
        {
            File.Delete(OwnPath(file));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            // What cannot be deleted is refused again at the next look.
        }
    }

    /// <summary>Removes parts that nobody came back for.</summary>
    public void CleanUp()
    {
        try
        {
            foreach (var part in new DirectoryInfo(Partials).EnumerateFiles("*.part"))
            {
                if (DateTime.UtcNow - part.LastWriteTimeUtc > OldEnoughToDelete)
                    part.Delete();
            }
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            // No such folder, or another process was quicker: there is nothing to clean.
        }
    }

    private static string PathIn(string cache, DatasetFile file) => Path.Combine(cache, "sha256", file.Sha256[..2], file.Sha256);

    private static bool HasSize(string path, long bytes) => new FileInfo(path) is { Exists: true } info && info.Length == bytes;
}
