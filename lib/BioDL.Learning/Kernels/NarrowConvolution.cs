using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace BioDL.Learning.Kernels;

/// <summary>
/// A convolution into so few channels that a block of 16 would be mostly waste, such as a network's last one: from a blocked input into a plain
/// output. The lanes of a register are 16 input channels, and are summed at the end.
/// </summary>
internal sealed unsafe class NarrowConvolution : ConvolutionKernel
{
    /// <summary>The most output channels for which it pays.</summary>
    public const int MostOutputs = 4;

    private const int Side = TensorLayouts.Block;

    private readonly ConvolutionShape shape;
    private readonly Activation activation;
    private readonly SimdPath path;
    private readonly Lattice lattice;
    private readonly int blocks;

    /// <summary>All bits where the last block has a channel.</summary>
    private readonly Vector512<float> lanes;

    /// <summary>Whether each output pixel is made of one input pixel, at the same place.</summary>
    private readonly bool isPointwise;
    private float* weights;
    private float*[] input = [];
    private float* output;

    /// <summary>Prepares the work.</summary>
    /// <param name="shape">Its sizes: one group.</param>
    /// <param name="activation">What follows.</param>
    /// <param name="path">The vectors to use.</param>
    public NarrowConvolution(ConvolutionShape shape, Activation activation, SimdPath path)
    {
        this.shape = shape;
        this.activation = activation;
        this.path = path;
        lattice = Lattice.Forward(shape)[0];
        blocks = TensorLayouts.Blocks(shape.Channels);
        lanes = Vector512.LessThan(Vector512<int>.Indices, Vector512.Create(shape.Channels - ((blocks - 1) * Side))).AsSingle();
        isPointwise = lattice is { StrideY: 1, StrideX: 1, Taps: [(0, 0, 0)] } && shape.OutputWidth == shape.Width && shape.OutputHeight == shape.Height;
    }

    /// <summary>Memory for packed weights.</summary>
    public static ConvolutionWeights Room(ConvolutionShape shape) =>
        new(shape, (long)shape.Outputs * ((shape.Window.Size * TensorLayouts.Blocks(shape.Channels) * Side) + 1));

    /// <summary>Writes the weights as [output][block][element of the kernel][16 input channels], then the biases.</summary>
    public static void Pack(ConvolutionShape shape, ReadOnlySpan<float> weights, ReadOnlySpan<float> bias, ReadOnlySpan<float> scale, ConvolutionWeights pack)
    {
        var (taps, padded) = (shape.Window.Size, TensorLayouts.Blocks(shape.Channels) * Side);
        var packed = pack.Floats;
        for (var to = 0; to < shape.Outputs; to++)
        {
            for (var from = 0; from < shape.Channels; from++)
            {
                for (var tap = 0; tap < taps; tap++)
                {
                    packed[(to * taps * padded) + (((from / Side * taps) + tap) * Side) + (from % Side)] =
                        weights[(((to * shape.Channels) + from) * taps) + tap] * (scale.IsEmpty ? 1 : scale[to]);
                }
            }
            packed[(shape.Outputs * taps * padded) + to] = bias.IsEmpty ? 0 : bias[to];
        }
    }

    /// <inheritdoc/>
    public override void Run(ConvolutionWeights packed, ConvolutionData data, float* space, int threads)
    {
        weights = packed.Floats;
        input = data.Blocks;
        output = data.Output;
        var parts = new Parts(this);
        ComputeThreads.Run(shape.Images * shape.OutputHeight, threads, ref parts);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Row(int image, int row)
    {
        var sums = stackalloc float[Side * Side];
        var biases = weights + ((long)shape.Outputs * shape.Window.Size * blocks * Side);
        for (var column = 0; column < shape.OutputWidth; column += Side)
        {
            var width = Math.Min(Side, shape.OutputWidth - column);
            for (var to = 0; to < shape.Outputs; to++)
            {
                if (isPointwise)
                {
                    Points(image, to, ((nint)row * shape.Width) + column, width, sums);
                }
                else
                {
                    for (var pixel = 0; pixel < width; pixel++)
                        Pixel(image, to, row * lattice.StrideY, (column + pixel) * lattice.StrideX).Store(sums + (pixel * Side));
                }
                var result = SquareTranspose.RowSums(path, sums) + Vector512.Create(biases[to]);
                result.Store(sums);
                activation.Apply(sums, Side);
                var target = output + (((((long)image * shape.Outputs) + to) * shape.OutputHeight) + row) * shape.OutputWidth + column;
                new ReadOnlySpan<float>(sums, width).CopyTo(new Span<float>(target, width));
            }
        }
    }

    /// <summary>Sums neighbouring pixels, each made of one pixel of the input.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Points(int image, int to, nint first, int count, float* sums)
    {
        for (var block = 0; block < blocks; block++)
        {
            var source = input[(image * blocks) + block] + (first * Side);
            var weight = Vector512.Load(weights + (((nint)to * blocks) + block) * Side);
            var mask = block == blocks - 1 ? lanes : Vector512<float>.AllBitsSet;
            for (nint n = 0; n < count * Side; n += Side)
            {
                var sum = block == 0 ? Vector512<float>.Zero : Vector512.Load(sums + n);
                Vector512.MultiplyAddEstimate(Vector512.Load(source + n) & mask, weight, sum).Store(sums + n);
            }
        }
    }

    private Vector512<float> Pixel(int image, int to, int y, int x)
    {
        var sum = Vector512<float>.Zero;
        var weight = weights + ((long)to * shape.Window.Size * blocks * Side);
        for (var block = 0; block < blocks; block++)
        {
            var source = input[(image * blocks) + block];
            var mask = block == blocks - 1 ? lanes : Vector512<float>.AllBitsSet;
            foreach (ref readonly var tap in lattice.Taps.AsSpan())
            {
                var (fromY, fromX) = (y + tap.Y, x + tap.X);
                if ((uint)fromY < (uint)shape.Height && (uint)fromX < (uint)shape.Width)
                    sum = Vector512.MultiplyAddEstimate(Vector512.Load(source + ((((long)fromY * shape.Width) + fromX) * Side)) & mask, Vector512.Load(weight), sum);
                weight += Side;
            }
        }
        return sum;
    }

    private readonly struct Parts(NarrowConvolution work) : IParts
    {
        public void Run(int part) => work.Row(part / work.shape.OutputHeight, part % work.shape.OutputHeight);
    }
}
