using System.Collections;

namespace BioDL.Models;

/// <summary>Keys and values in order; a value of null is left out.</summary>
internal sealed class YamlMap : IEnumerable<KeyValuePair<string, object?>>
{
    private readonly List<KeyValuePair<string, object?>> entries = [];

    public void Add(string key, object? value)
    {
        if (value is not null)
            entries.Add(new KeyValuePair<string, object?>(key, value));
    }

    public IEnumerator<KeyValuePair<string, object?>> GetEnumerator() => entries.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
