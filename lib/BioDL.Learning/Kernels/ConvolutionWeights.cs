namespace BioDL.Learning.Kernels;

/// <summary>Input channels that lie in one block and that a block of output channels reads.</summary>
/// <param name="Block">The block of input channels.</param>
/// <param name="FirstLane">The first of them within the block.</param>
/// <param name="Channels">How many.</param>
/// <param name="Weights">Where their weights start, in floats.</param>
internal readonly record struct Segment(int Block, int FirstLane, int Channels, long Weights);

/// <summary>
/// The weights of a convolution in the order in which tiles read them: for each block of 16 output channels, segment of input channels, element of
/// the kernel and input channel, 16 numbers. Where an output channel does not read an input channel or does not exist, they are 0.
/// </summary>
internal sealed unsafe class ConvolutionWeights : IDisposable
{
    private readonly ConvolutionShape shape;
    private readonly bool isTransposed;
    private readonly TensorMemory memory;
    private readonly long biasStart;

    /// <summary>Memory for weights in the order of tiles.</summary>
    /// <param name="shape">The convolution; only its channels, groups and kernel matter.</param>
    /// <param name="isTransposed">Whether it is transposed: its weights then start with the input channel.</param>
    /// <param name="isBlocked">Whether its input has channels in blocks; otherwise one segment holds all channels of the group.</param>
    public ConvolutionWeights(ConvolutionShape shape, bool isTransposed, bool isBlocked)
    {
        this.shape = shape;
        this.isTransposed = isTransposed;
        Segments = new Segment[TensorLayouts.Blocks(shape.Outputs)][];
        for (var block = 0; block < Segments.Length; block++)
            Segments[block] = Cut(block, isBlocked ? TensorLayouts.Block : int.MaxValue, ref biasStart);
        memory = TensorMemory.Allocate(checked((nint)(biasStart + (Segments.Length * TensorLayouts.Block)) * sizeof(float)));
    }

    /// <summary>Memory for weights in an order of a kernel's own.</summary>
    public ConvolutionWeights(ConvolutionShape shape, long count)
    {
        this.shape = shape;
        biasStart = count;
        Segments = [];
        memory = TensorMemory.Allocate(checked((nint)count * sizeof(float)));
        new Span<byte>(memory.Pointer, checked((int)memory.Bytes)).Clear();
    }

    /// <summary>Packs weights for tiles.</summary>
    /// <param name="weights">(outputs, channels of a group, height, width), transposed (channels, outputs of a group, height, width).</param>
    /// <param name="bias">What each output channel starts with; 0 when empty.</param>
    /// <param name="scale">A factor for each output channel's weights; 1 when empty.</param>
    public void Pack(ReadOnlySpan<float> weights, ReadOnlySpan<float> bias, ReadOnlySpan<float> scale)
    {
        for (var block = 0; block < Segments.Length; block++)
            Pack(block, weights, bias, scale);
    }

    /// <summary>Whether the weights of a convolution have the same order and number.</summary>
    public bool Fits(ConvolutionShape other) => shape.Channels == other.Channels && shape.Outputs == other.Outputs && shape.Groups == other.Groups
        && shape.Window.Y.Size == other.Window.Y.Size && shape.Window.X.Size == other.Window.X.Size;

    /// <summary>What each block of output channels reads.</summary>
    public Segment[][] Segments { get; }

    /// <summary>Where the weights are.</summary>
    public float* Floats => (float*)memory.Pointer;

    /// <summary>Bytes of the weights.</summary>
    public long Bytes => biasStart * sizeof(float);

    /// <summary>What the 16 channels of a block start with.</summary>
    public float* Bias(int block) => Floats + biasStart + ((long)block * TensorLayouts.Block);

    /// <inheritdoc/>
    public void Dispose() => memory.Release();

    private Segment[] Cut(int block, int length, ref long next)
    {
        var last = Math.Min((block + 1) * TensorLayouts.Block, shape.Outputs) - 1;
        var first = block * TensorLayouts.Block / shape.OutputsOfGroup * shape.ChannelsOfGroup;
        var end = ((last / shape.OutputsOfGroup) + 1) * shape.ChannelsOfGroup;
        var segments = new List<Segment>();
        while (first < end)
        {
            var channels = Math.Min(length - (first % length), end - first);
            segments.Add(new(first / length, first % length, channels, next));
            next += (long)shape.Window.Size * channels * TensorLayouts.Block;
            first += channels;
        }
        return [.. segments];
    }

    private void Pack(int block, ReadOnlySpan<float> weights, ReadOnlySpan<float> bias, ReadOnlySpan<float> scale)
    {
        var taps = shape.Window.Size;
        foreach (var segment in Segments[block])
        {
            var target = Floats + segment.Weights;
            var first = (segment.Block * TensorLayouts.Block) + segment.FirstLane;
            for (var lane = 0; lane < TensorLayouts.Block; lane++)
            {
                var output = (block * TensorLayouts.Block) + lane;
                var factor = output < shape.Outputs && !scale.IsEmpty ? scale[output] : 1;
                for (var channel = 0; channel < segment.Channels; channel++)
                {
                    var source = Source(first + channel, output);
                    for (var tap = 0; tap < taps; tap++)
                        target[(((tap * segment.Channels) + channel) * TensorLayouts.Block) + lane] = source < 0 ? 0 : weights[source + tap] * factor;
                }
            }
        }
        for (var lane = 0; lane < TensorLayouts.Block; lane++)
        {
            var output = (block * TensorLayouts.Block) + lane;
            Bias(block)[lane] = output < shape.Outputs && !bias.IsEmpty ? bias[output] : 0;
        }
    }

    /// <summary>Where the kernel between two channels starts; −1 when they are of different groups.</summary>
    private int Source(int channel, int output)
    {
        if (output >= shape.Outputs || channel / shape.ChannelsOfGroup != output / shape.OutputsOfGroup)
            return -1;
        var row = isTransposed
            ? (channel * shape.OutputsOfGroup) + (output % shape.OutputsOfGroup)
            : (output * shape.ChannelsOfGroup) + (channel % shape.ChannelsOfGroup);
        return row * shape.Window.Size;
    }
}
