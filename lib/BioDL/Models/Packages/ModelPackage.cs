using System.Security.Cryptography;

namespace BioDL.Models;

/// <summary>
/// A model's description with its files: a folder, a zip file, or files that a manifest pins. Only files that are asked for are opened, and those
/// that the description gives a checksum for are handed out only when it is right.
/// </summary>
public sealed partial class ModelPackage
{
    private readonly IPackageFiles files;

    private ModelPackage(IPackageFiles files, string descriptionPath, ReadDescription read)
    {
        this.files = files;
        DescriptionPath = descriptionPath;
        Description = read.Description;
        Report = read.Report;
    }

    /// <summary>What it is called, for messages: a path or a name.</summary>
    public string Name => files.Name;

    /// <summary>Paths of the files, relative to the package, with forward slashes.</summary>
    public IReadOnlyList<string> Files => files.Paths;

    /// <summary>Which of them is the description.</summary>
    public string DescriptionPath { get; }

    /// <summary>The description.</summary>
    public ModelDescription Description { get; }

    /// <summary>Whether files are handed out that are not the ones described.</summary>
    public bool AcceptsOtherChecksums { get; internal set; }

    /// <summary>What is to be said of the description, although it can be used.</summary>
    public ValidationReport Report { get; }

    /// <summary>The descriptions that the package holds: mostly one, several where older formats lie beside it.</summary>
    public IReadOnlyList<string> Descriptions => [.. files.Paths.Where(PackageLimits.IsDescription)];

    /// <summary>Opens a package.</summary>
    /// <param name="path">A folder, a zip file, or a description (.yaml) in its folder.</param>
    /// <param name="format">Which description, where there are several: the version of the format or its beginning; the newest when null.</param>
    /// <exception cref="PackageException">There is no such package, or it is not safe to open.</exception>
    /// <exception cref="DescriptionException">Its description is wrong; the message lists every problem.</exception>
    public static ModelPackage Open(string path, string? format = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        if (Directory.Exists(path))
            return From(new FolderFiles(path), format);
        if (!File.Exists(path))
            throw new PackageException($"There is neither a file nor a folder '{path}'. Expected the folder of a model, its zip file, or its description (rdf.yaml).");
        if (ZipFiles.IsZip(path))
            return From(new ZipFiles(path), format);
        var full = Path.GetFullPath(path);
        return From(new FolderFiles(Path.GetDirectoryName(full)!), format, Path.GetFileName(full));
    }

    /// <summary>The content of a file of the package that the description names, after its checksum was found right.</summary>
    /// <param name="file">A file of the description: <c>package.Read(package.Description.Inputs[0].TestTensor)</c>.</param>
    /// <exception cref="PackageException">It is not in the package, or its checksum is not the one described.</exception>
    public byte[] Read(FileReference file) => Read(file, PackageLimits.File);

    internal byte[] Read(FileReference file, long most)
    {
        ArgumentNullException.ThrowIfNull(file);
        var content = files.Read(Find(file), most);
        if (file.Sha256 is not { } expected)
            return content;
        var found = Checksum(content);
        return found == expected || AcceptsOtherChecksums
            ? content
            : throw new PackageException(
                $"{file.Source} of {Name} is not the file that {DescriptionPath} describes: its SHA-256 is {found[..12]}…, expected {expected[..12]}…. Get the package again; if that does not help, its authors changed the file and not the description: ask them which one is right, or open it with acceptOtherChecksum: true if you trust where it comes from.");
    }

    /// <summary>Whether a file that the description names lies in the package.</summary>
    public bool Holds(FileReference file)
    {
        ArgumentNullException.ThrowIfNull(file);
        return !file.IsElsewhere && PackagePath.TryClean(file.Source, out var path, out _) && files.Has(path);
    }

    /// <summary>Files of the package whose checksum is not the one described; those that lack one or are elsewhere cannot be judged.</summary>
    public IReadOnlyList<string> ChangedFiles() =>
        [.. PackageChecksums.References(Description).Where(file => file.Sha256 is not null && Holds(file) && Checksum(Read(file with { Sha256 = null })) != file.Sha256).Select(file => file.Source).Distinct()];

    /// <summary>A package from its files.</summary>
    internal static ModelPackage From(IPackageFiles files, string? format, string? description = null)
    {
        var chosen = description ?? ChooseDescription(files, format);
        return new ModelPackage(files, chosen, DescriptionReader.Read(files.Read(chosen, PackageLimits.Description), $"{files.Name}/{chosen}"));
    }

    private static string Checksum(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));

    private string Find(FileReference file)
    {
        if (file.IsElsewhere)
            throw new PackageException($"{file.Source} is not in the package {Name} but elsewhere; it is not fetched. Get it by yourself, or choose a model whose files come with it.");
        if (!PackagePath.TryClean(file.Source, out var path, out var why))
            throw new PackageException($"The path '{file.Source}' in {DescriptionPath} of {Name} {why}; it is not used.");
        return files.Has(path)
            ? path
            : throw new PackageException($"{DescriptionPath} of {Name} names the file '{path}', which the package does not hold. It holds: {string.Join(", ", Files.Take(20))}.");
    }

    private static string ChooseDescription(IPackageFiles files, string? format)
    {
        var found = files.Paths.Where(PackageLimits.IsDescription).OrderBy(path => path.Count(letter => letter == '/')).ThenBy(path => path, StringComparer.Ordinal)
            .Select(path => (Path: path, Format: DescriptionReader.FormatOf(files.Read(path, PackageLimits.Description)))).ToArray();
        if (found.Length == 0)
            throw new PackageException($"{files.Name} holds no description of a model. Expected a file rdf.yaml, bioimageio.yaml or *.model.yaml; found: {string.Join(", ", files.Paths.Take(20))}.");
        var right = found.Where(one => format is null || one.Format == format || one.Format.StartsWith(format + ".", StringComparison.Ordinal)).ToArray();
        if (right.Length == 0)
            throw new PackageException($"{files.Name} holds no description in format {format}. Its formats are: {string.Join(", ", found.Select(one => $"{one.Format} ({one.Path})"))}.");
        return right.OrderByDescending(one => Version.TryParse(one.Format, out var version) ? version : new Version(0, 0))
            .ThenBy(one => one.Path.Contains("invalid", StringComparison.OrdinalIgnoreCase)).First().Path;
    }
}
