namespace BioDL.Learning.Networks;

/// <summary>
/// A classifier of dense blocks, in which every layer sees the results of all layers before it: Huang, Liu, van der Maaten and Weinberger (2017),
/// "Densely Connected Convolutional Networks". Between blocks a 1 × 1 convolution halves the channels and pooling the image. Its weights are named
/// stem.*, block.*, head.*.
/// </summary>
public sealed record DenseNet
{
    /// <summary>Channels of the image; at least 1.</summary>
    public int InputChannels { get; init; } = 3;

    /// <summary>Number of classes: the output has a logit for each.</summary>
    public int Classes { get; init; } = 2;

    /// <summary>Channels that each layer adds; at least 1.</summary>
    public int Growth { get; init; } = 12;

    /// <summary>Layers of each block; at least one block of at least 1.</summary>
    public IReadOnlyList<int> Layers { get; init; } = [4, 4, 4];

    /// <summary>How layers are normalised.</summary>
    public Normalisation Normalisation { get; init; } = Normalisation.Batch;

    /// <summary>Makes the network.</summary>
    /// <param name="seed">What the weights are drawn from.</param>
    /// <param name="compute">How to compute; the environment's wish when null.</param>
    /// <exception cref="ArgumentException">A setting is out of its range.</exception>
    public OnnxModel Build(int seed = 0, ComputeOptions? compute = null)
    {
        if (InputChannels < 1 || Classes < 1 || Growth < 1 || Layers.Count == 0 || Layers.Any(count => count < 1))
            throw new ArgumentException($"A DenseNet needs channels, classes, growth and layers of at least 1, but got {InputChannels} input channels, {Classes} classes, growth {Growth} and layers of {string.Join(", ", Layers)}.");
        var builder = new NetworkBuilder("DenseNet", seed);
        var value = builder.Convolution("stem", builder.Input("image", InputChannels), 2 * Growth);
        for (var block = 0; block < Layers.Count; block++)
        {
            for (var layer = 0; layer < Layers[block]; layer++)
                value = builder.Concat($"block.{block}.{layer}.join", value, Layer(builder, $"block.{block}.{layer}", value, Growth, kernel: 3));
            if (block < Layers.Count - 1)
                value = builder.AveragePool($"block.{block}.pool", Layer(builder, $"block.{block}.between", value, builder.Channels(value) / 2, kernel: 1));
        }
        value = builder.Relu("head.relu", builder.Normalise("head.norm", value, Normalisation));
        builder.Output(builder.Dense("head", builder.MeanOfImage("head.mean", value), Classes), "logits", isImage: false);
        return builder.Build(compute);
    }

    private string Layer(NetworkBuilder builder, string name, string input, int channels, int kernel) => builder.Convolution(
        name, builder.Relu($"{name}.relu", builder.Normalise($"{name}.norm", input, Normalisation)), channels, kernel);
}
