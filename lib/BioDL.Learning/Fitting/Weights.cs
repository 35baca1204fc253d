using System.IO.Enumeration;
using System.Numerics.Tensors;
using BioDL.Learning.Gradients;
using BioDL.Learning.Graphs;

namespace BioDL.Learning.Fitting;

/// <summary>One weight tensor of a network with what training keeps beside it.</summary>
internal sealed class Weight(string name, Tensor value, int memories, bool isAveraged) : IDisposable
{
    public string Name => name;

    /// <summary>The weights, in the model itself.</summary>
    public Tensor Value => value;

    /// <summary>What the optimiser remembers.</summary>
    public Tensor Memory { get; } = Tensor.Zeros(ElementType.Float32, memories * value.Shape.Count);

    /// <summary>The running average; null when none is kept.</summary>
    public Tensor? Average { get; } = isAveraged ? value.Clone() : null;

    public void Dispose()
    {
        Memory.Dispose();
        Average?.Dispose();
    }
}

/// <summary>Which initialisers of a network are weights that training changes.</summary>
internal static class Weights
{
    /// <summary>Names of all weights, in the order in which the network uses them.</summary>
    public static IReadOnlyList<string> Names(Graph graph, int opset)
    {
        var names = new List<string>();
        foreach (var node in graph.Nodes.Where(node => node.Operator != "Constant"))
        {
            var rule = GradientRules.Find(node, opset);
            for (var input = 0; rule is not null && input < node.Inputs.Count; input++)
            {
                if (rule.IsWeight(input) && graph.Initialisers.TryGetValue(node.Inputs[input], out var tensor) && tensor.Type == ElementType.Float32)
                    names.Add(node.Inputs[input]);
            }
        }
        return [.. names.Distinct(StringComparer.Ordinal)];
    }

    /// <summary>Whether a name fits one of several patterns, separated by commas or spaces, in which * stands for anything and ? for one character.</summary>
    /// <exception cref="ArgumentException">A pattern fits none of the names.</exception>
    public static IReadOnlySet<string> Matching(string? patterns, IReadOnlyList<string> names)
    {
        var matching = new HashSet<string>(StringComparer.Ordinal);
        foreach (var pattern in (patterns ?? "").Split([',', ' '], StringSplitOptions.RemoveEmptyEntries))
        {
            var found = names.Where(name => FileSystemName.MatchesSimpleExpression(pattern, name, ignoreCase: false)).ToArray();
            if (found.Length == 0)
                throw new ArgumentException($"No weight's name fits '{pattern}'. The weights are {string.Join(", ", names.Take(12))}{(names.Count > 12 ? $" and {names.Count - 12} more" : "")}.");
            matching.UnionWith(found);
        }
        return matching;
    }

    /// <summary>Length of the vector of all numbers of several tensors.</summary>
    public static double Length(IEnumerable<Tensor> tensors) => Math.Sqrt(tensors.Sum(tensor => (double)TensorPrimitives.SumOfSquares<float>(tensor.Numbers)));
}
