namespace BioDL.Learning.Networks;

/// <summary>
/// A classifier of residual blocks, each of which adds a correction to what it gets: He, Zhang, Ren and Sun (2016), "Deep Residual Learning for
/// Image Recognition". Blocks of two 3 × 3 convolutions; every stage but the first halves the image and doubles the channels. Its weights are named
/// stem.*, stage.*, head.*.
/// </summary>
public sealed record ResNet
{
    /// <summary>Channels of the image; at least 1.</summary>
    public int InputChannels { get; init; } = 3;

    /// <summary>Number of classes: the output has a logit for each.</summary>
    public int Classes { get; init; } = 2;

    /// <summary>Channels of the first stage; at least 1.</summary>
    public int Width { get; init; } = 16;

    /// <summary>Residual blocks of each stage; at least one stage of at least 1.</summary>
    public IReadOnlyList<int> Blocks { get; init; } = [2, 2, 2];

    /// <summary>How layers are normalised.</summary>
    public Normalisation Normalisation { get; init; } = Normalisation.Batch;

    /// <summary>Makes the network.</summary>
    /// <param name="seed">What the weights are drawn from.</param>
    /// <param name="compute">How to compute; the environment's wish when null.</param>
    /// <exception cref="ArgumentException">A setting is out of its range.</exception>
    public OnnxModel Build(int seed = 0, ComputeOptions? compute = null)
    {
        if (InputChannels < 1 || Classes < 1 || Width < 1 || Blocks.Count == 0 || Blocks.Any(count => count < 1))
            throw new ArgumentException($"A ResNet needs channels, classes, a width and blocks of at least 1, but got {InputChannels} input channels, {Classes} classes, width {Width} and blocks of {string.Join(", ", Blocks)}.");
        var builder = new NetworkBuilder("ResNet", seed);
        var value = Layer(builder, "stem", builder.Input("image", InputChannels), Width, stride: 1);
        for (var stage = 0; stage < Blocks.Count; stage++)
        {
            for (var block = 0; block < Blocks[stage]; block++)
                value = Residual(builder, $"stage.{stage}.{block}", value, Width << stage, stride: stage > 0 && block == 0 ? 2 : 1);
        }
        builder.Output(builder.Dense("head", builder.MeanOfImage("head.mean", value), Classes), "logits", isImage: false);
        return builder.Build(compute);
    }

    private string Residual(NetworkBuilder builder, string name, string input, int channels, int stride)
    {
        var shortcut = stride == 1 && builder.Channels(input) == channels ? input
            : builder.Normalise($"{name}.shortcut.norm", builder.Convolution($"{name}.shortcut", input, channels, 1, stride, HasBias), Normalisation);
        var value = Layer(builder, $"{name}.1", input, channels, stride);
        value = builder.Normalise($"{name}.2.norm", builder.Convolution($"{name}.2", value, channels, hasBias: HasBias), Normalisation);
        return builder.Relu($"{name}.relu", builder.Add($"{name}.sum", value, shortcut));
    }

    private bool HasBias => Normalisation == Normalisation.None;

    private string Layer(NetworkBuilder builder, string name, string input, int channels, int stride) => builder.Relu($"{name}.relu",
        builder.Normalise($"{name}.norm", builder.Convolution(name, input, channels, 3, stride, HasBias), Normalisation));
}
