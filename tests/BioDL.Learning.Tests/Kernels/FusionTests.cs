using BioDL.Learning.Execution;
using BioDL.Learning.Graphs;

namespace BioDL.Learning.Tests.Kernels;

public sealed class FusionTests
{
    public static TheoryData<string> Activations => ["Relu", "LeakyRelu", "Sigmoid", "Clip"];

    [Theory]
    [MemberData(nameof(Activations))]
    public void A_normalisation_and_an_activation_behind_a_convolution_are_computed_with_it(string activation)
    {
        foreach (var (channels, outputs, groups) in new[] { (6, 1, 1), (6, 20, 1), (6, 6, 6), (16, 20, 1), (17, 2, 1) })
        {
            var network = new Network();
            network.Add("Conv", "x", "a", network.Weights(outputs, channels / groups, 3, 3), network.Weights(outputs)).Attributes.Add("group", groups);
            network.Add("BatchNormalization", "a", "b", network.Weights(outputs), network.Weights(outputs), network.Weights(outputs), network.Positive(outputs));
            network.Add(activation, "b", "y", activation == "Clip" ? [network.Scalar(-0.3f), network.Scalar(0.4f)] : []);
            Assert.Equal(1, network.Compare(network.Weights(2, channels, 9, 10)));
        }
    }

    [Fact]
    public void A_transposed_convolution_takes_them_on_as_well()
    {
        var network = new Network();
        network.Add("ConvTranspose", "x", "a", network.Weights(6, 5, 2, 2)).Attributes.Add("strides", new long[] { 2, 2 });
        network.Add("BatchNormalization", "a", "b", network.Weights(5), network.Weights(5), network.Weights(5), network.Positive(5));
        network.Add("Relu", "b", "y");
        Assert.Equal(1, network.Compare(network.Weights(1, 6, 9, 10)));
    }

    [Theory]
    [InlineData(16, 32, 5)]
    [InlineData(5, 3, 4)]
    public void Channels_that_are_only_joined_for_a_convolution_are_read_where_they_are(int first, int second, int third)
    {
        var network = new Network();
        network.Add("Conv", "x", "a", network.Weights(first, 4, 1, 1));
        network.Add("Conv", "x", "b", network.Weights(second, 4, 1, 1));
        network.Add("Conv", "x", "c", network.Weights(third, 4, 1, 1));
        network.Add("Concat", "a", "d", "b", "c").Attributes.Add("axis", 1);
        network.Add("Conv", "d", "y", network.Weights(7, first + second + third, 3, 3));
        Assert.Equal(4, network.Compare(network.Weights(2, 4, 9, 10)));
    }

    [Fact]
    public void Joined_channels_that_others_read_too_stay_in_blocks()
    {
        var network = new Network();
        network.Add("Conv", "x", "a", network.Weights(16, 4, 1, 1));
        network.Add("Conv", "x", "b", network.Weights(9, 4, 1, 1));
        network.Add("Concat", "a", "c", "b").Attributes.Add("axis", 1);
        network.Add("Conv", "c", "d", network.Weights(25, 25, 1, 1));
        network.Add("Concat", "c", "y", "d").Attributes.Add("axis", 1);
        Assert.Equal(5, network.Compare(network.Weights(2, 4, 9, 10)));
    }

    [Theory]
    [InlineData("nearest")]
    [InlineData("linear")]
    public void Channels_are_mixed_before_an_enlargement(string mode)
    {
        var network = new Network();
        network.Add("Conv", "x", "a", network.Weights(32, 4, 1, 1));
        network.Add("Resize", "a", "b", "", network.Constant([1, 1, 2, 3], 4)).Attributes.Add("mode", mode);
        network.Add("Conv", "b", "y", network.Weights(5, 32, 1, 1), network.Weights(5));
        Assert.Equal(3, network.Compare(network.Weights(1, 4, 6, 7)));
    }

    [Fact]
    public void What_is_asked_for_or_read_twice_is_not_fused_away()
    {
        var network = new Network();
        network.Add("Conv", "x", "a", network.Weights(8, 4, 3, 3));
        network.Add("Relu", "a", "b");
        network.Add("Concat", "a", "y", "b").Attributes.Add("axis", 1);
        Assert.Equal(3, network.Compare(network.Weights(1, 4, 6, 7)));
        Assert.Equal(2, network.Compare(network.Weights(1, 4, 6, 7), "a", "b"));
    }

    [Fact]
    public void Weights_that_a_caller_replaces_for_a_run_count()
    {
        var network = new Network();
        network.Add("Conv", "x", "a", network.Constant([1], 1, 1, 1, 1));
        var gain = network.Constant([1], 1);
        network.Add("BatchNormalization", "a", "y", gain, network.Constant([0], 1), network.Constant([0], 1), network.Constant([1], 1));
        network.Graph.Inputs.Add(new GraphValue(gain, ElementType.Float32, null));
        using var model = new OnnxModel(network.Graph, 13);
        using var input = Tensor.From([1f], 1, 1, 1, 1);
        using var other = Tensor.From([3f], 1);
        Assert.Equal(1, model.Run(new Dictionary<string, Tensor> { ["x"] = input })["y"].ToArray<float>()[0], 1e-4);
        Assert.Equal(3, model.Run(new Dictionary<string, Tensor> { ["x"] = input, [gain] = other })["y"].ToArray<float>()[0], 1e-4);
    }

    private sealed class Network
    {
        private readonly Random random = new(11);

        public Graph Graph { get; } = new()
        {
            Inputs = { new GraphValue("x", ElementType.Float32, null) },
            Outputs = { new GraphValue("y", ElementType.Float32, null) },
        };

        public Node Add(string name, string input, string output, params string[] more)
        {
            var node = new Node { Operator = name, Inputs = [input, .. more], Outputs = [output] };
            Graph.Nodes.Add(node);
            return node;
        }

        public string Weights(params int[] sizes) => Add(NodeTrial.Random(random, sizes));

        public string Positive(int count) => Constant([.. Enumerable.Range(0, count).Select(_ => 0.5f + random.NextSingle())], count);

        public string Scalar(float value) => Add(Tensor.Scalar(value));

        public string Constant(float[] values, params int[] sizes) => Add(Tensor.From(values, sizes));

        /// <summary>Compares with every step by itself.</summary>
        /// <returns>The steps that are left.</returns>
        public int Compare(string input, params string[] outputs)
        {
            if (outputs.Length == 0)
                outputs = ["y"];
            var steps = 0;
            foreach (var path in NodeTrial.Paths)
            {
                var compute = new ComputeOptions { Simd = path, Threads = 2 };
                using var fused = Plan.Make(Graph, outputs, 13, compute);
                using var single = Plan.Make(Graph, outputs, 13, compute, fuses: false);
                var (found, expected) = (Run(fused, input), Run(single, input));
                for (var n = 0; n < outputs.Length; n++)
                    NodeTrial.Near(NodeTrial.Doubles(expected[n]), found[n].Span<float>(), $"{path} {outputs[n]}");
                steps = fused.Steps.Count;
            }
            return steps;
        }

        private Tensor[] Run(Plan plan, string input)
        {
            using var pool = new MemoryPool();
            using var run = new Run(plan, pool);
            run.Begin(RunOptions.Default, CancellationToken.None);
            run.Set(0, Graph.Initialisers[input]);
            return run.Complete();
        }

        private string Add(Tensor tensor)
        {
            var name = $"w{Graph.Initialisers.Count}";
            Graph.Initialisers.Add(name, tensor);
            return name;
        }
    }
}
