using BioDL.Data;

namespace BioDL.Models;

/// <summary>
/// Pretrained models by name: those that ship with the course, those that a manifest pins, and packages of one's own.
/// <code>
/// var model = Zoo.Open("unet2d-nuclei-broad");
/// </code>
/// </summary>
public static partial class Zoo
{
    private const string ManifestPrefix = "model-";

    /// <summary>The names that <see cref="Open"/> knows: first those that ship with the course, then those that are fetched.</summary>
    public static IReadOnlyList<string> Known =>
    [
        .. ShippedFiles.Names,
        .. DatasetManifest.Known.Where(id => id.StartsWith(ManifestPrefix, StringComparison.Ordinal) && DatasetManifest.Of(id).ReadFiles().Any(file => PackageLimits.IsDescription(file.Path)))
            .Select(id => id[ManifestPrefix.Length..]),
    ];

    /// <summary>Opens a model.</summary>
    /// <param name="model">
    /// A name, as in <see cref="Known"/>: <c>unet-nuclei-small</c> ships with the course, <c>unet2d-nuclei-broad</c> is fetched; or the path of a package:
    /// a folder, a zip file, or a description (.yaml) in its folder.
    /// </param>
    /// <param name="format">Which description, where a package holds several: the version of the format, or its beginning: <c>0.4.9</c>, <c>0.5</c>; the newest when null.</param>
    /// <param name="acceptOtherChecksum">
    /// Whether files may be used that are not the ones described: for a model from a source that you trust, whose description was not kept up to date.
    /// </param>
    /// <exception cref="DatasetException">The model's files cannot be had; the message says why and what to do.</exception>
    /// <exception cref="PackageException">There is no such model, or no description of that format.</exception>
    /// <exception cref="DescriptionException">Its description is wrong; the message lists every problem.</exception>
    public static ZooModel Open(string model, string? format = null, bool acceptOtherChecksum = false)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(model);
        var found = Find(model, format);
        found.Package.AcceptsOtherChecksums = acceptOtherChecksum;
        return found;
    }

    private static ZooModel Find(string model, string? format)
    {
        if (ShippedFiles.Names.Contains(model, StringComparer.Ordinal))
            return new ZooModel(model, ModelPackage.From(new ShippedFiles(model), format));
        if (DatasetManifest.Known.Contains(ManifestPrefix + model, StringComparer.Ordinal))
            return new ZooModel(model, ModelPackage.From(PinnedFiles.Of(FileSet.Open(ManifestPrefix + model)), format));
        if (File.Exists(model) || Directory.Exists(model))
            return new ZooModel(Path.GetFileNameWithoutExtension(Path.TrimEndingDirectorySeparator(model)), ModelPackage.Open(model, format));
        throw new PackageException($"There is no model named '{model}', and no file or folder of that name. Known are: {string.Join(", ", Known)}.");
    }
}
