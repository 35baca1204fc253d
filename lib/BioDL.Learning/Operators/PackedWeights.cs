using BioDL.Learning.Kernels;

namespace BioDL.Learning.Operators;

/// <summary>Which kernel computes a convolution, and so in which order it wants its weights.</summary>
internal enum ConvolutionKind
{
    /// <summary>Tiles on an input with channels in blocks.</summary>
    Blocked,

    /// <summary>Tiles on a plain input of few channels.</summary>
    Plain,

    /// <summary>Few output channels, which come out plain.</summary>
    Narrow,

    /// <summary>Each channel by itself.</summary>
    Depthwise,

    /// <summary>3 × 3 weights with fewer multiplications.</summary>
    Winograd,
}

/// <summary>
/// The weights of one operator in the order of a kernel, with a normalisation that follows folded in. Those of constant weights are kept until the
/// weights change; others are packed for one call.
/// </summary>
internal sealed unsafe class PackedWeights(bool isTransposed) : IDisposable
{
    private readonly Lock gate = new();
    private Stamp[] kept = [];
    private ConvolutionKind keptKind;
    private ConvolutionWeights? weights;

    /// <summary>A batch normalisation of the output, to be folded into weights and bias.</summary>
    public FoldedNormalisation? Normalisation { get; set; }

    /// <summary>Packed weights for a call; dispose the lease when it is done.</summary>
    public Lease For(OperatorCall call, ConvolutionShape shape, ConvolutionKind kind)
    {
        if (!call.IsConstant(1) || (call.Has(2) && !call.IsConstant(2)))
            return new Lease(Pack(call, shape, kind), isOwner: true);
        Stamp[] stamps = [.. Sources(call).Select(tensor => new Stamp(tensor.Memory, tensor.Memory.Version))];
        lock (gate)
        {
            if (weights is null || kind != keptKind || !stamps.AsSpan().SequenceEqual(kept))
            {
                weights?.Dispose();
                weights = Pack(call, shape, kind);
                (kept, keptKind) = (stamps, kind);
            }
            return new Lease(weights, isOwner: false);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (gate)
        {
            weights?.Dispose();
            weights = null;
        }
    }

    private IEnumerable<Tensor> Sources(OperatorCall call) =>
        [call.Input(1), .. call.Has(2) ? [call.Input(2)] : Array.Empty<Tensor>(), .. Normalisation?.Tensors ?? []];

    private ConvolutionWeights Pack(OperatorCall call, ConvolutionShape shape, ConvolutionKind kind)
    {
        var source = Numbers(call.Input(1));
        var bias = call.Has(2) ? Numbers(call.Input(2)) : default;
        ReadOnlySpan<float> scale = default;
        if (Normalisation is { } normalisation)
        {
            scale = normalisation.Scale(shape.Outputs);
            bias = normalisation.Bias(bias, scale);
        }
        return kind switch
        {
            ConvolutionKind.Depthwise => DepthwiseConvolution.Pack(shape, source, bias, scale),
            ConvolutionKind.Winograd => WinogradConvolution.Pack(shape, source, bias, scale),
            ConvolutionKind.Narrow => NarrowConvolution.Pack(shape, source, bias, scale),
            _ => new ConvolutionWeights(shape, isTransposed, kind == ConvolutionKind.Blocked, source, bias, scale),
        };
    }

    private static ReadOnlySpan<float> Numbers(Tensor tensor) => new(tensor.Floats, tensor.Count);

    /// <summary>The use of packed weights during a call.</summary>
    internal readonly struct Lease(ConvolutionWeights value, bool isOwner) : IDisposable
    {
        /// <summary>The weights.</summary>
        public ConvolutionWeights Value { get; } = value;

        /// <inheritdoc/>
        public void Dispose()
        {
            if (isOwner)
                Value.Dispose();
        }
    }

    private readonly record struct Stamp(TensorMemory Memory, int Version);
}
