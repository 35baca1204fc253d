using BioDL.Learning.Graphs;
using BioDL.Learning.Kernels;

namespace BioDL.Learning.Operators;

/// <summary>Conv and ConvTranspose: (batch, channel, height, width) or (batch, channel, width), Float32 by the fast kernels, Float64 by definition.</summary>
internal sealed class Convolution(Node node, bool isTransposed) : Operator
{
    /// <summary>Plain inputs of up to so many channels are read as they are; with more it pays to bring the channels into blocks first.</summary>
    private const int FewChannels = 15;

    private readonly ConvolutionSizes sizes = new(node, isTransposed);
    private readonly PreparedConvolution prepared = new(isTransposed);

    /// <summary>What is applied to the output.</summary>
    public Activation Activation { get; set; }

    /// <summary>A batch normalisation of the output, before the activation.</summary>
    public FoldedNormalisation? Normalisation
    {
        get => prepared.Weights.Normalisation;
        set => prepared.Weights.Normalisation = value;
    }

    /// <summary>Whether the inputs from the fourth on are further channels, behind those of the first.</summary>
    public bool IsJoining { get; set; }

    public override bool TakesBlocked(int input) => input is 0 or > 2;

    /// <summary>Whether each output pixel is made of one input pixel, and has no more channels.</summary>
    public bool MixesChannelsOnly(TensorShape weights) => !isTransposed && weights is { Rank: 4 } && weights[2] == 1 && weights[3] == 1 && sizes.StaysInPlace
        && weights[0] <= weights[1] * sizes.Groups;

    public override void Run(OperatorCall call)
    {
        var joined = IsJoining ? JoinedInput.Of(call) : null;
        var (input, weights, bias) = (joined?.Shape ?? call.Input(0).Shape, call.Input(1), call.Optional(2));
        var shape = sizes.For(input, weights.Shape, bias?.Shape);
        var type = call.Input(0).Type;
        if (weights.Type != type || (bias is not null && bias.Type != type))
            throw new OnnxException($"the input holds {type}, the weights {weights.Type}{(bias is null ? "" : $", the bias {bias.Type}")}, but they must be of one type; add Cast");
        if (type == ElementType.Float32)
            RunFast(call, shape, joined);
        else if (type == ElementType.Float64)
            RunReference<double>(call, shape);
        else
            throw new OnnxException($"it computes with Float32 or Float64, but the input holds {type}; add Cast");
    }

    public override void Dispose()
    {
        prepared.Dispose();
        base.Dispose();
    }

    private static TensorShape OutputShape(int rank, ConvolutionShape shape) => rank == 3
        ? new TensorShape(shape.Images, shape.Outputs, shape.OutputWidth)
        : new TensorShape(shape.Images, shape.Outputs, shape.OutputHeight, shape.OutputWidth);

    private void RunReference<T>(OperatorCall call, ConvolutionShape shape)
        where T : unmanaged, System.Numerics.INumber<T>
    {
        var input = call.Plain(0);
        var output = call.Output(0, input.Type, OutputShape(input.Shape.Rank, shape)).Span<T>();
        var weights = call.Input(1).Span<T>();
        var bias = call.Has(2) ? call.Input(2).Span<T>() : default;
        if (isTransposed)
            ReferenceConvolution.Transposed<T>(shape, input.Span<T>(), weights, bias, output);
        else
            ReferenceConvolution.Forward<T>(shape, input.Span<T>(), weights, bias, output);
    }

    private void RunFast(OperatorCall call, ConvolutionShape shape, JoinedInput? joined)
    {
        var first = call.Input(0);
        var kind = Kind(joined is null ? first.Layout == TensorLayout.Plain : joined.IsPlain, shape);
        var isPlain = kind == ConvolutionKind.Narrow;
        var wanted = OutputShape(first.Shape.Rank, shape);
        if (wanted.Rank == 4 || isPlain)
        {
            Compute(call, shape, kind, joined, call.Output(0, ElementType.Float32, wanted, isPlain ? TensorLayout.Plain : TensorLayout.Blocked16));
            return;
        }
        var output = call.Scratch(new TensorShape(shape.Images, shape.Outputs, 1, shape.OutputWidth), TensorLayout.Blocked16);
        Compute(call, shape, kind, joined, output);
        using var image = call.Output(0, ElementType.Float32, wanted).Viewed(output.Shape);
        Reorder.Copy(output, image, call.Compute);
    }

    private ConvolutionKind Kind(bool isPlain, ConvolutionShape shape)
    {
        if (shape.Groups > 1 && shape.Groups == shape.Channels && shape.Groups == shape.Outputs && !isTransposed)
            return ConvolutionKind.Depthwise;
        if (isPlain && shape.Channels <= FewChannels)
            return ConvolutionKind.Plain;
        if (WinogradConvolution.Suits(shape))
            return ConvolutionKind.Winograd;
        return shape.Outputs <= NarrowConvolution.MostOutputs && shape.Groups == 1 && !isTransposed ? ConvolutionKind.Narrow : ConvolutionKind.Blocked;
    }

    private unsafe void Compute(OperatorCall call, ConvolutionShape shape, ConvolutionKind kind, JoinedInput? joined, Tensor output)
    {
        if (shape.Images == 0)
            return;
        var isBlocked = kind != ConvolutionKind.Plain;
        var kernel = prepared.For(shape, kind, Activation, call.Compute.Taken);
        var blocks = joined is not null ? joined.Blocks(call, isBlocked) : prepared.Blocks(isBlocked ? call.Blocked(0) : call.Input(0));
        var space = checked((int)kernel.SpaceFor(call.Compute.Threads)) is > 0 and var size ? call.Scratch(ElementType.Float32, new TensorShape(size)).Floats : null;
        kernel.Run(prepared.Weights.For(call, shape, kind), new ConvolutionData(blocks, isBlocked, output.Floats), space, call.Compute.Threads);
    }
}
