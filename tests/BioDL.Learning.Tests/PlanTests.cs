using BioDL.Learning.Graphs;

namespace BioDL.Learning.Tests;

public sealed class PlanTests
{
    [Fact]
    public void A_network_that_does_nothing_gives_what_it_gets()
    {
        using var model = new OnnxModel(Passing("x", "y"), opset: 13);
        using var input = Tensor.From([1f, 2, 3], 3);
        using var output = model.Run(input);
        Assert.Equal([1f, 2, 3], output.ToArray<float>());
        Assert.Equal(new TensorShape(3), output.Shape);
    }

    [Fact]
    public void An_input_that_nobody_knows_is_refused_with_the_names_that_are_known()
    {
        using var model = new OnnxModel(Passing("x", "y"), opset: 13);
        using var input = Tensor.From([1f], 1);
        var error = Assert.Throws<OnnxException>(() => model.Run(new Dictionary<string, Tensor> { ["image"] = input }));
        Assert.Contains("no input 'image'", error.Message, StringComparison.Ordinal);
        Assert.Contains("x: Float32", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_value_between_two_operators_can_be_asked_for()
    {
        var graph = Passing("x", "between", "y");
        using var model = new OnnxModel(graph, opset: 13);
        using var input = Tensor.From([4f], 1);
        var values = model.Run(new Dictionary<string, Tensor> { ["x"] = input }, ["between"]);
        Assert.Equal([4f], values["between"].ToArray<float>());
    }

    private static Graph Passing(params string[] names)
    {
        var graph = new Graph { Inputs = { new GraphValue(names[0], ElementType.Float32, null) }, Outputs = { new GraphValue(names[^1], ElementType.Float32, null) } };
        for (var n = 1; n < names.Length; n++)
            graph.Nodes.Add(new Node { Operator = "Identity", Inputs = [names[n - 1]], Outputs = [names[n]] });
        return graph;
    }
}
