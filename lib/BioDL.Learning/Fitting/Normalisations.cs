using BioDL.Learning.Graphs;

namespace BioDL.Learning.Fitting;

/// <summary>The layers that normalise by running statistics.</summary>
internal static class Normalisations
{
    /// <summary>Running means and variances of the layers of which a scale or offset is trained.</summary>
    public static IEnumerable<KeyValuePair<string, Tensor>> RunningStatistics(Graph graph, IReadOnlySet<string> trained) =>
        from node in graph.Nodes
        where node.Operator == "BatchNormalization" && node.Inputs.Skip(1).Take(2).Any(trained.Contains)
        from name in node.Inputs.Skip(3)
        where graph.Initialisers.ContainsKey(name)
        select KeyValuePair.Create(name, graph.Initialisers[name]);
}
