using System.Collections;

namespace BioDL.Learning.Graphs;

/// <summary>
/// The settings of a node, by name. A value is a <see cref="long"/>, <see cref="float"/>, <see cref="string"/>, an array of one of these, a
/// <see cref="Tensor"/> or a <see cref="Graph"/>.
/// </summary>
public sealed class Attributes : IEnumerable<KeyValuePair<string, object>>
{
    private readonly Dictionary<string, object> values = new(StringComparer.Ordinal);

    /// <summary>Names of all settings that are given.</summary>
    public IReadOnlyCollection<string> Names => values.Keys;

    /// <summary>Adds a setting; the form that collection initialisers use.</summary>
    /// <exception cref="ArgumentException">The type of the value is not one that attributes can have, or the name is taken.</exception>
    public void Add(string name, object value)
    {
        if (value is int or bool)
            value = Convert.ToInt64(value, null);
        if (value is not (long or float or string or long[] or float[] or string[] or Tensor or Graph))
            throw new ArgumentException($"Attribute '{name}' cannot hold a {value?.GetType().Name ?? "null"}.");
        values.Add(name, value);
    }

    /// <summary>Whether the setting is given.</summary>
    public bool Has(string name) => values.ContainsKey(name);

    /// <summary>A whole number, or the default when it is not given.</summary>
    /// <exception cref="OnnxException">It is given as something else.</exception>
    public long Integer(string name, long orElse) => Get(name, orElse);

    /// <summary>A number, or the default when it is not given.</summary>
    /// <exception cref="OnnxException">It is given as something else.</exception>
    public float Number(string name, float orElse) => Get(name, orElse);

    /// <summary>A word, or the default when it is not given.</summary>
    /// <exception cref="OnnxException">It is given as something else.</exception>
    public string Text(string name, string orElse) => Get(name, orElse);

    /// <summary>Whole numbers, or null when they are not given.</summary>
    /// <exception cref="OnnxException">They are given as something else.</exception>
    public IReadOnlyList<long>? Integers(string name) => Get<long[]?>(name, null);

    /// <summary>Numbers, or null when they are not given.</summary>
    /// <exception cref="OnnxException">They are given as something else.</exception>
    public IReadOnlyList<float>? Numbers(string name) => Get<float[]?>(name, null);

    /// <summary>A tensor, or null when it is not given.</summary>
    /// <exception cref="OnnxException">It is given as something else.</exception>
    public Tensor? TensorOf(string name) => Get<Tensor?>(name, null);

    /// <summary>A graph inside the node, or null when it is not given.</summary>
    /// <exception cref="OnnxException">It is given as something else.</exception>
    public Graph? GraphOf(string name) => Get<Graph?>(name, null);

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, object>> GetEnumerator() => values.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private T Get<T>(string name, T orElse) => !values.TryGetValue(name, out var value) ? orElse
        : value is T typed ? typed
        : throw new OnnxException($"Attribute '{name}' is a {value.GetType().Name}, but a {typeof(T).Name} is expected.");
}
