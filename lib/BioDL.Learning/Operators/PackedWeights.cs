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
/// The weights of one operator in the order of a kernel, with a normalisation that follows folded in. Those of constant weights are packed anew only
/// when the weights have changed; the memory stays the same.
/// </summary>
internal sealed unsafe class PackedWeights(bool isTransposed) : IDisposable
{
    private readonly List<Stamp> kept = [];
    private ConvolutionKind keptKind;
    private ConvolutionWeights? packed;

    /// <summary>A batch normalisation of the output, to be folded into weights and bias.</summary>
    public FoldedNormalisation? Normalisation { get; set; }

    /// <summary>Packed weights for a call; they are there until the next one.</summary>
    public ConvolutionWeights For(OperatorCall call, ConvolutionShape shape, ConvolutionKind kind)
    {
        var bias = call.Optional(2);
        var isConstant = call.IsConstant(1) && (bias is null || call.IsConstant(2));
        if (isConstant && packed is not null && kind == keptKind && packed.Fits(shape) && IsUnchanged(call.Input(1), bias))
            return packed;
        Remember(isConstant, call.Input(1), bias);
        return For(shape, kind, call.Input(1), bias);
    }

    /// <summary>Weights, packed now.</summary>
    public ConvolutionWeights For(ConvolutionShape shape, ConvolutionKind kind, Tensor weights, Tensor? bias)
    {
        if (packed is null || kind != keptKind || !packed.Fits(shape))
        {
            packed?.Dispose();
            packed = null;
            (packed, keptKind) = (Room(shape, kind), kind);
        }
        Pack(shape, Numbers(weights), bias is null ? default : Numbers(bias));
        return packed;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        packed?.Dispose();
        packed = null;
    }

    private ConvolutionWeights Room(ConvolutionShape shape, ConvolutionKind kind) => kind switch
    {
        ConvolutionKind.Depthwise => DepthwiseConvolution.Room(shape),
        ConvolutionKind.Winograd => WinogradConvolution.Room(shape),
        ConvolutionKind.Narrow => NarrowConvolution.Room(shape),
        _ => new ConvolutionWeights(shape, isTransposed, kind == ConvolutionKind.Blocked),
    };

    private void Pack(ConvolutionShape shape, ReadOnlySpan<float> weights, ReadOnlySpan<float> bias)
    {
        ReadOnlySpan<float> scale = default;
        if (Normalisation is { } normalisation)
        {
            scale = normalisation.Scale(shape.Outputs);
            bias = normalisation.Bias(bias, scale);
        }
        switch (keptKind)
        {
            case ConvolutionKind.Depthwise:
                DepthwiseConvolution.Pack(shape, weights, bias, scale, packed!);
                break;
            case ConvolutionKind.Winograd:
                WinogradConvolution.Pack(shape, isTransposed, weights, bias, scale, packed!);
                break;
            case ConvolutionKind.Narrow:
                NarrowConvolution.Pack(shape, weights, bias, scale, packed!);
                break;
            default:
                packed!.Pack(weights, bias, scale);
                break;
        }
    }

    private bool IsUnchanged(Tensor weights, Tensor? bias)
    {
        var n = 0;
        var isSame = IsNext(weights) && (bias is null || IsNext(bias));
        if (isSame && Normalisation is { } normalisation)
            isSame = IsNext(normalisation.Gain) && IsNext(normalisation.Shift) && IsNext(normalisation.Mean) && IsNext(normalisation.Variance);
        return isSame && n == kept.Count;

        bool IsNext(Tensor tensor) => n < kept.Count && kept[n++] == new Stamp(tensor.Memory, tensor.Version);
    }

    private void Remember(bool isConstant, Tensor weights, Tensor? bias)
    {
        kept.Clear();
        if (!isConstant)
            return;
        Keep(weights);
        if (bias is not null)
            Keep(bias);
        foreach (var tensor in Normalisation?.Tensors ?? [])
            Keep(tensor);

        void Keep(Tensor tensor) => kept.Add(new Stamp(tensor.Memory, tensor.Version));
    }

    private static ReadOnlySpan<float> Numbers(Tensor tensor) => new(tensor.Floats, tensor.Count);

    private readonly record struct Stamp(TensorMemory Memory, int Version);
}
