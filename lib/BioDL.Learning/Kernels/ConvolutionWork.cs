using System.Runtime.CompilerServices;

namespace BioDL.Learning.Kernels;

/// <summary>What a convolution reads and writes.</summary>
internal readonly unsafe struct ConvolutionData(float*[] blocks, bool isBlocked, float* output)
{
    /// <summary>Where each block of input channels of each image starts, maybe in several tensors; of a plain input, where each image starts.</summary>
    public float*[] Blocks { get; } = blocks;

    /// <summary>Whether the input has channels in blocks.</summary>
    public bool IsBlocked { get; } = isBlocked;

    /// <summary>The blocked output.</summary>
    public float* Output { get; } = output;
}

/// <summary>
/// A convolution, forward or transposed, into a blocked output. One part is one image, one block of 16 output channels and some rows. Within it the
/// input channels are taken in batches whose weights stay in the first-level cache; the sums wait in the output meanwhile.
/// </summary>
internal sealed unsafe class ConvolutionWork : ConvolutionKernel
{
    /// <summary>Bytes of weights that each tile of a batch goes through.</summary>
    private const int BatchBytes = 20 << 10;

    /// <summary>Bytes of output that a part works on.</summary>
    private const int PartBytes = 128 << 10;

    /// <summary>Parts that are enough to keep a machine of many cores busy.</summary>
    private const int EnoughParts = 64;

    private readonly TileKernel[][] tiles;
    private readonly int rows;
    private readonly int chunks;
    private bool isInputLarger;

    /// <summary>Prepares the work.</summary>
    /// <param name="shape">Its sizes.</param>
    /// <param name="lattices">How output pixels read input pixels.</param>
    /// <param name="activation">What follows.</param>
    /// <param name="path">The vectors to use.</param>
    public ConvolutionWork(ConvolutionShape shape, Lattice[] lattices, Activation activation, SimdPath path)
    {
        Shape = shape;
        Lattices = lattices;
        Activation = activation;
        Kernels = TileKernel.Of(path);
        tiles = Array.ConvertAll(lattices, lattice => RowPlan.Cut(Kernels, lattice.Columns));
        var all = lattices[0].Rows;
        var small = PartBytes / ((long)shape.OutputWidth * lattices[0].StepY * TensorLayouts.Block * sizeof(float));
        var fair = (long)shape.Images * TensorLayouts.Blocks(shape.Outputs) * all / EnoughParts;
        rows = (int)Math.Clamp(Math.Min(small, fair), 1, all);
        chunks = (all + rows - 1) / rows;
    }

    public ConvolutionShape Shape { get; }

    public Lattice[] Lattices { get; }

    public ConvolutionWeights Weights { get; private set; } = null!;

    public Activation Activation { get; }

    public ConvolutionData Data { get; private set; }

    public TileKernel[] Kernels { get; }

    /// <inheritdoc/>
    public override void Run(ConvolutionWeights weights, ConvolutionData data, float* space, int threads)
    {
        (Weights, Data) = (weights, data);
        isInputLarger = weights.Bytes < (long)Shape.Channels * Shape.Height * Shape.Width * sizeof(float);
        var parts = new Parts(this);
        ComputeThreads.Run(Shape.Images * Weights.Segments.Length * chunks, threads, ref parts);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Run(int image, int block, int chunk)
    {
        var segments = Weights.Segments[block];
        for (var n = 0; n < Lattices.Length; n++)
        {
            var lattice = Lattices[n];
            var end = Math.Min((chunk + 1) * rows, lattice.Rows);
            for (int first = 0, next; first < segments.Length; first = next)
            {
                next = BatchEnd(segments, first, lattice.Taps.Length);
                using var batch = new ConvolutionBatch(this, lattice, tiles[n], image, block, first, next);
                for (var row = chunk * rows; row < end; row++)
                    batch.Row(row);
            }
        }
    }

    private static int BatchEnd(Segment[] segments, int first, int taps)
    {
        var bytes = (long)taps * segments[first].Channels * TensorLayouts.Block * sizeof(float);
        var next = first + 1;
        while (next < segments.Length && segments[next].Channels == segments[first].Channels && (next - first + 1) * bytes <= BatchBytes)
            next++;
        return next;
    }

    private readonly struct Parts(ConvolutionWork work) : IParts
    {
        public void Run(int part)
        {
            var blocks = work.Weights.Segments.Length;
            var (image, rest) = Math.DivRem(part, blocks * work.chunks);
            if (work.isInputLarger)
                work.Run(image, rest % blocks, rest / blocks);
            else
                work.Run(image, rest / work.chunks, rest % work.chunks);
        }
    }
}
