using BioDL.Learning.Graphs;

namespace BioDL.Learning.Networks;

/// <summary>
/// Puts a network together, layer by layer. Every method takes the name of a value and gives the name of the next one. Weights are drawn from the
/// seed: normal with variance 2 / inputs (He, Zhang, Ren and Sun 2015), biases 0.
/// </summary>
internal sealed class NetworkBuilder
{
    /// <summary>Operator set of the networks: the first in which GroupNormalization has one scale per channel.</summary>
    public const int Opset = 21;

    private readonly Graph graph;
    private readonly Dictionary<string, int> channels = new(StringComparer.Ordinal);
    private SeededRandom random;

    public NetworkBuilder(string name, int seed)
    {
        graph = new Graph { Name = name };
        random = new SeededRandom(seed);
    }

    /// <summary>Adds the image that goes in: (batch, channels, height, width).</summary>
    public string Input(string name, int count)
    {
        Dimension[] shape = [new(null, "batch"), count, new(null, "height"), new(null, "width")];
        graph.Inputs.Add(new GraphValue(name, ElementType.Float32, shape));
        channels[name] = count;
        return name;
    }

    /// <summary>Channels of a value.</summary>
    public int Channels(string value) => channels[value];

    /// <summary>Convolution with padding that keeps the size (divided by the stride, rounded up, for odd kernels).</summary>
    public string Convolution(string name, string input, int outputs, int kernel = 3, int stride = 1, bool hasBias = true)
    {
        Weights($"{name}.weight", [outputs, channels[input], kernel, kernel], Math.Sqrt(2.0 / (channels[input] * kernel * kernel)));
        long pad = kernel / 2;
        string[] inputs = hasBias ? [input, $"{name}.weight", Constants($"{name}.bias", outputs, 0)] : [input, $"{name}.weight"];
        return Node("Conv", name, inputs, outputs, new Attributes
        {
            { "kernel_shape", new long[] { kernel, kernel } }, { "pads", new[] { pad, pad, pad, pad } }, { "strides", new long[] { stride, stride } },
        });
    }

    /// <summary>The chosen normalisation with a learnt scale and offset for each channel.</summary>
    public string Normalise(string name, string input, Normalisation kind)
    {
        var count = channels[input];
        if (kind == Normalisation.None)
            return input;
        string[] inputs = [input, Constants($"{name}.scale", count, 1), Constants($"{name}.offset", count, 0)];
        return kind switch
        {
            Normalisation.Batch => Node("BatchNormalization", name,
                [.. inputs, Constants($"{name}.mean", count, 0), Constants($"{name}.variance", count, 1)], count, new Attributes { { "epsilon", 1e-5f }, { "momentum", 0.9f } }),
            Normalisation.Instance => Node("InstanceNormalization", name, inputs, count, new Attributes { { "epsilon", 1e-5f } }),
            _ => Node("GroupNormalization", name, inputs, count, new Attributes { { "epsilon", 1e-5f }, { "num_groups", Groups(count) } }),
        };
    }

    public string Relu(string name, string input) => Node("Relu", name, [input], channels[input]);

    public string MaxPool(string name, string input) => Node("MaxPool", name, [input], channels[input], Halving());

    public string AveragePool(string name, string input) => Node("AveragePool", name, [input], channels[input], Halving());

    public string Add(string name, string left, string right) => Node("Add", name, [left, right], channels[left]);

    public string Concat(string name, params string[] inputs) => Node("Concat", name, inputs, inputs.Sum(Channels), new Attributes { { "axis", 1 } });

    /// <summary>Twice the height and width, by linear interpolation.</summary>
    public string Enlarge(string name, string input)
    {
        graph.Initialisers.TryAdd("enlarge.scales", Tensor.From([1f, 1, 2, 2], 4));
        return Node("Resize", name, [input, "", "enlarge.scales"], channels[input],
            new Attributes { { "mode", "linear" }, { "coordinate_transformation_mode", "half_pixel" } });
    }

    public string Dropout(string name, string input, double ratio)
    {
        if (ratio == 0)
            return input;
        graph.Initialisers[$"{name}.ratio"] = Tensor.Scalar((float)ratio);
        return Node("Dropout", name, [input, $"{name}.ratio"], channels[input]);
    }

    /// <summary>One number per channel: the mean over the image, as (batch, channels).</summary>
    public string MeanOfImage(string name, string input) =>
        Node("Flatten", $"{name}.flat", [Node("GlobalAveragePool", name, [input], channels[input])], channels[input], new Attributes { { "axis", 1 } });

    /// <summary>Every output from every input.</summary>
    public string Dense(string name, string input, int outputs)
    {
        Weights($"{name}.weight", [outputs, channels[input]], Math.Sqrt(1.0 / channels[input]));
        return Node("Gemm", name, [input, $"{name}.weight", Constants($"{name}.bias", outputs, 0)], outputs, new Attributes { { "transB", 1 } });
    }

    /// <summary>Makes a value an output of the network, under a name of its own.</summary>
    public void Output(string value, string name, bool isImage = true)
    {
        var count = channels[value];
        Node("Identity", name, [value], count, output: name);
        Dimension[] shape = isImage ? [new(null, "batch"), count, new(null, "height"), new(null, "width")] : [new(null, "batch"), count];
        graph.Outputs.Add(new GraphValue(name, ElementType.Float32, shape));
    }

    public OnnxModel Build(ComputeOptions? compute) => new(graph, Opset, compute);

    private static Attributes Halving() => new() { { "kernel_shape", new long[] { 2, 2 } }, { "strides", new long[] { 2, 2 } } };

    /// <summary>Groups of 8 channels, where that divides them.</summary>
    private static int Groups(int channels) => channels % 8 == 0 ? channels / 8 : 1;

    private string Node(string operation, string name, string[] inputs, int count, Attributes? attributes = null, string? output = null)
    {
        var value = output ?? $"{name}.{operation}";
        graph.Nodes.Add(new Node { Operator = operation, Name = name, Inputs = inputs, Outputs = [value], Attributes = attributes ?? new Attributes() });
        channels[value] = count;
        return value;
    }

    private void Weights(string name, int[] sizes, double deviation)
    {
        var weights = Tensor.Zeros(ElementType.Float32, sizes);
        foreach (ref var weight in weights.Span<float>())
            weight = (float)(deviation * random.Normal());
        graph.Initialisers.Add(name, weights);
    }

    private string Constants(string name, int count, float value)
    {
        var constants = Tensor.Zeros(ElementType.Float32, count);
        constants.Span<float>().Fill(value);
        graph.Initialisers.Add(name, constants);
        return name;
    }
}
