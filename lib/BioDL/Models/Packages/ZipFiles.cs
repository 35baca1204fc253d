using System.IO.Compression;
using BioDL.Images;

namespace BioDL.Models;

/// <summary>
/// The files of a zip archive, read in place: nothing is ever unpacked to a disk, so no name in the archive can lead anywhere. Its table of
/// contents is judged before any file is.
/// </summary>
internal sealed class ZipFiles : IPackageFiles
{
    private const int LinkType = 0xA000, TypeMask = 0xF000;

    private readonly Func<Stream> open;
    private readonly Dictionary<string, long> sizes = new(StringComparer.Ordinal);

    /// <exception cref="PackageException">The archive is damaged, or not safe to read.</exception>
    public ZipFiles(string path)
        : this(path, () => File.OpenRead(path))
    {
    }

    /// <summary>An archive that is in memory.</summary>
    /// <exception cref="PackageException">The archive is damaged, or not safe to read.</exception>
    public ZipFiles(string name, byte[] content)
        : this(name, () => new MemoryStream(content, writable: false))
    {
    }

    private ZipFiles(string name, Func<Stream> open)
    {
        Name = name;
        this.open = open;
        Guard(() =>
        {
            using var archive = OpenArchive();
            Judge(archive);
            return true;
        });
    }

    public string Name { get; }

    public IReadOnlyList<string> Paths => [.. sizes.Keys.Order(StringComparer.Ordinal)];

    /// <summary>Whether a file begins as a zip archive does.</summary>
    public static bool IsZip(string path)
    {
        using var file = File.OpenRead(path);
        Span<byte> start = stackalloc byte[4];
        return file.ReadAtLeast(start, 4, throwOnEndOfStream: false) == 4 && IsZip(start);
    }

    /// <summary>Whether bytes begin as a zip archive does.</summary>
    public static bool IsZip(ReadOnlySpan<byte> content) => content is [(byte)'P', (byte)'K', 3 or 5, 4 or 6, ..];

    public byte[] Read(string path, long most)
    {
        PackageLimits.RequireSize(Name, path, sizes[path], most);
        return Read([path], most)[path];
    }

    /// <summary>The contents of several files that are there.</summary>
    /// <param name="paths">Which, each once.</param>
    /// <param name="most">More bytes together are refused before any is read.</param>
    /// <exception cref="PackageException">There are more, or one cannot be read.</exception>
    public IReadOnlyDictionary<string, byte[]> Read(IReadOnlyCollection<string> paths, long most) => Guard(() =>
    {
        if (paths.Aggregate(0m, (sum, path) => sum + sizes[path]) is var together && together > most)
            throw new PackageException($"{paths.Count} files of {Name} have {together:N0} bytes; at most {most:N0} are read.");
        using var archive = OpenArchive();
        var contents = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        var wanted = paths.ToHashSet(StringComparer.Ordinal);
        foreach (var entry in archive.Entries)
        {
            if (PackagePath.TryClean(entry.FullName, out var path, out _) && wanted.Contains(path) && entry.Length == sizes[path])
                contents[path] = Read(entry, path);
        }
        return contents.Count == wanted.Count ? contents : throw new PackageException($"{Name} was changed while it was in use. Open it again.");
    });

    private byte[] Read(ZipArchiveEntry entry, string path)
    {
        using var stream = entry.Open();
        var content = ReadAll(stream, path, sizes[path]);
        return Png.Crc(content) == entry.Crc32
            ? content
            : throw new PackageException($"{path} of {Name} does not have the checksum that the archive states. The archive is damaged; get it again.");
    }

    private ZipArchive OpenArchive()
    {
        var stream = open();
        try
        {
            return new ZipArchive(stream);
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    /// <summary>Reads in pieces: the size that the table of contents states may be a lie, and memory is taken only for what has arrived.</summary>
    private byte[] ReadAll(Stream content, string path, long stated)
    {
        using var arrived = new MemoryStream();
        var piece = new byte[81920];
        for (int count; (count = content.Read(piece)) > 0;)
        {
            if (arrived.Length + count > stated)
                throw new PackageException($"{path} of {Name} is longer than the {stated:N0} bytes that the archive states. The archive is damaged, or made to harm; get it again from a place that you trust.");
            arrived.Write(piece, 0, count);
        }
        return arrived.Length == stated
            ? arrived.ToArray()
            : throw new PackageException($"{path} of {Name} has {arrived.Length:N0} bytes, but the archive states {stated:N0}. The archive is damaged; get it again.");
    }

    private void Judge(ZipArchive archive)
    {
        if (archive.Entries.Count > PackageLimits.Entries)
            throw new PackageException($"{Name} holds {archive.Entries.Count:N0} files; a package of a model may hold {PackageLimits.Entries:N0}.");
        foreach (var entry in archive.Entries.Where(entry => !entry.FullName.EndsWith('/')))
            Judge(entry);
        var total = sizes.Values.Aggregate(0m, (sum, size) => sum + size);
        if (total > PackageLimits.Unpacked)
            throw new PackageException($"{Name} would unpack to {total / 1_000_000:N0} MB; at most {PackageLimits.Unpacked / 1_000_000:N0} MB are accepted.");
        foreach (var alike in sizes.Keys.GroupBy(name => name, StringComparer.OrdinalIgnoreCase).Where(alike => alike.Count() > 1))
            throw new PackageException($"{Name} holds files whose names differ in capitals only: {string.Join(", ", alike)}. On some systems they would be one; rename one of them.");
    }

    private void Judge(ZipArchiveEntry entry)
    {
        if (!PackagePath.TryClean(entry.FullName, out var clean, out var why))
            throw new PackageException($"{Name} holds a file whose path '{entry.FullName[..Math.Min(80, entry.FullName.Length)]}' {why}. Such archives are refused; get it from a place that you trust.");
        if (((entry.ExternalAttributes >> 16) & TypeMask) == LinkType)
            throw new PackageException($"{clean} of {Name} is a link. Links are refused; pack the file itself.");
        if (entry.Length > PackageLimits.RatioFrom && entry.Length > PackageLimits.Ratio * entry.CompressedLength)
            throw new PackageException($"{clean} of {Name} would unpack from {entry.CompressedLength:N0} to {entry.Length:N0} bytes; more than {PackageLimits.Ratio:0} times is taken for an attack.");
        if (!sizes.TryAdd(clean, entry.Length))
            throw new PackageException($"{Name} holds the file {clean} twice; which of them is meant cannot be told.");
    }

    private T Guard<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception fault) when (fault is InvalidDataException or IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException or OverflowException)
        {
            throw new PackageException($"{Name} cannot be read as a zip archive: {fault.Message.TrimEnd('.')}. Get it again.", fault);
        }
    }
}
