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
    /// <summary>Names of all weights, in the order in which the network uses them, with the number of their layer, from 1.</summary>
    public static IReadOnlyList<(string Name, int Layer)> Layers(Graph graph, int opset)
    {
        var layer = 0;
        return
        [
            .. All(graph, opset).Where(name => graph.Initialisers[name].Type == ElementType.Float32)
                .Select(name => (name, Math.Max(1, layer += graph.Initialisers[name].Shape.Rank > 1 ? 1 : 0))),
        ];
    }

    /// <summary>Makes sure that training can change the weights.</summary>
    /// <exception cref="OnnxException">Weights are in half precision.</exception>
    public static void CheckPrecision(Graph graph, int opset)
    {
        string[] halves = [.. All(graph, opset).Where(name => graph.Initialisers[name].Type == ElementType.Float16)];
        if (halves.Length > 0)
        {
            throw new OnnxException($"{halves.Length} {(halves.Length == 1 ? "weight" : "weights")} of this network, such as '{halves[0]}', hold Float16, but Float32 is expected: "
                + "steps of training are too small for half precision. Load the network's Float32 version, or export it without half precision, and train that.");
        }
    }

    private static IEnumerable<string> All(Graph graph, int opset)
    {
        var names = new List<string>();
        foreach (var node in graph.Nodes.Where(node => node.Operator != "Constant"))
        {
            var rule = GradientRules.Find(node, opset);
            for (var input = 0; rule is not null && input < node.Inputs.Count; input++)
            {
                if (graph.Initialisers.TryGetValue(node.Inputs[input], out var tensor) && rule.IsWeight(input, tensor.Shape))
                    names.Add(node.Inputs[input]);
            }
            rule?.Dispose();
        }
        return names.Distinct(StringComparer.Ordinal);
    }
}
