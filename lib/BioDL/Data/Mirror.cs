namespace BioDL.Data;

/// <summary>
/// A place that holds copies of public files under <c>owner/name/commit/path</c>: what an instructor hands round, or serves to the room, where
/// the network is weak. It is a folder or an http address, named by the environment variable <c>BIODL_MIRROR</c>.
/// </summary>
public sealed record Mirror
{
    /// <summary>The environment variable that names the mirror.</summary>
    public const string Variable = "BIODL_MIRROR";

    private Mirror()
    {
    }

    /// <summary>The folder, in full; null when the mirror is none.</summary>
    public string? Folder { get; private init; }

    /// <summary>The address, ending in a slash; null when the mirror is none.</summary>
    public Uri? Address { get; private init; }

    /// <summary>Why there is no mirror to use, as the part of a sentence; empty when there is one.</summary>
    public string Problem { get; private init; } = "";

    /// <summary>The mirror of that name.</summary>
    /// <param name="name">A folder, an http or https address, or nothing.</param>
    public static Mirror At(string? name)
    {
        if (string.IsNullOrWhiteSpace(name))
            return new Mirror { Problem = $"{Variable} is not set" };
        if (name.StartsWith("http:", StringComparison.OrdinalIgnoreCase) || name.StartsWith("https:", StringComparison.OrdinalIgnoreCase))
        {
            return Uri.TryCreate(name.TrimEnd('/') + "/", UriKind.Absolute, out var address) && address.Host.Length > 0
                ? new Mirror { Address = address }
                : new Mirror { Problem = $"{Variable} is '{name}', which is not a complete address (expected one like http://192.168.1.20:8080)" };
        }
        return Directory.Exists(name)
            ? new Mirror { Folder = Path.GetFullPath(name) }
            : new Mirror { Problem = $"{Variable} names the folder '{name}', which does not exist" };
    }

    /// <summary>Where a file lies below a mirror's top, with forward slashes.</summary>
    public static string PathOf(DatasetManifest manifest, DatasetFile file)
    {
        ArgumentNullException.ThrowIfNull(manifest);
        ArgumentNullException.ThrowIfNull(file);
        return $"{manifest.Repository}/{manifest.Commit}/{file.Path}";
    }

    /// <summary>Where a mirror may keep all files of a data set as one archive, below its top.</summary>
    public static string ArchivePathOf(DatasetManifest manifest)
    {
        ArgumentNullException.ThrowIfNull(manifest);
        return $"archives/{manifest.Id}-{manifest.Commit[..8]}.tar.gz";
    }

    /// <summary>A path below a folder, in full.</summary>
    /// <exception cref="DatasetException">The path leads out of the folder.</exception>
    internal static string Within(string folder, string path)
    {
        var full = Path.GetFullPath(Path.Combine([folder, .. path.Split('/')]));
        return full.StartsWith(Path.TrimEndingDirectorySeparator(folder) + Path.DirectorySeparatorChar, StringComparison.Ordinal)
            ? full
            : throw new DatasetException($"The path '{path}' leads out of the folder {folder}; it is not used.");
    }
}
