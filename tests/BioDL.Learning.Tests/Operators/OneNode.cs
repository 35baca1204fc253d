using BioDL.Learning.Graphs;

namespace BioDL.Learning.Tests.Operators;

/// <summary>One operator with inputs x0, x1 … and its first output.</summary>
internal static class OneNode
{
    public static Tensor Run(string name, int opset, Attributes settings, params Tensor[] inputs)
    {
        var graph = new Graph { Outputs = { new GraphValue("y", ElementType.Undefined, null) } };
        for (var n = 0; n < inputs.Length; n++)
            graph.Inputs.Add(new GraphValue($"x{n}", inputs[n].Type, null));
        graph.Nodes.Add(new Node { Operator = name, Inputs = [.. graph.Inputs.Select(input => input.Name)], Outputs = ["y"], Attributes = settings });
        using var model = new OnnxModel(graph, opset);
        return model.Run(Enumerable.Range(0, inputs.Length).ToDictionary(n => $"x{n}", n => inputs[n]))["y"];
    }

    public static Tensor Run(string name, params Tensor[] inputs) => Run(name, 18, [], inputs);
}
