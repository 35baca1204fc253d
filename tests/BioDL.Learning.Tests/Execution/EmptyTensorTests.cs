using BioDL.Learning.Graphs;

namespace BioDL.Learning.Tests.Execution;

public sealed class EmptyTensorTests
{
    [Theory]
    [InlineData(0, 3)]
    [InlineData(2, 0)]
    public void A_sum_of_nothing_is_zero_and_of_no_columns_has_none(int rows, int columns)
    {
        var graph = new Graph
        {
            Inputs = { new GraphValue("x", ElementType.Float32, null) },
            Outputs = { new GraphValue("y", ElementType.Float32, null) },
            Nodes = { new Node { Operator = "ReduceSum", Inputs = ["x"], Outputs = ["y"], Attributes = new Attributes { { "axes", new long[] { 0 } }, { "keepdims", 0 } } } },
        };
        using var model = new OnnxModel(graph, opset: 11);
        using var input = Tensor.Zeros(ElementType.Float32, rows, columns);
        using var output = model.Run(input);
        Assert.Equal(new float[columns], output.ToArray<float>());
    }
}
