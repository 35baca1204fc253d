using BioDL.Display;
using BioDL.Hosting;

namespace BioDL.Models;

/// <summary>
/// The weights of a PyTorch model: tensors by name, as <c>torch.save(model.state_dict(), path)</c> writes them (.pth, .pt), in a zip (since PyTorch 1.6) or
/// in the older format. Such files are pickles, small programs that may do anything; here none is run: only weights and plain values are read, and
/// a file that asks for more is refused. As the last line of a cell it shows as a table.
/// <code>
/// var weights = StateDict.Read("Nuclei.pth");
/// </code>
/// </summary>
public sealed class StateDict : IDisplayable
{
    private readonly Dictionary<string, StateTensor> byName;

    internal StateDict(string file, IReadOnlyList<StateTensor> tensors)
    {
        File = file;
        Tensors = tensors;
        byName = tensors.ToDictionary(tensor => tensor.Name, StringComparer.Ordinal);
    }

    /// <summary>What the file is called.</summary>
    public string File { get; }

    /// <summary>The tensors, in the order of the file.</summary>
    public IReadOnlyList<StateTensor> Tensors { get; }

    /// <summary>Their names, in the order of the file.</summary>
    public IReadOnlyList<string> Names => [.. Tensors.Select(tensor => tensor.Name)];

    /// <summary>Number of values of all tensors: the parameters, and running means and counters beside them.</summary>
    public long Values => Tensors.Sum(tensor => (long)tensor.Count);

    /// <summary>A tensor by its name.</summary>
    /// <exception cref="ArgumentException">There is none of that name.</exception>
    public StateTensor this[string name] => Find(name) ?? throw new ArgumentException(
        $"{File} has no tensor '{name}'. It has {Tensors.Count}: {string.Join(", ", Names.Take(8))}{(Tensors.Count > 8 ? ", …" : "")}.", nameof(name));

    /// <summary>Reads the weights of a file.</summary>
    /// <param name="path">The .pth or .pt file, at most 2 GB.</param>
    /// <param name="entry">Which weights, where a checkpoint holds several: <c>model_state</c>; the only ones when null.</param>
    /// <exception cref="PackageException">The file cannot be read, is no PyTorch file, is damaged, or holds more than weights and plain values; the message says what.</exception>
    public static StateDict Read(string path, string? entry = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        try
        {
            using var file = System.IO.File.OpenRead(path);
            PackageLimits.RequireSize(Path.GetDirectoryName(Path.GetFullPath(path)) ?? "", Path.GetFileName(path), file.Length, PackageLimits.File);
            var content = new byte[file.Length];
            file.ReadExactly(content);
            return Read(content, path, entry);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new PackageException($"{path} cannot be read: {fault.Message}", fault);
        }
    }

    /// <summary>Reads weights that are in memory.</summary>
    /// <param name="content">The bytes of a .pth or .pt file.</param>
    /// <param name="name">What it is called in messages.</param>
    /// <param name="entry">Which weights, where a checkpoint holds several; the only ones when null.</param>
    /// <exception cref="PackageException">They are no PyTorch file, are damaged, or hold more than weights and plain values.</exception>
    public static StateDict Read(byte[] content, string name, string? entry = null)
    {
        ArgumentNullException.ThrowIfNull(content);
        ArgumentNullException.ThrowIfNull(name);
        var weights = new StateDictFile(content, name);
        return new StateDict(name, weights.Choose(entry));
    }

    /// <summary>A tensor by its name; null when there is none.</summary>
    public StateTensor? Find(string name) => byName.GetValueOrDefault(name);

    /// <inheritdoc/>
    public override string ToString() => ToTable().ToString();

    /// <inheritdoc/>
    public MimeBundle ToMimeBundle() => ToTable().ToMimeBundle();

    private Table ToTable() => Table.Of(
        Tensors, ("Tensor", tensor => tensor.Name), ("Sizes", tensor => StateTensor.Words(tensor.Sizes)),
        ("Type", tensor => tensor.Type.ToString()), ("Values", tensor => tensor.Count))
        .Titled($"{Path.GetFileName(File)}: {Tensors.Count:N0} tensors, {Values:N0} values");
}
