namespace BioDL.Models;

/// <summary>The name of a Python class or function. It is only ever a name: nothing is looked up or called.</summary>
/// <param name="Name">Module and name: <c>collections.OrderedDict</c>.</param>
internal sealed record PickleName(string Name);

/// <summary>A reference to something outside of the pickle: here, where a tensor's values lie.</summary>
/// <param name="Id">What the program wrote down to find it again.</param>
internal sealed record PickleReference(object? Id);

/// <summary>What a name was to make of its arguments; what it means is for the reader of the whole to say.</summary>
/// <param name="Name">The name.</param>
/// <param name="Arguments">What it was given.</param>
internal sealed record PickleCall(string Name, IReadOnlyList<object?> Arguments);

/// <summary>A dictionary in the order of its entries. Keys are texts or whole numbers.</summary>
internal sealed class PickleDictionary
{
    private readonly Dictionary<object, int> places = [];
    private readonly List<KeyValuePair<object, object?>> entries = [];

    public IReadOnlyList<KeyValuePair<object, object?>> Entries => entries;

    /// <summary>The value of a key; null when there is none.</summary>
    public object? this[string key] => places.TryGetValue(key, out var place) ? entries[place].Value : null;

    /// <summary>Adds an entry, or replaces the one of the same key.</summary>
    public void Set(object key, object? value)
    {
        if (places.TryAdd(key, entries.Count))
            entries.Add(new(key, value));
        else
            entries[places[key]] = new(key, value);
    }
}
