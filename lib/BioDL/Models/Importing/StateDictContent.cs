namespace BioDL.Models;

/// <summary>What the pickle of a PyTorch file says: dictionaries of tensors, and the storages that they are views of.</summary>
internal sealed class StateDictContent
{
    /// <summary>The function that makes a tensor of a storage.</summary>
    public const string Rebuild = "torch._utils._rebuild_tensor_v2";

    /// <summary>The function that makes a parameter of a tensor.</summary>
    public const string RebuildParameter = "torch._utils._rebuild_parameter";

    private const string Advice = "Save the weights alone: torch.save(model.state_dict(), path).";

    private readonly string name;
    private readonly Dictionary<string, TensorStorage> storages = new(StringComparer.Ordinal);
    private readonly Dictionary<string, PickleDictionary> candidates = new(StringComparer.Ordinal);

    /// <exception cref="PackageException">It holds no tensors by name.</exception>
    public StateDictContent(string name, object? root, IEnumerable<PickleReference> references)
    {
        this.name = name;
        if (root is not PickleDictionary dictionary)
            throw new PackageException($"{name} holds no dictionary of tensors. {Advice}");
        if (HasTensors(dictionary))
        {
            candidates.Add("", dictionary);
        }
        else
        {
            foreach (var (key, value) in dictionary.Entries)
            {
                if (key is string text && value is PickleDictionary inner && HasTensors(inner))
                    candidates.Add(text, inner);
            }
        }
        if (candidates.Count == 0)
            throw new PackageException($"{name} holds no tensors by name; its entries are {List(dictionary.Entries.Select(entry => entry.Key.ToString()!))}. {Advice}");
        foreach (var reference in references)
            Add(TensorStorage.Of(reference) ?? throw new PackageException($"{name} refers to something that is no storage of usual numbers. {Advice}"));
        Used = [.. candidates.Values.SelectMany(Tensors).Select(tensor => StorageOf(tensor.Key, tensor.Value)).Distinct()];
    }

    /// <summary>The storages of everything that is named, each once.</summary>
    public IReadOnlyCollection<TensorStorage> Storages => storages.Values;

    /// <summary>Those of the tensors that can be chosen.</summary>
    public IReadOnlyList<TensorStorage> Used { get; }

    /// <summary>The tensors of one dictionary.</summary>
    /// <param name="entry">Its key; the only one when null.</param>
    /// <exception cref="PackageException">There are several, none of that name, or a tensor is not possible.</exception>
    public IReadOnlyList<StateTensor> Choose(string? entry)
    {
        if (entry is null && candidates.Count > 1)
            throw new PackageException($"{name} holds several sets of weights: {List(candidates.Keys)}. "
                + $"Say which: StateDict.Read(path, entry: \"{Cut(candidates.Keys.First())}\").");
        if (entry is not null && !candidates.ContainsKey(entry))
            throw new PackageException($"{name} holds no weights under '{entry}', but "
                + $"{(candidates.ContainsKey("") ? "weights without such a name" : List(candidates.Keys))}.");
        return [.. Tensors(entry is null ? candidates.Values.Single() : candidates[entry]).Select(pair => View(pair.Key, pair.Value))];
    }

    private static bool HasTensors(PickleDictionary dictionary) => Tensors(dictionary).Any();

    private static IEnumerable<KeyValuePair<string, PickleCall>> Tensors(PickleDictionary dictionary) => dictionary.Entries
        .Where(entry => entry.Key is string && entry.Value is PickleCall)
        .Select(entry => KeyValuePair.Create((string)entry.Key, Unwrap((PickleCall)entry.Value!)));

    private static PickleCall Unwrap(PickleCall call) => call.Name == RebuildParameter && call.Arguments is [PickleCall inner, ..] ? inner : call;

    private void Add(TensorStorage storage)
    {
        if (!storages.TryAdd(storage.Key, storage) && (storages[storage.Key].Type != storage.Type || storages[storage.Key].Count != storage.Count))
            throw new PackageException($"{name} describes its storage '{Cut(storage.Key)}' in two ways. The file is damaged; get it again.");
    }

    private TensorStorage StorageOf(string tensor, PickleCall call) =>
        call.Name == Rebuild && call.Arguments is [PickleReference reference, long, object?[], object?[], ..]
            ? storages[TensorStorage.Of(reference)!.Key]
            : throw new PackageException($"The tensor '{Cut(tensor)}' of {name} is not made as PyTorch makes tensors of usual numbers. "
                + "Save it again, as float32.");

    private StateTensor View(string tensor, PickleCall call) => StateTensor.Of(
        tensor, StorageOf(tensor, call), (long)call.Arguments[1]!, Numbers(tensor, call.Arguments[2]), Numbers(tensor, call.Arguments[3]));

    private long[] Numbers(string tensor, object? values) => values is object?[] all && all.All(value => value is long)
        ? [.. all.Select(value => (long)value!)]
        : throw new PackageException($"The tensor '{Cut(tensor)}' of {name} has sizes that are no numbers. The file is damaged; get it again.");

    private static string List(IEnumerable<string> names) => string.Join(", ", names.Take(8).Select(each => $"'{Cut(each)}'"));

    private static string Cut(string text) => text.Length <= 80 ? text : text[..80] + "…";
}
