namespace BioDL.Learning.Networks;

/// <summary>
/// The network of Ronneberger, Fischer and Brox (2015), "U-Net: Convolutional Networks for Biomedical Image Segmentation": an encoder that sees ever
/// more context in ever coarser images, a decoder that goes back to full size, and bridges that carry the detail over. Enlarging is by linear
/// interpolation and a 1 × 1 convolution, which leaves no checkerboard. Its weights are named encoder.*, bottleneck.*, decoder.* and head.*.
/// <code>using var model = new UNet { Width = 16, Heads = [new("foreground", 1), new("boundary", 1)] }.Build(seed: 1);</code>
/// </summary>
public sealed record UNet
{
    /// <summary>Channels of the image; at least 1.</summary>
    public int InputChannels { get; init; } = 1;

    /// <summary>Channels of the first level, doubled at every level below; at least 1.</summary>
    public int Width { get; init; } = 16;

    /// <summary>How often the image is halved, 1 to 6. Height and width of images must be multiples of 2 to this power.</summary>
    public int Depth { get; init; } = 3;

    /// <summary>How layers are normalised.</summary>
    public Normalisation Normalisation { get; init; } = Normalisation.Batch;

    /// <summary>Share of the values that is dropped at the bottom while training, 0 to below 1.</summary>
    public double Dropout { get; init; }

    /// <summary>The outputs: their names and numbers of channels. They are logits: no sigmoid or softmax follows.</summary>
    public IReadOnlyList<Head> Heads { get; init; } = [new("logits", 1)];

    /// <summary>Makes the network.</summary>
    /// <param name="seed">What the weights are drawn from.</param>
    /// <param name="compute">How to compute; the environment's wish when null.</param>
    /// <exception cref="ArgumentException">A setting is out of its range.</exception>
    public OnnxModel Build(int seed = 0, ComputeOptions? compute = null)
    {
        Check();
        var builder = new NetworkBuilder("U-Net", seed);
        var value = builder.Input("image", InputChannels);
        var bridges = new Stack<string>();
        for (var level = 0; level < Depth; level++)
        {
            bridges.Push(Block(builder, $"encoder.{level}", value, Width << level));
            value = builder.MaxPool($"encoder.{level}.pool", bridges.Peek());
        }
        value = builder.Dropout("bottleneck.dropout", Block(builder, "bottleneck", value, Width << Depth), Dropout);
        for (var level = Depth - 1; level >= 0; level--)
        {
            value = builder.Enlarge($"decoder.{level}.enlarge", value);
            value = builder.Convolution($"decoder.{level}.narrow", value, Width << level, kernel: 1);
            value = Block(builder, $"decoder.{level}", builder.Concat($"decoder.{level}.join", bridges.Pop(), value), Width << level);
        }
        foreach (var head in Heads)
            builder.Output(builder.Convolution($"head.{head.Name}", value, head.Channels, kernel: 1), head.Name);
        return builder.Build(compute);
    }

    private string Block(NetworkBuilder builder, string name, string value, int channels)
    {
        for (var layer = 1; layer <= 2; layer++)
        {
            value = builder.Convolution($"{name}.conv{layer}", value, channels, hasBias: Normalisation == Normalisation.None);
            value = builder.Normalise($"{name}.norm{layer}", value, Normalisation);
            value = builder.Relu($"{name}.relu{layer}", value);
        }
        return value;
    }

    private void Check()
    {
        if (InputChannels < 1 || Width < 1)
            throw new ArgumentException($"A U-Net needs at least 1 input channel and a width of at least 1, but got {InputChannels} and {Width}.");
        if (Depth is < 1 or > 6)
            throw new ArgumentException($"A U-Net halves its image 1 to 6 times, but Depth is {Depth}.");
        if (Dropout is not (>= 0 and < 1))
            throw new ArgumentException($"Dropout is a share from 0 to below 1, but is {Dropout}.");
        if (Heads.Count == 0 || Heads.Any(head => head.Channels < 1) || Heads.DistinctBy(head => head.Name).Count() < Heads.Count)
            throw new ArgumentException("A U-Net needs at least one head; each has a name of its own and at least 1 channel.");
    }
}

/// <summary>One output of a network.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Channels">Its number of channels.</param>
public sealed record Head(string Name, int Channels);
