using System.Security.Cryptography;
using BioDL.Hosting;

namespace BioDL.Data;

/// <summary>
/// Pinned files, wherever they are: in the user's cache, a shared cache or a mirror folder, or to be fetched from a mirror or the network.
/// Every content that it hands out has the checksum that its manifest states.
/// </summary>
public sealed class DataStore
{
    private readonly FileCache cache;

    /// <summary>The files of given places.</summary>
    /// <param name="places">Where to look.</param>
    public DataStore(DataPlaces places)
    {
        ArgumentNullException.ThrowIfNull(places);
        Places = places;
        Mirror = Mirror.At(places.MirrorName);
        cache = new FileCache(places.Cache, places.SharedCache);
    }

    internal DataStore(DataPlaces places, FileCache cache)
        : this(places) => this.cache = cache;

    /// <summary>Where it looks.</summary>
    public DataPlaces Places { get; }

    /// <summary>The mirror, or why there is none.</summary>
    public Mirror Mirror { get; }

    /// <summary>How patient it is.</summary>
    internal FetchOptions Options { get; init; } = new();

    /// <summary>The files of the places that the environment names.</summary>
    public static DataStore FromEnvironment() => new(DataPlaces.FromEnvironment());

    /// <summary>The files of a manifest that are not on this machine.</summary>
    public IReadOnlyList<DatasetFile> Missing(DatasetManifest manifest)
    {
        ArgumentNullException.ThrowIfNull(manifest);
        return [.. manifest.ReadFiles().Where(file => Locate(manifest, file) is null)];
    }

    /// <summary>The content of a file that is at hand, after its checksum was found right.</summary>
    /// <exception cref="DatasetException">It is not at hand, or every copy of it is damaged.</exception>
    public byte[] Read(DatasetManifest manifest, DatasetFile file)
    {
        var reasons = new List<string>();
        foreach (var path in Copies(manifest, file).ToList())
        {
            if (TryRead(path, file, out var content, out var reason))
                return content;
            reasons.Add(reason);
            if (path == cache.OwnPath(file))
                cache.Forget(file);
        }
        throw new DatasetException(reasons.Count == 0
            ? $"{file.Path} of {manifest.Id} is not at hand. {HowToGet(manifest)}"
            : $"{string.Join(" ", reasons)} {HowToGet(manifest)}");
    }

    /// <summary>Fetches what is missing of some data sets, and shows how far it is.</summary>
    /// <exception cref="DatasetException">Something could not be fetched; the message says why. What has arrived is kept.</exception>
    /// <exception cref="OperationCanceledException">The user interrupted; what has arrived is kept.</exception>
    public void Fetch(IReadOnlyList<DatasetManifest> manifests)
    {
        if (TryFetch(manifests, Options) is not { } reason)
            return;
        var lacking = manifests.Where(manifest => Missing(manifest).Count > 0).ToList();
        throw new DatasetException(
            $"{string.Join(", ", lacking.Select(manifest => $"{manifest.Id} (lacks {Missing(manifest).Count:N0} of {manifest.ReadFiles().Count:N0} files)"))} "
            + $"could not be fetched: {reason}. What has arrived is kept, so starting again continues. "
            + $"Without a network, set {Mirror.Variable} to a folder or an address that holds the course's files.");
    }

    /// <summary>How to get the files of a manifest that are missing here, as a sentence.</summary>
    internal string HowToGet(DatasetManifest manifest)
    {
        var missing = Missing(manifest);
        var bytes = missing.Sum(file => file.Bytes);
        var archive = manifest.ArchiveBytes > 0 && missing.Count > Fetcher.Few && Mirror.Address is null;
        var size = archive ? $"{manifest.ArchiveBytes / 1e6:0} MB, other sets included" : $"{bytes / 1e6:0.0} MB";
        return $"To get the real files, run './biodl fetch {manifest.Id}' ({size}), or set {Mirror.Variable} to a folder or address that holds them; then start again.";
    }

    /// <returns>Why something is still missing; null when all is at hand.</returns>
    internal string? TryFetch(IReadOnlyList<DatasetManifest> manifests, FetchOptions options)
    {
        if (manifests.All(manifest => Missing(manifest).Count == 0))
            return null;
        var fetcher = new Fetcher(cache, RemoteSource.Of(Places, Mirror), Missing, options);
        var cancellation = Host.Cancellation;
        try
        {
            // On the pool: the host's own thread may be one that waiting tasks need.
            return Prefixed(Task.Run(() => fetcher.FetchAsync(manifests, cancellation), cancellation).GetAwaiter().GetResult());
        }
        catch (StorageException fault)
        {
            return fault.Message;
        }
    }

    /// <summary>The path of a file at hand, in the right size; null when there is none.</summary>
    internal string? Locate(DatasetManifest manifest, DatasetFile file) => Copies(manifest, file).FirstOrDefault();

    private IEnumerable<string> Copies(DatasetManifest manifest, DatasetFile file)
    {
        foreach (var cached in cache.Copies(file))
            yield return cached;
        if (Mirror.Folder is { } folder && Mirror.Within(folder, Mirror.PathOf(manifest, file)) is var path
            && new FileInfo(path) is { Exists: true } info && info.Length == file.Bytes)
            yield return path;
    }

    private string? Prefixed(string? reason) => reason is not null && Mirror is { Folder: null, Address: null } && Places.MirrorName is { Length: > 0 }
        ? $"{Mirror.Problem}; {reason}"
        : reason;

    private static bool TryRead(string path, DatasetFile file, out byte[] content, out string reason)
    {
        (content, reason) = ([], "");
        try
        {
            content = File.ReadAllBytes(path);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            reason = $"{path} cannot be read: {fault.Message}";
            return false;
        }
        var found = Convert.ToHexStringLower(SHA256.HashData(content));
        if (found == file.Sha256)
            return true;
        reason = $"{path} is not the file that the manifest pins: its SHA-256 is {found[..12]}…, expected {file.Sha256[..12]}….";
        return false;
    }
}
