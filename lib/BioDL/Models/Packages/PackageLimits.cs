namespace BioDL.Models;

/// <summary>What a package may hold. Packages come from anywhere: everything is measured before memory is taken for it.</summary>
internal static class PackageLimits
{
    /// <summary>The largest description: 4 MB.</summary>
    public const long Description = 4_000_000;

    /// <summary>The largest single file: 2 GB less a little, what an array of bytes holds.</summary>
    public const long File = 2_000_000_000;

    /// <summary>The most files of a package.</summary>
    public const int Entries = 10_000;

    /// <summary>All files of a zip together, unpacked: 8 GB.</summary>
    public const long Unpacked = 8_000_000_000;

    /// <summary>How much smaller zip may make a file of more than <see cref="RatioFrom"/>; deflate reaches 1032.</summary>
    public const double Ratio = 200;

    /// <summary>Smaller files may shrink as they like: 1 MB.</summary>
    public const long RatioFrom = 1_000_000;

    /// <summary>Whether a file is by its name a description of a model.</summary>
    public static bool IsDescription(string path)
    {
        var name = path[(path.LastIndexOf('/') + 1)..];
        return name is "rdf.yaml" or "rdf.yml" or "bioimageio.yaml" or "bioimageio.yml" or "model.yaml" or "model.yml"
            || name.EndsWith(".rdf.yaml", StringComparison.Ordinal) || name.EndsWith(".bioimageio.yaml", StringComparison.Ordinal)
            || name.EndsWith(".model.yaml", StringComparison.Ordinal);
    }

    /// <exception cref="PackageException">The file is too large.</exception>
    public static void RequireSize(string package, string path, long bytes, long most)
    {
        if (bytes > most)
            throw new PackageException($"{path} of {package} has {bytes:N0} bytes; at most {most:N0} are read.");
    }
}
