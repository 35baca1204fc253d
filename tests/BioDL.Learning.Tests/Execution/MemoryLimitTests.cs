using BioDL.Learning.Graphs;

namespace BioDL.Learning.Tests.Execution;

public sealed class MemoryLimitTests
{
    [Fact]
    public void A_run_that_would_need_more_memory_than_is_allowed_ends_before_it_takes_it_and_names_the_operator()
    {
        using var model = new OnnxModel(Doubling(), opset: 13, new ComputeOptions { MaximumMemory = 5 << 20 });
        using var small = Tensor.Zeros(ElementType.Float32, 1 << 18);
        using var large = Tensor.Zeros(ElementType.Float32, 1 << 20);
        model.Run(small).Dispose();
        var error = Assert.Throws<OnnxException>(() => model.Run(large));
        Assert.Equal("Concat 'twice': 8 MB are needed besides 0 MB in use, but 5 MB are allowed. Use smaller tiles, or allow more.", error.Message);
        model.Run(small).Dispose();
    }

    private static Graph Doubling() => new()
    {
        Inputs = { new GraphValue("x", ElementType.Float32, null) },
        Outputs = { new GraphValue("y", ElementType.Float32, null) },
        Nodes = { new Node { Operator = "Concat", Name = "twice", Inputs = ["x", "x"], Outputs = ["y"], Attributes = new Attributes { { "axis", 0 } } } },
    };
}
