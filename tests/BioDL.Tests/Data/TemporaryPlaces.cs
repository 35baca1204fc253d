using BioDL.Data;

namespace BioDL.Tests.Data;

/// <summary>Places of a test's own: an empty cache, no network, and nothing that the environment names.</summary>
internal sealed class TemporaryPlaces : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public string Cache => At("cache");

    public string MirrorFolder => At("mirror");

    /// <summary>Puts a file into the mirror folder.</summary>
    public void WriteToMirror(DatasetManifest manifest, DatasetFile file, byte[] content)
    {
        var path = Path.Combine(MirrorFolder, Mirror.PathOf(manifest, file));
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, content);
    }

    public string At(string name) => Path.Combine(folder.Path, name);

    public DataPlaces Places(string? mirror = null, Uri? network = null) => new()
    {
        Cache = Cache,
        MirrorName = mirror,
        Network = network is null ? null : new Uri(network, "raw/"),
        NetworkArchives = network is null ? new Uri("http://127.0.0.1:1/") : new Uri(network, "archives/"),
    };

    public DataStore Store(string? mirror = null, Uri? network = null, FetchOptions? options = null) =>
        new(Places(mirror, network)) { Options = options ?? new FetchOptions() };

    public void Dispose() => folder.Dispose();
}
