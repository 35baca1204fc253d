using BioDL.Learning.Graphs;

namespace BioDL.Learning.Tests.Graphs;

public sealed class HalfPrecisionTests
{
    [Fact]
    public void A_network_without_half_precision_runs_as_it_is()
    {
        var graph = new Graph { Inputs = { new GraphValue("x", ElementType.Float32, null) }, Initialisers = { ["w"] = Tensor.Scalar(1f) } };
        Assert.Same(graph, HalfPrecision.Widened(graph));
        graph.Free();
    }

    [Fact]
    public void What_runs_is_in_single_precision_and_what_is_saved_stays_in_half()
    {
        var graph = Halved();
        var wide = HalfPrecision.Widened(graph);
        Assert.Equal(
            [
                "Cast(x) → x in single precision", "Mul(x in single precision, w) → m", "Constant() → c", "Cast(m) → r in half precision", "Cast(r in half precision) → r",
                "If(b) → i", "Add(r, i) → y in single precision", "Cast(y in single precision) → y",
            ],
            wide.Nodes.Select(node => $"{node.Operator}({string.Join(", ", node.Inputs)}) → {node.Outputs[0]}"));
        Assert.Equal([1.5f, -2], wide.Initialisers["w"].ToArray<float>());
        Assert.Equal(ElementType.Bool, wide.Initialisers["b"].Type);
        Assert.Equal([0.5f], wide.Nodes[2].Attributes.TensorOf("value")!.ToArray<float>());
        Assert.Equal(["x in single precision"], wide.Nodes[5].Attributes.GraphOf("then_branch")!.Nodes[0].Inputs);
        Assert.Equal(ElementType.Float32, wide.Nodes[5].Attributes.GraphOf("then_branch")!.Outputs[0].Type);
        Assert.Equal((ElementType.Float16, ElementType.Float16), (wide.Inputs[0].Type, wide.Outputs[0].Type));
        Assert.Equal(ElementType.Float16, graph.Initialisers["w"].Type);
        wide.Free();
        Assert.Equal([true], graph.Initialisers["b"].ToArray<bool>());
        graph.Free();
    }

    [Fact]
    public void A_network_of_half_precision_takes_and_gives_half_precision()
    {
        using var model = new OnnxModel(Halved(), opset: 17);
        using var again = OnnxModel.Load(model.ToBytes());
        foreach (var network in new[] { model, again })
        {
            using var input = Tensor.From([(Half)1.001f, (Half)3], 2);
            using var output = network.Run(input);
            // The product is rounded to half precision, the sum when it leaves.
            var rounded = (float)(Half)((float)(Half)1.001f * 1.5f);
            Assert.Equal([(Half)(rounded + (float)(Half)1.001f), (Half)(-3)], output.ToArray<Half>());
            Assert.Equal(ElementType.Float16, network.Graph.Initialisers["w"].Type);
        }
    }

    /// <summary>y = half(x · w) + (b ? x : c), all in half precision.</summary>
    private static Graph Halved() => new()
    {
        Inputs = { new GraphValue("x", ElementType.Float16, [2]) },
        Outputs = { new GraphValue("y", ElementType.Float16, [2]) },
        Initialisers = { ["w"] = Tensor.From([(Half)1.5f, (Half)(-2)], 2), ["b"] = Tensor.Scalar(true) },
        Nodes =
        {
            new Node { Operator = "Mul", Inputs = ["x", "w"], Outputs = ["m"] },
            new Node { Operator = "Constant", Outputs = ["c"], Attributes = new Attributes { { "value", Tensor.From([(Half)0.5f], 1) } } },
            new Node { Operator = "Cast", Inputs = ["m"], Outputs = ["r"], Attributes = new Attributes { { "to", 10 } } },
            new Node
            {
                Operator = "If",
                Inputs = ["b"],
                Outputs = ["i"],
                Attributes = new Attributes { { "then_branch", Branch("x") }, { "else_branch", Branch("c") } },
            },
            new Node { Operator = "Add", Inputs = ["r", "i"], Outputs = ["y"] },
        },
    };

    private static Graph Branch(string value) => new()
    {
        Outputs = { new GraphValue("taken", ElementType.Float16, null) },
        Nodes = { new Node { Operator = "Identity", Inputs = [value], Outputs = ["taken"] } },
    };
}
