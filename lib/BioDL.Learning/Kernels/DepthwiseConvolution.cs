using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace BioDL.Learning.Kernels;

/// <summary>A convolution of each channel by itself, in blocks: lanes never meet.</summary>
internal sealed unsafe class DepthwiseConvolution : ConvolutionKernel
{
    private const int Side = TensorLayouts.Block;

    private readonly ConvolutionShape shape;
    private readonly Activation activation;
    private readonly Lattice lattice;
    private readonly int blocks;
    private float* weights;
    private float*[] input = [];
    private float* output;

    /// <summary>Prepares the work.</summary>
    /// <param name="shape">Its sizes: as many groups and outputs as channels.</param>
    /// <param name="activation">What follows.</param>
    public DepthwiseConvolution(ConvolutionShape shape, Activation activation)
    {
        this.shape = shape;
        this.activation = activation;
        lattice = Lattice.Forward(shape)[0];
        blocks = TensorLayouts.Blocks(shape.Channels);
    }

    /// <summary>Memory for packed weights.</summary>
    public static ConvolutionWeights Room(ConvolutionShape shape) => new(shape, (long)TensorLayouts.Blocks(shape.Channels) * (shape.Window.Size + 1) * Side);

    /// <summary>Writes the weights as [block][bias, then each element of the kernel][16 channels].</summary>
    public static void Pack(ConvolutionShape shape, ReadOnlySpan<float> weights, ReadOnlySpan<float> bias, ReadOnlySpan<float> scale, ConvolutionWeights pack)
    {
        var taps = shape.Window.Size;
        for (var channel = 0; channel < shape.Channels; channel++)
        {
            var target = pack.Floats + (channel / Side * (taps + 1) * Side) + (channel % Side);
            target[0] = bias.IsEmpty ? 0 : bias[channel];
            for (var tap = 0; tap < taps; tap++)
                target[(tap + 1) * Side] = weights[(channel * taps) + tap] * (scale.IsEmpty ? 1 : scale[channel]);
        }
    }

    /// <inheritdoc/>
    public override void Run(ConvolutionWeights packed, ConvolutionData data, float* space, int threads)
    {
        weights = packed.Floats;
        input = data.Blocks;
        output = data.Output;
        var parts = new Parts(this);
        ComputeThreads.Run(shape.Images * blocks * shape.OutputHeight, threads, ref parts);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Row(int block, int row)
    {
        var target = output + ((((long)block * shape.OutputHeight) + row) * shape.OutputWidth * Side);
        var start = weights + ((long)(block % blocks) * (shape.Window.Size + 1) * Side);
        for (var column = 0; column < shape.OutputWidth; column++)
        {
            var x = column * lattice.StrideX;
            var sum = Vector512.Load(start);
            foreach (ref readonly var tap in lattice.Taps.AsSpan())
            {
                var (fromY, fromX) = ((row * lattice.StrideY) + tap.Y, x + tap.X);
                if ((uint)fromY < (uint)shape.Height && (uint)fromX < (uint)shape.Width)
                {
                    sum = Vector512.MultiplyAddEstimate(Vector512.Load(input[block] + ((((long)fromY * shape.Width) + fromX) * Side)),
                        Vector512.Load(start + ((tap.Index + 1) * Side)), sum);
                }
            }
            sum.Store(target + ((long)column * Side));
        }
        activation.Apply(target, shape.OutputWidth * Side);
    }

    private readonly struct Parts(DepthwiseConvolution work) : IParts
    {
        public void Run(int part) => work.Row(part / work.shape.OutputHeight, part % work.shape.OutputHeight);
    }
}
