using BioDL.Learning.Graphs;
using BioDL.Learning.Kernels;

namespace BioDL.Learning.Operators;

/// <summary>Conv and ConvTranspose: (batch, channel, height, width) or (batch, channel, width), Float32 by the fast kernels, Float64 by definition.</summary>
internal sealed class Convolution(Node node, bool isTransposed) : Operator
{
    /// <summary>Plain inputs of up to so many channels are read as they are; with more it pays to bring the channels into blocks first.</summary>
    private const int FewChannels = 15;

    private readonly ConvolutionSizes sizes = new(node, isTransposed);
    private readonly PackedWeights packed = new(isTransposed);

    /// <summary>What is applied to the output.</summary>
    public Activation Activation { get; set; }

    /// <summary>A batch normalisation of the output, before the activation.</summary>
    public FoldedNormalisation? Normalisation
    {
        get => packed.Normalisation;
        set => packed.Normalisation = value;
    }

    public override bool TakesBlocked(int input) => input == 0;

    public override void Run(OperatorCall call)
    {
        var (input, weights, bias) = (call.Input(0), call.Input(1), call.Optional(2));
        var shape = sizes.For(input.Shape, weights.Shape, bias?.Shape);
        if (weights.Type != input.Type || (bias is not null && bias.Type != input.Type))
            throw new OnnxException($"the input holds {input.Type}, the weights {weights.Type}{(bias is null ? "" : $", the bias {bias.Type}")}, but they must be of one type; add Cast");
        if (input.Type == ElementType.Float32)
            RunFast(call, shape);
        else if (input.Type == ElementType.Float64)
            RunReference<double>(call, shape);
        else
            throw new OnnxException($"it computes with Float32 or Float64, but the input holds {input.Type}; add Cast");
    }

    public override void Dispose()
    {
        packed.Dispose();
        base.Dispose();
    }

    private static TensorShape OutputShape(TensorShape input, ConvolutionShape shape) => input.Rank == 3
        ? new TensorShape(shape.Images, shape.Outputs, shape.OutputWidth)
        : new TensorShape(shape.Images, shape.Outputs, shape.OutputHeight, shape.OutputWidth);

    private void RunReference<T>(OperatorCall call, ConvolutionShape shape)
        where T : unmanaged, System.Numerics.INumber<T>
    {
        var input = call.Plain(0);
        var output = call.Output(0, input.Type, OutputShape(input.Shape, shape)).Span<T>();
        var weights = call.Input(1).Span<T>();
        var bias = call.Has(2) ? call.Input(2).Span<T>() : default;
        if (isTransposed)
            ReferenceConvolution.Transposed<T>(shape, input.Span<T>(), weights, bias, output);
        else
            ReferenceConvolution.Forward<T>(shape, input.Span<T>(), weights, bias, output);
    }

    private void RunFast(OperatorCall call, ConvolutionShape shape)
    {
        var kind = Kind(call.Input(0), shape);
        var isPlain = kind == ConvolutionKind.Narrow;
        var wanted = OutputShape(call.Input(0).Shape, shape);
        if (wanted.Rank == 4 || isPlain)
        {
            Compute(call, shape, kind, call.Output(0, ElementType.Float32, wanted, isPlain ? TensorLayout.Plain : TensorLayout.Blocked16));
            return;
        }
        var output = call.Scratch(new TensorShape(shape.Images, shape.Outputs, 1, shape.OutputWidth), TensorLayout.Blocked16);
        Compute(call, shape, kind, output);
        using var image = call.Output(0, ElementType.Float32, wanted).Viewed(output.Shape);
        Reorder.Copy(output, image, call.Compute);
    }

    private ConvolutionKind Kind(Tensor input, ConvolutionShape shape)
    {
        if (shape.Groups > 1 && shape.Groups == shape.Channels && shape.Groups == shape.Outputs && !isTransposed)
            return ConvolutionKind.Depthwise;
        if (input.Layout == TensorLayout.Plain && shape.Channels <= FewChannels)
            return ConvolutionKind.Plain;
        return shape.Outputs <= NarrowConvolution.MostOutputs && shape.Groups == 1 && !isTransposed ? ConvolutionKind.Narrow : ConvolutionKind.Blocked;
    }

    private unsafe void Compute(OperatorCall call, ConvolutionShape shape, ConvolutionKind kind, Tensor output)
    {
        if (shape.Images == 0)
            return;
        var isBlocked = kind != ConvolutionKind.Plain;
        var input = isBlocked ? call.Blocked(0) : call.Input(0);
        using var weights = packed.For(call, shape, kind);
        var blocks = new float*[shape.Images * (isBlocked ? TensorLayouts.Blocks(shape.Channels) : 1)];
        for (var n = 0; n < blocks.Length; n++)
            blocks[n] = input.Floats + ((long)n * (isBlocked ? TensorLayouts.Block : shape.Channels) * shape.Height * shape.Width);
        var data = new ConvolutionData(blocks, isBlocked, output.Floats);
        var (path, threads) = (call.Compute.Taken, call.Compute.Threads);
        if (kind == ConvolutionKind.Depthwise)
            new DepthwiseConvolution(shape, weights.Value.Floats, Activation, data).Run(threads);
        else if (kind == ConvolutionKind.Narrow)
            new NarrowConvolution(shape, weights.Value.Floats, Activation, path, data).Run(threads);
        else
            new ConvolutionWork(shape, isTransposed ? Lattice.Transposed(shape) : Lattice.Forward(shape), weights.Value, Activation, path, data).Run(threads);
    }
}
