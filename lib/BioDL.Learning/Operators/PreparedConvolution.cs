using BioDL.Learning.Kernels;

namespace BioDL.Learning.Operators;

/// <summary>
/// What a node keeps from run to run for a convolution: the kernel for the sizes of last time, its weights and a list of places. One run at a time.
/// </summary>
internal sealed unsafe class PreparedConvolution(bool isTransposed) : IDisposable
{
    private (ConvolutionShape? Shape, ConvolutionKind Kind, Activation Activation, SimdPath Path) made;
    private ConvolutionKernel? kernel;
    private float*[] starts = [];

    /// <summary>The weights in the order of the kernel.</summary>
    public PackedWeights Weights { get; } = new(isTransposed);

    /// <summary>The kernel for a convolution.</summary>
    public ConvolutionKernel For(ConvolutionShape shape, ConvolutionKind kind, Activation activation, SimdPath path)
    {
        if (kernel is not null && made == (shape, kind, activation, path))
            return kernel;
        made = (shape, kind, activation, path);
        return kernel = kind switch
        {
            ConvolutionKind.Depthwise => new DepthwiseConvolution(shape, activation),
            ConvolutionKind.Winograd => new WinogradConvolution(isTransposed ? shape.Turned() : shape, activation, path),
            ConvolutionKind.Narrow => new NarrowConvolution(shape, activation, path),
            _ => new ConvolutionWork(shape, isTransposed ? Lattice.Transposed(shape) : Lattice.Forward(shape), activation, path),
        };
    }

    /// <summary>Where each block of each image of a tensor starts; of a plain one, where each image starts. There until the next call.</summary>
    public float*[] Blocks(Tensor tensor)
    {
        var count = tensor.Shape[0] * (tensor.Layout == TensorLayout.Plain ? 1 : TensorLayouts.Blocks(tensor.Shape[1]));
        if (starts.Length != count)
            starts = new float*[count];
        for (var n = 0; n < count; n++)
            starts[n] = tensor.Floats + (n * (long)(tensor.Count / count));
        return starts;
    }

    /// <inheritdoc/>
    public void Dispose() => Weights.Dispose();
}
