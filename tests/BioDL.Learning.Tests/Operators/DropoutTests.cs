using BioDL.Learning.Graphs;

namespace BioDL.Learning.Tests.Operators;

public sealed class DropoutTests
{
    private const int Count = 100_000;

    [Fact]
    public void Without_a_wish_nothing_is_dropped_and_the_result_is_the_callers_own()
    {
        using var model = Dropping(0.25f);
        using var x = Tensor.From([1f, 2, 3], 3);
        using var y = model.Run(x);
        Assert.Equal([1f, 2, 3], y.ToArray<float>());
        y.Span<float>()[0] = 9;
        Assert.Equal(1, x.Span<float>()[0]);
    }

    [Fact]
    public void As_many_are_dropped_as_the_ratio_says_and_the_mean_is_kept()
    {
        var (values, mask) = Run(seed: 1, threads: 1);
        Assert.Equal(0.25, mask.Count(kept => !kept) / (double)Count, 2);
        Assert.Equal(1, values.Average(), 2);
        Assert.All(values.Zip(mask), pair => Assert.Equal(pair.Second ? 1 / 0.75f : 0, pair.First));
    }

    [Fact]
    public void The_same_seed_drops_the_same_whatever_the_threads_and_another_seed_drops_others()
    {
        var (_, first) = Run(seed: 1, threads: 1);
        Assert.Equal(first, Run(seed: 1, threads: 2).Mask);
        Assert.NotEqual(first, Run(seed: 2, threads: 1).Mask);
    }

    private static (float[] Values, bool[] Mask) Run(int seed, int threads)
    {
        using var model = Dropping(0.25f, threads);
        using var x = Tensor.Zeros(ElementType.Float32, Count);
        x.Span<float>().Fill(1);
        var results = model.Run(new Dictionary<string, Tensor> { ["x"] = x }, ["y", "mask"], new RunOptions { Dropout = true, Seed = seed });
        return (results["y"].ToArray<float>(), results["mask"].ToArray<bool>());
    }

    private static OnnxModel Dropping(float ratio, int threads = 1)
    {
        var graph = new Graph { Inputs = { new GraphValue("x", ElementType.Float32, null) }, Outputs = { new GraphValue("y", ElementType.Float32, null) } };
        graph.Initialisers["ratio"] = Tensor.Scalar(ratio);
        graph.Nodes.Add(new Node { Operator = "Dropout", Inputs = ["x", "ratio"], Outputs = ["y", "mask"] });
        return new OnnxModel(graph, 13, new ComputeOptions { Threads = threads });
    }
}
