using System.Globalization;
using System.Numerics;
using System.Text;

namespace BioDL.Models;

/// <summary>
/// A file of PyTorch. Since version 1.6 it is a zip with <c>data.pkl</c> and one file of values for each storage beneath <c>data/</c>; before, several pickles
/// in a row (a magic number, the version, facts of the machine, the content, the keys of the storages), then each storage: its
/// count in eight bytes, then its values.
/// </summary>
internal sealed class StateDictFile
{
    private const string Pickle = "data.pkl";
    private const long LongestPickle = 64_000_000, Version = 1001;

    /// <summary>A zip of PyTorch is not compressed; more than this times its own size is taken for an attack.</summary>
    private const int MostTimes = 10;

    private static readonly BigInteger Magic = BigInteger.Parse("1950a86a20f9469cfc6c", NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    private static readonly HashSet<string> Known =
        new(["collections.OrderedDict", StateDictContent.Rebuild, StateDictContent.RebuildParameter, .. TensorStorage.Names], StringComparer.Ordinal);

    private readonly string name;
    private readonly StateDictContent content;

    /// <exception cref="PackageException">No PyTorch file, damaged, or holds more than weights and plain values.</exception>
    public StateDictFile(byte[] bytes, string name)
    {
        this.name = name;
        content = ZipFiles.IsZip(bytes) ? FromZip(bytes) : FromPickles(bytes);
    }

    /// <summary>The tensors of the content itself, or of the one dictionary of tensors in it.</summary>
    /// <param name="entry">The key of that dictionary; the only one when null.</param>
    /// <exception cref="PackageException">There are none, several, or none of that name.</exception>
    public IReadOnlyList<StateTensor> Choose(string? entry) => content.Choose(entry);

    private StateDictContent FromZip(byte[] bytes)
    {
        var zip = new ZipFiles(name, bytes);
        var paths = zip.Paths.ToHashSet(StringComparer.Ordinal);
        var root = Root(paths);
        if (paths.Contains(root + "constants.pkl"))
            throw new PackageException($"{name} is a TorchScript file: it holds a program besides weights. "
                + "Ask its authors for the state dictionary, or for ONNX.");
        var order = paths.Contains(root + "byteorder") ? Encoding.ASCII.GetString(zip.Read(root + "byteorder", 16)) : "little";
        if (order != "little")
            throw new PackageException($"{name} was written on a machine of another byte order ('{order}'); expected 'little'. "
                + "Save it again on a usual machine.");
        var reader = new PickleReader(zip.Read(root + Pickle, LongestPickle), name, Known);
        var found = new StateDictContent(name, reader.Read(), reader.References);
        var places = found.Used.ToDictionary(storage => $"{root}data/{storage.Key}", StringComparer.Ordinal);
        if (places.Keys.FirstOrDefault(path => !paths.Contains(path)) is { } missing)
            throw new PackageException($"{name} lacks the file {missing} that its content names. The file is damaged; get it again.");
        foreach (var (path, content) in zip.Read(places.Keys, Math.Min(MostTimes * (long)bytes.Length, PackageLimits.File)))
        {
            var storage = places[path];
            if (content.Length != storage.Count * storage.Width)
                throw new PackageException($"{path} of {name} has {content.Length:N0} bytes; expected {storage.Count:N0} values of {storage.Width}. "
                    + "The file is damaged; get it again.");
            storage.Content = content;
        }
        return found;
    }

    private string Root(IEnumerable<string> paths)
    {
        string[] found = [.. paths.Where(path => path.Count(letter => letter == '/') == 1 && path.EndsWith("/" + Pickle, StringComparison.Ordinal))];
        return found is [var only]
            ? only[..^Pickle.Length]
            : throw new PackageException($"{name} is a zip with {found.Length} files */{Pickle}, expected one: no file of PyTorch weights. "
                + $"It holds: {string.Join(", ", paths.Take(8))}.");
    }

    private StateDictContent FromPickles(byte[] bytes)
    {
        var reader = new PickleReader(bytes, name, Known);
        if (bytes is not [0x80, ..] || reader.Read() is not BigInteger magic || magic != Magic)
            throw new PackageException($"{name} is no file of PyTorch: it begins neither as a zip nor with PyTorch's magic number. "
                + "Expected a .pth or .pt file that torch.save wrote.");
        if (reader.Read() is not Version)
            throw new PackageException($"{name} is written in an unknown version of PyTorch's older format; expected {Version}. "
                + "Save it again with a newer PyTorch.");
        if (reader.Read() is not PickleDictionary machine || machine["little_endian"] is not true)
            throw new PackageException($"{name} was written on a machine of another byte order. Save it again on a usual machine.");
        var found = new StateDictContent(name, reader.Read(), reader.References);
        if (reader.Read() is not List<object?> keys)
            throw new PackageException($"{name} does not list its storages as PyTorch does. The file is damaged; get it again.");
        var storages = found.Storages.ToDictionary(storage => storage.Key, StringComparer.Ordinal);
        long place = reader.Position;
        foreach (var key in keys)
        {
            if (key is not string text || !storages.Remove(text, out var storage))
                throw new PackageException($"{name} lists a storage that its content does not name. The file is damaged; get it again.");
            var length = storage.Count * (Int128)storage.Width;
            if (place + 8 + length > bytes.Length || BitConverter.ToInt64(bytes, (int)place) != storage.Count)
                throw new PackageException($"{name} ends within, or contradicts, its storage {text[..Math.Min(40, text.Length)]}. "
                    + "The file is damaged; get it again.");
            storage.Content = bytes.AsMemory((int)place + 8, (int)length);
            place += 8 + (long)length;
        }
        return storages.Count == 0
            ? found
            : throw new PackageException($"{name} lacks {storages.Count:N0} storages that its content names. The file is damaged; get it again.");
    }
}
