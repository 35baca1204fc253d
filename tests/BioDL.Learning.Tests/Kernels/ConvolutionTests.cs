using BioDL.Learning.Graphs;
using BioDL.Learning.Kernels;

namespace BioDL.Learning.Tests.Kernels;

public sealed class ConvolutionTests
{
    private static readonly int[] Sizes = [1, 2, 3, 5, 8, 13, 16, 17, 24, 33, 40];
    private static readonly int[] Channels = [1, 2, 3, 4, 5, 15, 16, 17, 32, 33];

    public static TheoryData<bool> Directions => [false, true];

    [Theory]
    [MemberData(nameof(Directions))]
    public void Every_path_computes_what_the_definition_says_for_random_shapes(bool isTransposed)
    {
        var random = new Random(isTransposed ? 5 : 4);
        for (var trial = 0; trial < 150; trial++)
            Try(RandomCase(random, isTransposed), random);
    }

    [Fact]
    public void Fewer_multiplications_give_the_same_sums_for_random_sizes_and_padding()
    {
        var random = new Random(6);
        for (var trial = 0; trial < 60; trial++)
        {
            var (y, x) = (new WindowAxis(3, 1, 1, random.Next(4), random.Next(4)), new WindowAxis(3, 1, 1, random.Next(4), random.Next(4)));
            var (height, width) = (random.Next(3, 30), random.Next(3, 30));
            var shape = new ConvolutionShape(random.Next(1, 3), 16 * random.Next(1, 4), height, width, random.Next(8, 40), y.Positions(height), x.Positions(width), 1, new Window(y, x));
            if (WinogradConvolution.Suits(shape))
                Try(new Case(shape, IsLine: false, IsTransposed: false), random);
        }
    }

    [Fact]
    public void A_kernel_of_three_reads_the_neighbours_of_each_pixel()
    {
        using var input = Tensor.From([1f, 2, 3, 4, 5, 6, 7, 8, 9], 1, 1, 3, 3);
        using var weights = Tensor.From([0f, 0, 0, 0, 1, 10, 0, 0, 100], 1, 1, 3, 3);
        using var output = Run(Conv(("pads", new long[] { 1, 1, 1, 1 })), input, weights, ComputeOptions.Default);
        Assert.Equal([521f, 632, 3, 854, 965, 6, 87, 98, 9], output.ToArray<float>());
    }

    [Fact]
    public void Double_precision_is_computed_as_the_definition_says()
    {
        using var input = Tensor.From([1d, 2, 3], 1, 1, 3);
        using var weights = Tensor.From([1d, 10], 1, 1, 2);
        using var output = Run(Conv(), input, weights, ComputeOptions.Default);
        Assert.Equal([21d, 32], output.ToArray<double>());
        Assert.Equal(new TensorShape(1, 1, 2), output.Shape);
    }

    [Fact]
    public void A_wrong_number_of_channels_is_refused_with_both_numbers()
    {
        using var input = Tensor.Zeros(ElementType.Float32, 1, 3, 8, 8);
        using var weights = Tensor.Zeros(ElementType.Float32, 4, 2, 3, 3);
        var error = Assert.Throws<OnnxException>(() => Run(Conv(), input, weights, ComputeOptions.Default));
        Assert.Equal("Conv that writes 'y': the input has 3 channels, but weights of shape (4, 2, 3, 3) and group 1 expect 2", error.Message);
    }

    [Fact]
    public void A_kernel_that_does_not_fit_is_refused_with_its_span()
    {
        using var input = Tensor.Zeros(ElementType.Float32, 1, 1, 4, 8);
        using var weights = Tensor.Zeros(ElementType.Float32, 1, 1, 3, 3);
        var error = Assert.Throws<OnnxException>(() => Run(Conv(("dilations", new long[] { 2, 2 })), input, weights, ComputeOptions.Default));
        Assert.Contains("a kernel that spans 5 does not fit into 4 + 0 + 0 pixels", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Weights_that_change_in_place_are_packed_anew()
    {
        using var input = Tensor.From([2f], 1, 1, 1, 1);
        var weights = Tensor.From([3f], 1, 1, 1, 1);
        var graph = new Graph { Inputs = { new GraphValue("x", ElementType.Float32, null) }, Outputs = { new GraphValue("y", ElementType.Float32, null) } };
        graph.Nodes.Add(Conv());
        graph.Initialisers.Add("w", weights);
        using var model = new OnnxModel(graph, opset: 13);
        Assert.Equal([6f], model.Run(input).ToArray<float>());
        weights.Span<float>()[0] = 5;
        Assert.Equal([10f], model.Run(input).ToArray<float>());
    }

    private static Case RandomCase(Random random, bool isTransposed)
    {
        while (true)
        {
            var isLine = random.Next(6) == 0;
            var groups = random.Next(3) == 0 ? random.Next(2, 6) : 1;
            var (channels, outputs) = (Pick(random, Channels), Pick(random, Channels));
            if (groups > 1)
                (channels, outputs) = (groups * random.Next(1, 9), groups * random.Next(1, 9));
            if (random.Next(8) == 0)
                groups = outputs = channels;
            var (height, width) = (isLine ? 1 : Pick(random, Sizes), Pick(random, Sizes));
            var window = new Window(isLine ? WindowAxis.None : RandomAxis(random), RandomAxis(random));
            var (outputHeight, outputWidth) = isTransposed
                ? (Spread(window.Y, height), Spread(window.X, width))
                : (window.Y.Positions(height), window.X.Positions(width));
            var shape = new ConvolutionShape(random.Next(1, 3), channels, height, width, outputs, outputHeight, outputWidth, groups, window);
            if (outputHeight > 0 && outputWidth > 0)
                return new Case(shape, isLine, isTransposed);
        }
    }

    private static int Spread(WindowAxis axis, int length) => (axis.Stride * (length - 1)) + axis.Span - axis.Before - axis.After;

    private static WindowAxis RandomAxis(Random random) => new(random.Next(1, 5), random.Next(3) == 0 ? random.Next(2, 6) : 1,
        random.Next(3) == 0 ? random.Next(2, 20) : 1, random.Next(4), random.Next(4));

    private static int Pick(Random random, int[] values) => values[random.Next(values.Length)];

    private static void Try(Case trial, Random random)
    {
        var shape = trial.Shape;
        var window = shape.Window;
        using var input = NodeTrial.Random(random, trial.Sizes(shape.Images, shape.Channels, shape.Height, shape.Width));
        using var weights = NodeTrial.Random(random, trial.IsTransposed
            ? trial.Sizes(shape.Channels, shape.OutputsOfGroup, window.Y.Size, window.X.Size)
            : trial.Sizes(shape.Outputs, shape.ChannelsOfGroup, window.Y.Size, window.X.Size));
        using var bias = NodeTrial.Random(random, shape.Outputs);
        var expected = new double[shape.Images * shape.Outputs * shape.OutputHeight * shape.OutputWidth];
        if (trial.IsTransposed)
            ReferenceConvolution.Transposed<double>(shape, NodeTrial.Doubles(input), NodeTrial.Doubles(weights), NodeTrial.Doubles(bias), expected);
        else
            ReferenceConvolution.Forward<double>(shape, NodeTrial.Doubles(input), NodeTrial.Doubles(weights), NodeTrial.Doubles(bias), expected);
        var constants = new Dictionary<string, Tensor> { ["w"] = weights, ["b"] = bias };
        foreach (var path in NodeTrial.Paths)
        {
            var isBlocked = !trial.IsLine && random.Next(2) == 0;
            using var one = NodeTrial.Run([trial.Node], input, constants, new ComputeOptions { Simd = path, Threads = 1 }, isBlocked);
            NodeTrial.Near(expected, one.Span<float>(), $"{path}, blocked {isBlocked}, {trial}");
            foreach (var threads in new[] { 2, 3 })
            {
                using var several = NodeTrial.Run([trial.Node], input, constants, new ComputeOptions { Simd = path, Threads = threads }, isBlocked);
                Assert.Equal(one.ToArray<float>(), several.ToArray<float>());
            }
        }
    }

    private static Node Conv(params (string Name, object Value)[] attributes)
    {
        var node = new Node { Operator = "Conv", Inputs = ["x", "w"], Outputs = ["y"] };
        foreach (var (name, value) in attributes)
            node.Attributes.Add(name, value);
        return node;
    }

    private static Tensor Run(Node node, Tensor input, Tensor weights, ComputeOptions compute) =>
        NodeTrial.Run([node], input, new Dictionary<string, Tensor> { ["w"] = weights }, compute);

    private sealed record Case(ConvolutionShape Shape, bool IsLine, bool IsTransposed)
    {
        public Node Node
        {
            get
            {
                var node = new Node { Operator = IsTransposed ? "ConvTranspose" : "Conv", Inputs = ["x", "w", "b"], Outputs = ["y"] };
                var (y, x) = (Shape.Window.Y, Shape.Window.X);
                node.Attributes.Add("group", Shape.Groups);
                node.Attributes.Add("strides", Numbers(y.Stride, x.Stride));
                node.Attributes.Add("dilations", Numbers(y.Dilation, x.Dilation));
                node.Attributes.Add("pads", IsLine ? [x.Before, x.After] : new long[] { y.Before, x.Before, y.After, x.After });
                return node;
            }
        }

        public int[] Sizes(int first, int second, int height, int width) => IsLine ? [first, second, width] : [first, second, height, width];

        private long[] Numbers(long y, long x) => IsLine ? [x] : [y, x];
    }
}
