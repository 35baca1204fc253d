using System.Security.Cryptography;

namespace BioDL.Models;

/// <summary>Models in files of other programs: PyTorch's weights (.pth, .pt) of a network that is known, and ZEISS's .czann.</summary>
internal static class ModelImport
{
    /// <summary>Whether a file is by its name one of those that are imported.</summary>
    public static bool Takes(string path) => IsCzann(path)
        || path.EndsWith(".pth", StringComparison.OrdinalIgnoreCase) || path.EndsWith(".pt", StringComparison.OrdinalIgnoreCase);

    /// <summary>Reads such a file.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="PackageException">It cannot be read, or is not what its name says.</exception>
    public static ImportedFiles Of(string path)
    {
        try
        {
            using var file = File.OpenRead(path);
            PackageLimits.RequireSize(Path.GetDirectoryName(Path.GetFullPath(path)) ?? "", Path.GetFileName(path), file.Length, PackageLimits.File);
            var content = new byte[file.Length];
            file.ReadExactly(content);
            return Of(path, Path.GetFileName(path), content);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new PackageException($"{path} cannot be read: {fault.Message}", fault);
        }
    }

    /// <summary>Reads such a file that is in memory.</summary>
    /// <param name="name">What it is called in messages.</param>
    /// <param name="fileName">Its name, with its ending.</param>
    /// <param name="content">Its bytes.</param>
    /// <exception cref="PackageException">It is not what its name says.</exception>
    public static ImportedFiles Of(string name, string fileName, byte[] content)
    {
        var checksum = Convert.ToHexStringLower(SHA256.HashData(content));
        return IsCzann(fileName) ? FromCzann(name, fileName, content, checksum) : FromStateDict(name, content, checksum);
    }

    private static bool IsCzann(string path) => path.EndsWith(".czann", StringComparison.OrdinalIgnoreCase);

    private static ImportedFiles FromStateDict(string name, byte[] content, string checksum)
    {
        var weights = StateDict.Read(content, name);
        var network = Architecture.Of(weights);
        using var model = network.Build(weights);
        var files = new Dictionary<string, byte[]> { [ImportedFiles.Network] = model.ToBytes() };
        return Documented(name, SegmentifyDescription.Of(network, model.Opset, Path.GetFileNameWithoutExtension(name)), checksum, files);
    }

    private static ImportedFiles FromCzann(string name, string fileName, byte[] content, string checksum)
    {
        var file = new CzannFile(content, name);
        var files = new Dictionary<string, byte[]> { [ImportedFiles.Network] = file.Network };
        return Documented(name, CzannDescription.Of(file.Metadata, Path.GetFileNameWithoutExtension(fileName)), checksum, files);
    }

    /// <summary>Adds what is known of a published file from elsewhere.</summary>
    private static ImportedFiles Documented(string name, ModelDescription description, string checksum, Dictionary<string, byte[]> files)
    {
        if (PublishedImport.Of(checksum) is not { } published)
            return new ImportedFiles(name, description, files);
        files.Add("README.md", System.Text.Encoding.UTF8.GetBytes(published.Documentation));
        return new ImportedFiles(name, published.Complete(description) with { Documentation = new FileReference("README.md") }, files);
    }
}
