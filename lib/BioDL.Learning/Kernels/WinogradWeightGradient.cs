using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace BioDL.Learning.Kernels;

/// <summary>
/// The gradient of 3 × 3 weights by the way back of Winograd's minimal filtering: for each square of 2 × 2 output pixels 16 products instead of 36.
/// The squares of all images are cut into strips; each is summed by itself, and the strips are added in their order.
/// </summary>
internal sealed unsafe class WinogradWeightGradient
{
    private const int Side = TensorLayouts.Block;
    private const int Places = 16;
    private const int Square = Side * Side;

    /// <summary>Strips that are enough to keep a machine of many cores busy.</summary>
    private const int EnoughStrips = 16;

    /// <summary>Pairs of blocks from which on half as many do, since their sums take much memory.</summary>
    private const int ManyPairs = 8;

    /// <summary>Bytes of transformed pixels that stay in a core's cache.</summary>
    private const int ChunkBytes = 400 << 10;

    private readonly ConvolutionShape shape;
    private readonly SimdPath path;
    private readonly delegate*<OuterProducts*, void> add;
    private readonly int leftBlocks;
    private readonly int rightBlocks;
    private readonly int squaresOfImage;
    private readonly int squaresOfStrip;
    private readonly int squaresOfChunk;
    private readonly int strips;
    private FreeSpaces spaces;

    /// <param name="shape">The convolution: 3 × 3 weights, stride 1, in one group.</param>
    /// <param name="path">The vectors to use.</param>
    public WinogradWeightGradient(ConvolutionShape shape, SimdPath path)
    {
        this.shape = shape;
        this.path = path;
        add = OuterProducts.For(path);
        leftBlocks = TensorLayouts.Blocks(shape.Outputs);
        rightBlocks = TensorLayouts.Blocks(shape.Channels);
        squaresOfImage = WinogradSquares.Count(shape);
        squaresOfChunk = Math.Clamp(ChunkBytes / ((leftBlocks + rightBlocks) * Places * Side * sizeof(float)), 16, 128);
        var all = shape.Images * squaresOfImage;
        var enough = Pairs < ManyPairs ? EnoughStrips : EnoughStrips / 2;
        squaresOfStrip = Math.Max(squaresOfChunk, (all + enough - 1) / enough);
        strips = Math.Max(1, (all + squaresOfStrip - 1) / squaresOfStrip);
    }

    /// <summary>Floats of working memory that <see cref="Run"/> needs.</summary>
    public int ScratchSize(int threads) => checked((int)((strips * SumsOfStrip) + (Math.Min(threads, FreeSpaces.Most) * SpaceOfThread)));

    private int Pairs => leftBlocks * rightBlocks;

    // One square more than there is, so that the places do not fall into the same lines of the cache.
    private nint Pitch => (squaresOfChunk + 1) * Side;

    private nint SpaceOfThread => (leftBlocks + rightBlocks) * Places * Pitch;

    private nint SumsOfStrip => (nint)Pairs * Places * Square;

    /// <summary>Whether it can be computed so, and gains by it.</summary>
    public static bool Suits(ConvolutionShape shape) => WinogradConvolution.Suits(shape) && shape.Images * WinogradSquares.Count(shape) >= 64;

    /// <summary>Computes the gradient.</summary>
    /// <param name="input">The input, blocked.</param>
    /// <param name="gradient">The gradient of the output, blocked.</param>
    /// <param name="scratch">Working memory.</param>
    /// <param name="target">Where it goes: (outputs, channels, 3, 3).</param>
    /// <param name="threads">Threads to use.</param>
    public void Run(float* input, float* gradient, float* scratch, float* target, int threads)
    {
        spaces = new FreeSpaces(threads);
        var sums = new Sums(this, input, gradient, scratch);
        ComputeThreads.Run(strips, Math.Min(threads, FreeSpaces.Most), ref sums);
        var totals = new Totals(this, scratch, target);
        ComputeThreads.Run(Pairs, threads, ref totals);
    }

    private void SumStrip(float* input, float* gradient, float* scratch, int strip)
    {
        var number = spaces.Take();
        float* sums = scratch + (strip * SumsOfStrip), space = scratch + (strips * SumsOfStrip) + (number * SpaceOfThread);
        new Span<float>(sums, Pairs * Places * Square).Clear();
        int first = strip * squaresOfStrip, end = Math.Min(first + squaresOfStrip, shape.Images * squaresOfImage);
        while (first < end)
        {
            var (image, square) = Math.DivRem(first, squaresOfImage);
            var count = Math.Min(Math.Min(squaresOfChunk, end - first), squaresOfImage - square);
            SumChunk(input + ((long)image * rightBlocks * shape.Height * shape.Width * Side),
                gradient + ((long)image * leftBlocks * shape.OutputHeight * shape.OutputWidth * Side), sums, space, square, count);
            first += count;
        }
        spaces.Give(number);
    }

    private void SumChunk(float* input, float* gradient, float* sums, float* right, int square, int count)
    {
        var left = right + (rightBlocks * Places * Pitch);
        for (var block = 0; block < rightBlocks; block++)
            WinogradSquares.Input(shape, path, input + ((nint)block * shape.Height * shape.Width * Side), square, count, right + (block * Places * Pitch), Pitch);
        for (var block = 0; block < leftBlocks; block++)
            WinogradSquares.Gradient(shape, gradient + ((nint)block * shape.OutputHeight * shape.OutputWidth * Side), square, count, left + (block * Places * Pitch), Pitch);
        for (var pair = 0; pair < Pairs; pair++)
        {
            for (var place = 0; place < Places; place++)
            {
                var work = new OuterProducts
                {
                    Left = left + (((pair / rightBlocks * Places) + place) * Pitch),
                    Right = right + (((pair % rightBlocks * Places) + place) * Pitch),
                    RightPixel = Side,
                    Rows = 1,
                    Columns = count,
                    Sums = sums + ((((nint)pair * Places) + place) * Square),
                };
                add(&work);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Total(float* scratch, float* target, int pair)
    {
        float* places = stackalloc float[Places * Side], weights = stackalloc float[9 * Side];
        var (left, right) = Math.DivRem(pair, rightBlocks);
        var outputs = Math.Min(Side, shape.Outputs - (left * Side));
        for (var row = 0; row < Math.Min(Side, shape.Channels - (right * Side)); row++)
        {
            for (var place = 0; place < Places; place++)
            {
                var from = scratch + ((((nint)pair * Places) + place) * Square) + (row * Side);
                var sum = Vector512.Load(from);
                for (var strip = 1; strip < strips; strip++)
                    sum += Vector512.Load(from + (strip * SumsOfStrip));
                sum.Store(places + (place * Side));
            }
            WinogradTransforms.WeightGradient(places, weights);
            for (var lane = 0; lane < outputs; lane++)
            {
                var to = target + (((((long)left * Side) + lane) * shape.Channels) + (right * Side) + row) * 9;
                for (var tap = 0; tap < 9; tap++)
                    to[tap] = weights[(tap * Side) + lane];
            }
        }
    }

    private readonly struct Sums(WinogradWeightGradient work, float* input, float* gradient, float* scratch) : IParts
    {
        public void Run(int part) => work.SumStrip(input, gradient, scratch, part);
    }

    private readonly struct Totals(WinogradWeightGradient work, float* scratch, float* target) : IParts
    {
        public void Run(int part) => work.Total(scratch, target, part);
    }
}
