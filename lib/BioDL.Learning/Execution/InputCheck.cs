using BioDL.Learning.Graphs;

namespace BioDL.Learning.Execution;

/// <summary>Whether what a caller gives is what the graph expects.</summary>
internal static class InputCheck
{
    /// <exception cref="OnnxException">An input is missing or unknown, or its type or shape does not fit.</exception>
    public static void Fit(Graph graph, IReadOnlyDictionary<string, Tensor> inputs)
    {
        foreach (var name in inputs.Keys.Where(name => graph.Inputs.All(input => input.Name != name)))
            throw new OnnxException($"This network has no input '{name}'. Its inputs are {string.Join(", ", graph.Inputs)}.");
        var symbols = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var input in graph.Inputs)
        {
            if (inputs.TryGetValue(input.Name, out var given))
                Fit(input, given, symbols);
            else if (!graph.Initialisers.ContainsKey(input.Name))
                throw new OnnxException($"Input '{input.Name}' is missing. This network expects {string.Join(", ", graph.Inputs)}.");
        }
    }

    /// <exception cref="OnnxException">The type or shape does not fit.</exception>
    public static void Fit(GraphValue input, Tensor given, Dictionary<string, int> symbols)
    {
        if (input.Type != ElementType.Undefined && input.Type != given.Type)
            throw new OnnxException($"Input '{input.Name}' holds {given.Type}, but the network expects {input}. Convert the numbers first.");
        if (input.Shape is not { } shape)
            return;
        var fits = shape.Count == given.Shape.Rank;
        for (var axis = 0; fits && axis < shape.Count; axis++)
        {
            var expected = shape[axis].Size ?? (shape[axis].Symbol is { Length: > 0 } symbol && symbols.TryGetValue(symbol, out var earlier) ? earlier : null);
            fits = expected is null || expected == given.Shape[axis];
            if (shape[axis].Symbol is { Length: > 0 } name)
                symbols.TryAdd(name, given.Shape[axis]);
        }
        if (!fits)
            throw new OnnxException($"Input '{input.Name}' has shape {given.Shape}, but the network expects {input}. Crop, pad or tile the image to fit.");
    }
}
