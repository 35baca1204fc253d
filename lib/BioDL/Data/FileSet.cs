namespace BioDL.Data;

/// <summary>
/// Files that belong together without being samples: a published model, or a collection's descriptions. They come from the cache, the mirror
/// or the network like images do.
/// </summary>
public sealed class FileSet
{
    private readonly DataStore store;
    private readonly Dictionary<string, DatasetFile> byName;

    private FileSet(DatasetManifest manifest, IReadOnlyList<DatasetFile> files, DataStore store)
    {
        Manifest = manifest;
        Files = files;
        this.store = store;
        byName = files.ToDictionary(file => file.Path, StringComparer.Ordinal);
        foreach (var same in files.GroupBy(file => file.Path[(file.Path.LastIndexOf('/') + 1)..]).Where(alike => alike.Count() == 1))
            byName.TryAdd(same.Key, same.Single());
    }

    /// <summary>What is known of the files.</summary>
    public DatasetManifest Manifest { get; }

    /// <summary>Every file.</summary>
    public IReadOnlyList<DatasetFile> Files { get; }

    /// <summary>Opens a set of files; what is not at hand is fetched.</summary>
    /// <param name="id">Its name: <c>model-unet2d-nuclei-broad</c>.</param>
    /// <exception cref="DatasetException">Unknown name, or the files cannot be had; the message says why and what to do.</exception>
    public static FileSet Open(string id) => OpenFrom(DataStore.FromEnvironment(), id);

    internal static FileSet OpenFrom(DataStore store, string id)
    {
        var manifest = DatasetManifest.Of(id);
        store.Fetch([manifest]);
        return new FileSet(manifest, manifest.ReadFiles(), store);
    }

    /// <summary>The content of a file, after its checksum was found right.</summary>
    /// <param name="name">Its path in the repository, or its name alone where no other file has it: <c>weights.onnx</c>.</param>
    /// <exception cref="DatasetException">There is no such file, or it cannot be read.</exception>
    public byte[] Read(string name) => byName.TryGetValue(name, out var file)
        ? store.Read(Manifest, file)
        : throw new DatasetException($"{Manifest.Id} holds no file '{name}'. Its files are: {string.Join(", ", Files.Select(one => one.Path))}.");
}
