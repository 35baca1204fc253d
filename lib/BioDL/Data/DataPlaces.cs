namespace BioDL.Data;

/// <summary>Where pinned files are looked for: caches, a mirror, the network.</summary>
public sealed record DataPlaces
{
    /// <summary>The environment variable that names the folder of the user's cache.</summary>
    public const string CacheVariable = "BIODL_CACHE";

    /// <summary>The environment variable that names a cache that is only read: one for all users of a hub.</summary>
    public const string SharedCacheVariable = "BIODL_SHARED_CACHE";

    /// <summary>The folder of the user's cache; it is made when the first file is fetched.</summary>
    public required string Cache { get; init; }

    /// <summary>A cache that is read and never written; null when there is none.</summary>
    public string? SharedCache { get; init; }

    /// <summary>The mirror as the environment names it: a folder, an http address, or null.</summary>
    public string? MirrorName { get; init; }

    /// <summary>The folder of data sets that the user made from own images.</summary>
    public string Own { get; init; } = DefaultOwn();

    /// <summary>Where single files lie for users with a network; null for none.</summary>
    internal Uri? Network { get; init; } = new("https://raw.githubusercontent.com/");

    /// <summary>Where archives of whole commits lie for users with a network.</summary>
    internal Uri NetworkArchives { get; init; } = new("https://github.com/");

    /// <summary>The places that the environment names, and the defaults for the rest.</summary>
    public static DataPlaces FromEnvironment() => new()
    {
        Cache = Named(CacheVariable) ?? DefaultCache(),
        SharedCache = Named(SharedCacheVariable),
        MirrorName = Named(Mirror.Variable),
    };

    private static string? Named(string variable) => Environment.GetEnvironmentVariable(variable) is { } value && !string.IsNullOrWhiteSpace(value) ? value : null;

    // The course's own state folder; the user's folder where a notebook runs without the course's command.
    private static string DefaultOwn() => Named("BIODL_ROOT") is { } root
        ? Path.Combine(root, ".biodl", "own")
        : Path.Combine(Path.GetDirectoryName(DefaultCache())!, "own");

    private static string DefaultCache()
    {
        var local = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData);
        return local.Length > 0 ? Path.Combine(local, "BioDL", "cache") : Path.Combine(Path.GetTempPath(), "biodl-cache");
    }
}
