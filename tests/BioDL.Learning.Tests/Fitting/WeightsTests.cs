using BioDL.Learning.Graphs;
using BioDL.Learning.Losses;
using BioDL.Learning.Optimisers;

namespace BioDL.Learning.Tests.Fitting;

public sealed class WeightsTests
{
    [Fact]
    public void Constants_of_arithmetic_are_no_weights()
    {
        var graph = new Graph
        {
            Inputs = { new GraphValue("x", ElementType.Float32, null) },
            Outputs = { new GraphValue("y", ElementType.Float32, null) },
            Initialisers = { ["mean"] = Tensor.From([1f, 2], 1, 2, 1), ["two"] = Tensor.Scalar(2f), ["half"] = Tensor.From([0.5f], 1), ["scale"] = Tensor.From([1f, 1], 1, 2, 1) },
            Nodes =
            {
                new Node { Operator = "Sub", Inputs = ["x", "mean"], Outputs = ["a"] },
                new Node { Operator = "Pow", Inputs = ["a", "two"], Outputs = ["b"] },
                new Node { Operator = "Mul", Inputs = ["b", "half"], Outputs = ["c"] },
                new Node { Operator = "Mul", Inputs = ["c", "scale"], Outputs = ["y"] },
            },
        };
        using var model = new OnnxModel(graph, 13);
        using var training = model.Train(Loss.L2, new Sgd(0.1));
        Assert.Equal(["scale"], training.Trained);
    }
}
