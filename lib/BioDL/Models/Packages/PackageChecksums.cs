using System.Security.Cryptography;

namespace BioDL.Models;

/// <summary>The files that a description names, and their checksums.</summary>
internal static class PackageChecksums
{
    /// <summary>Every file that a description names, wherever it lies.</summary>
    public static IReadOnlyList<FileReference> References(ModelDescription description)
    {
        var found = new List<FileReference>();
        Map(description, file =>
        {
            found.Add(file);
            return file;
        });
        return found;
    }

    /// <summary>The description with a checksum for each file of a package.</summary>
    /// <exception cref="PackageException">A file is missing, too many, or another than described.</exception>
    public static ModelDescription Fill(ModelDescription description, IReadOnlyDictionary<string, byte[]> files)
    {
        var named = new HashSet<string>(StringComparer.Ordinal);
        var filled = Map(description, file => file.IsElsewhere ? file : Fill(file, files, named));
        string[] tooMany = [.. files.Keys.Where(name => !named.Contains(name))];
        return tooMany.Length == 0
            ? filled
            : throw new PackageException($"The description does not name {string.Join(", ", tooMany)}. Add them to its attachments, or leave them out.");
    }

    private static FileReference Fill(FileReference file, IReadOnlyDictionary<string, byte[]> files, HashSet<string> named)
    {
        if (!PackagePath.TryClean(file.Source, out var path, out var why))
            throw new PackageException($"The path '{file.Source}' of the description {why}; name a file within the package.");
        if (!files.TryGetValue(path, out var content))
            throw new PackageException($"The description names {path}, but this file is not given. Given are: {string.Join(", ", files.Keys.Order(StringComparer.Ordinal))}.");
        named.Add(path);
        var found = Convert.ToHexStringLower(SHA256.HashData(content));
        return file.Sha256 is null || file.Sha256 == found
            ? new FileReference(path, found)
            : throw new PackageException($"{path} is not the file that the description states: its SHA-256 is {found[..12]}…, expected {file.Sha256[..12]}…. Give the right file, or take the checksum out of the description.");
    }

    private static ModelDescription Map(ModelDescription description, Func<FileReference, FileReference> change) => description with
    {
        Documentation = description.Documentation is { } text ? change(text) : null,
        Covers = [.. description.Covers.Select(change)],
        Attachments = [.. description.Attachments.Select(change)],
        Inputs = [.. description.Inputs.Select(tensor => Map(tensor, change))],
        Outputs = [.. description.Outputs.Select(tensor => Map(tensor, change))],
        Weights = [.. description.Weights.Select(weights => Map(weights, change))],
    };

    private static TensorDescription Map(TensorDescription tensor, Func<FileReference, FileReference> change) => tensor with
    {
        TestTensor = tensor.TestTensor is { } test ? change(test) : null,
        SampleTensor = tensor.SampleTensor is { } sample ? change(sample) : null,
    };

    private static WeightsDescription Map(WeightsDescription weights, Func<FileReference, FileReference> change) => Architecture(weights, change) with
    {
        File = change(weights.File),
        Dependencies = weights.Dependencies is { } dependencies ? change(dependencies) : null,
        ExternalData = weights.ExternalData is { } data ? change(data) : null,
    };

    /// <summary>A network that is written down in a file of the package: <c>unet.py:UNet</c>.</summary>
    private static WeightsDescription Architecture(WeightsDescription weights, Func<FileReference, FileReference> change)
    {
        if (weights.Architecture is not { } text || text.LastIndexOf(':') is not (> 0 and var colon) || !text[..colon].EndsWith(".py", StringComparison.Ordinal))
            return weights;
        var file = change(new FileReference(text[..colon], weights.ArchitectureSha256));
        return weights with { Architecture = file.Source + text[colon..], ArchitectureSha256 = file.Sha256 };
    }
}
