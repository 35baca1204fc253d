using System.Security.Cryptography;

namespace BioDL.Data;

/// <summary>
/// A folder that holds copies of public files under <c>owner/name/commit/path</c>: what an instructor hands round where the network is weak.
/// It is named by the environment variable <c>BIODL_MIRROR</c>.
/// </summary>
/// <param name="Folder">The folder's path.</param>
public sealed record Mirror(string Folder)
{
    /// <summary>The environment variable that names the mirror.</summary>
    public const string Variable = "BIODL_MIRROR";

    /// <summary>The mirror that the environment names, or the reason why there is none.</summary>
    public static (Mirror? Mirror, string Reason) FromEnvironment() => At(Environment.GetEnvironmentVariable(Variable));

    /// <summary>The mirror in a folder, or the reason why there is none.</summary>
    public static (Mirror? Mirror, string Reason) At(string? folder)
    {
        if (string.IsNullOrWhiteSpace(folder))
            return (null, $"{Variable} is not set, so no folder with the real images is known");
        if (folder.StartsWith("http:", StringComparison.OrdinalIgnoreCase) || folder.StartsWith("https:", StringComparison.OrdinalIgnoreCase))
            return (null, $"{Variable} is the address '{folder}', and this version reads folders only");
        return Directory.Exists(folder)
            ? (new Mirror(Path.GetFullPath(folder)), "")
            : (null, $"{Variable} names the folder '{folder}', which does not exist");
    }

    /// <summary>Where a data set's files lie; null when they do not lie here, with the reason.</summary>
    public (string? Folder, string Reason) Find(DatasetManifest manifest, IReadOnlyList<DatasetFile> files)
    {
        ArgumentNullException.ThrowIfNull(manifest);
        ArgumentNullException.ThrowIfNull(files);
        var folder = Path.Combine([Folder, .. manifest.Repository.Split('/'), manifest.Commit]);
        if (!Directory.Exists(folder))
            return (null, $"the mirror {Folder} does not hold {manifest.Repository} at commit {manifest.Commit[..8]}");
        var missing = files.Where(file => !HasSize(PathOf(folder, file), file.Bytes)).ToList();
        return missing.Count == 0
            ? (folder, "")
            : (null, $"the mirror {Folder} lacks {missing.Count} of {files.Count} files of {manifest.Id} or holds them in another size, {missing[0].Path} for one");
    }

    /// <summary>The content of a file, after its checksum was found right.</summary>
    /// <param name="folder">What <see cref="Find"/> returned.</param>
    /// <param name="file">A file of the manifest.</param>
    /// <exception cref="DatasetException">The file cannot be read, or is not the one that the manifest pins.</exception>
    public static byte[] Read(string folder, DatasetFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        var path = PathOf(folder, file);
        byte[] content;
        try
        {
            content = HasSize(path, file.Bytes) ? File.ReadAllBytes(path) : throw new FileNotFoundException($"no file of {file.Bytes} bytes");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new DatasetException($"{path} cannot be read: {fault.Message}. Copy the mirror again.", fault);
        }
        var found = Convert.ToHexStringLower(SHA256.HashData(content));
        return found == file.Sha256
            ? content
            : throw new DatasetException(
                $"{path} is not the file that the manifest pins: its SHA-256 is {found[..12]}…, expected {file.Sha256[..12]}…. Copy the mirror again.");
    }

    private static bool HasSize(string path, long bytes) => new FileInfo(path) is { Exists: true } info && info.Length == bytes;

    private static string PathOf(string folder, DatasetFile file)
    {
        var path = Path.GetFullPath(Path.Combine([folder, .. file.Path.Split('/')]));
        return path.StartsWith(Path.GetFullPath(folder) + Path.DirectorySeparatorChar, StringComparison.Ordinal)
            ? path
            : throw new DatasetException($"The path '{file.Path}' leads out of the data set's folder; it is not read.");
    }
}
