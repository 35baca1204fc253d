using BioDL.Learning.Graphs;

namespace BioDL.Learning.Tests.Kernels;

public sealed class PoolingTests
{
    [Fact]
    public void The_maximum_of_each_square_is_kept()
    {
        using var output = Run("MaxPool", Count(1, 1, 4, 4), ("kernel_shape", new long[] { 2, 2 }), ("strides", new long[] { 2, 2 }));
        Assert.Equal([6f, 8, 14, 16], output.ToArray<float>());
    }

    [Fact]
    public void A_window_that_reaches_over_the_end_counts_when_the_size_is_rounded_up()
    {
        using var output = Run("MaxPool", Count(1, 1, 1, 5), ("kernel_shape", new long[] { 1, 2 }), ("strides", new long[] { 1, 2 }), ("ceil_mode", 1));
        Assert.Equal([2f, 4, 5], output.ToArray<float>());
    }

    [Theory]
    [InlineData(0, new[] { 1.5f, 2, 3, 3.5f })]
    [InlineData(1, new[] { 1f, 2, 3, 7 / 3f })]
    public void Padding_counts_in_a_mean_only_when_asked_for(int counts, float[] expected)
    {
        using var output = Run("AveragePool", Count(1, 1, 4), ("kernel_shape", new long[] { 3 }), ("pads", new long[] { 1, 1 }), ("count_include_pad", counts));
        Assert.Equal(expected, output.ToArray<float>());
    }

    [Fact]
    public void Where_the_maxima_lie_is_refused_by_name()
    {
        var node = new Node { Operator = "MaxPool", Name = "pool", Inputs = ["x"], Outputs = ["y", "where"], Attributes = new Attributes { { "kernel_shape", new long[] { 2, 2 } } } };
        var error = Assert.Throws<OnnxException>(() => NodeTrial.Run([node], Count(1, 1, 4, 4), new Dictionary<string, Tensor>(), ComputeOptions.Default));
        Assert.StartsWith("MaxPool 'pool': its second output 'where'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Blocked_pools_equal_plain_ones_for_random_shapes()
    {
        var random = new Random(7);
        for (var trial = 0; trial < 200; trial++)
        {
            long[] kernel = [random.Next(1, 5), random.Next(1, 5)];
            long[] pads = [random.Next((int)kernel[0]), random.Next((int)kernel[1]), random.Next((int)kernel[0]), random.Next((int)kernel[1])];
            var (name, channels) = (random.Next(2) == 0 ? "MaxPool" : "AveragePool", random.Next(1, 35));
            using var input = NodeTrial.Random(random, random.Next(1, 3), channels, random.Next(8, 20), random.Next(8, 20));
            (string, object)[] attributes = [("kernel_shape", kernel), ("pads", pads), ("strides", new long[] { random.Next(1, 4), random.Next(1, 4) }),
                ("dilations", new long[] { random.Next(1, 3), random.Next(1, 3) }), ("ceil_mode", random.Next(2)), .. name == "AveragePool" ? [("count_include_pad", random.Next(2))] : Array.Empty<(string, object)>()];
            using var doubles = Tensor.From(NodeTrial.Doubles(input), input.Shape.ToArray());
            using var expected = Run(name, doubles, attributes);
            foreach (var threads in new[] { 1, 3 })
            {
                using var found = NodeTrial.Run([Node(name, attributes)], input, new Dictionary<string, Tensor>(), new ComputeOptions { Threads = threads }, isBlocked: true);
                NodeTrial.Near(expected.ToArray<double>(), found.Span<float>(), $"{name} of {input.Shape}, trial {trial}");
            }
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_whole_plane_becomes_one_number(bool isBlocked)
    {
        using var input = Count(2, 17, 3, 5);
        using var mean = NodeTrial.Run([Node("GlobalAveragePool")], input, new Dictionary<string, Tensor>(), ComputeOptions.Default, isBlocked);
        using var largest = NodeTrial.Run([Node("GlobalMaxPool")], input, new Dictionary<string, Tensor>(), ComputeOptions.Default, isBlocked);
        Assert.Equal(Enumerable.Range(0, 34).Select(plane => (plane * 15) + 8f), mean.ToArray<float>());
        Assert.Equal(Enumerable.Range(0, 34).Select(plane => (plane * 15) + 15f), largest.ToArray<float>());
        Assert.Equal(new TensorShape(2, 17, 1, 1), mean.Shape);
    }

    private static Tensor Count(params int[] sizes) => Tensor.From(Enumerable.Range(1, sizes.Aggregate((a, b) => a * b)).Select(n => (float)n).ToArray(), sizes);

    private static Node Node(string name, params (string Name, object Value)[] attributes)
    {
        var node = new Node { Operator = name, Inputs = ["x"], Outputs = ["y"] };
        foreach (var (key, value) in attributes)
            node.Attributes.Add(key, value);
        return node;
    }

    private static Tensor Run(string name, Tensor input, params (string Name, object Value)[] attributes) =>
        NodeTrial.Run([Node(name, attributes)], input, new Dictionary<string, Tensor>(), ComputeOptions.Default);
}
