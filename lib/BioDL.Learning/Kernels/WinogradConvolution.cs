using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace BioDL.Learning.Kernels;

/// <summary>
/// A convolution with 3 × 3 weights and stride 1 by Winograd's minimal filtering: 2 × 2 pixels of the output at a time, with 16 / 36 of the
/// multiplications. The sums of products are those of a 1 × 1 convolution for each of 16 places, so the same tiles compute them. One part is some squares.
/// </summary>
internal sealed unsafe class WinogradConvolution : ConvolutionKernel
{
    private const int Side = TensorLayouts.Block;
    private const int Places = 16;

    /// <summary>Squares of a part come in such numbers: every tile kernel divides it.</summary>
    private const int Squares = 48;

    /// <summary>Bytes of transformed pixels that a part works on.</summary>
    private const int PartBytes = 400 << 10;

    private readonly ConvolutionShape shape;
    private readonly Activation activation;
    private readonly TileKernel[] wholeTiles;
    private readonly TileKernel[] lastTiles;
    private readonly SimdPath path;
    private readonly int blocks;
    private readonly int outputBlocks;
    private readonly int across;
    private readonly int total;
    private readonly int squares;
    private readonly int chunks;
    private readonly (float, float) limits;
    private float* weights;
    private ConvolutionData data;
    private float* space;
    private ulong freeSpaces;

    /// <summary>Prepares the work.</summary>
    /// <param name="shape">Its sizes; see <see cref="Suits"/>.</param>
    /// <param name="activation">What follows.</param>
    /// <param name="path">The vectors to use.</param>
    public WinogradConvolution(ConvolutionShape shape, Activation activation, SimdPath path)
    {
        this.shape = shape;
        this.activation = activation;
        this.path = path;
        blocks = shape.Channels / Side;
        outputBlocks = TensorLayouts.Blocks(shape.Outputs);
        across = (shape.OutputWidth + 1) / 2;
        total = across * ((shape.OutputHeight + 1) / 2);
        squares = Squares * Math.Clamp(PartBytes / (Places * shape.Channels * Squares * sizeof(float)), 1, 2);
        chunks = (total + squares - 1) / squares;
        wholeTiles = RowPlan.Cut(TileKernel.Of(path), squares);
        lastTiles = RowPlan.Cut(TileKernel.Of(path), total - ((chunks - 1) * squares));
        limits = activation.Kind switch
        {
            ActivationKind.Relu => (0, float.PositiveInfinity),
            ActivationKind.Clip => (activation.First, activation.Second),
            _ => (float.NegativeInfinity, float.PositiveInfinity),
        };
    }

    // One square more than there is, so that the 16 places do not fall into the same lines of the cache.
    private nint Pitch => (squares + 1) * Side;

    private nint SpaceOfThread => Pitch * Places * (blocks + 1);

    /// <inheritdoc/>
    public override nint SpaceFor(int threads) => SpaceOfThread * Math.Min(threads, 64);

    /// <summary>Whether a convolution, forward or (turned) transposed, can be computed so, and gains by it.</summary>
    public static bool Suits(ConvolutionShape shape)
    {
        var (y, x) = (shape.Window.Y, shape.Window.X);
        return y is { Size: 3, Stride: 1, Dilation: 1 } && x is { Size: 3, Stride: 1, Dilation: 1 } && shape.Groups == 1
            && shape.Channels % Side == 0 && shape.Outputs >= Side / 2 && shape.OutputHeight > 1 && shape.OutputWidth > 1;
    }

    /// <summary>Memory for packed weights.</summary>
    public static ConvolutionWeights Room(ConvolutionShape shape) =>
        new(shape, (long)TensorLayouts.Blocks(shape.Outputs) * Side * ((shape.Channels * Places) + 1));

    /// <summary>Writes the transformed weights as [block of outputs][place][input channel][16 outputs], then the biases.</summary>
    /// <param name="shape">The sizes.</param>
    /// <param name="isTransposed">Whether the weights are those of a transposed convolution: input channel first, and turned by half a circle.</param>
    /// <param name="weights">The weights.</param>
    /// <param name="bias">What each output channel starts with; 0 when empty.</param>
    /// <param name="scale">A factor for each output channel's weights; 1 when empty.</param>
    /// <param name="pack">Where they go.</param>
    public static void Pack(
        ConvolutionShape shape, bool isTransposed, ReadOnlySpan<float> weights, ReadOnlySpan<float> bias, ReadOnlySpan<float> scale, ConvolutionWeights pack)
    {
        var kernels = stackalloc double[9 * Side];
        new Span<double>(kernels, 9 * Side).Clear();
        for (var first = 0; first < shape.Outputs; first += Side)
        {
            var count = Math.Min(Side, shape.Outputs - first);
            var block = pack.Floats + ((nint)first * Places * shape.Channels);
            for (var from = 0; from < shape.Channels; from++)
            {
                for (var lane = 0; lane < count; lane++)
                {
                    var to = first + lane;
                    var kernel = weights.Slice((isTransposed ? (from * shape.Outputs) + to : (to * shape.Channels) + from) * 9, 9);
                    var factor = scale.IsEmpty ? 1 : scale[to];
                    for (var n = 0; n < 9; n++)
                        kernels[(n * Side) + lane] = (double)kernel[isTransposed ? 8 - n : n] * factor;
                }
                WinogradTransforms.Weights(kernels, block + (from * Side), (nint)shape.Channels * Side);
            }
        }
        var biases = new Span<float>(pack.Floats + ((nint)TensorLayouts.Blocks(shape.Outputs) * Side * shape.Channels * Places), shape.Outputs);
        if (bias.IsEmpty)
            biases.Clear();
        else
            bias.CopyTo(biases);
    }

    /// <inheritdoc/>
    public override void Run(ConvolutionWeights packed, ConvolutionData blocks, float* workspace, int threads)
    {
        weights = packed.Floats;
        data = blocks;
        space = workspace;
        freeSpaces = threads >= 64 ? ulong.MaxValue : (1UL << threads) - 1;
        var parts = new Parts(this);
        ComputeThreads.Run(shape.Images * chunks, Math.Min(threads, 64), ref parts);
    }

    private void Run(int image, int chunk)
    {
        var number = TakeSpace();
        var pixels = space + (number * SpaceOfThread);
        var sums = pixels + (Pitch * Places * blocks);
        var (first, count) = (chunk * squares, Math.Min(squares, total - (chunk * squares)));
        for (var block = 0; block < blocks; block++)
            TransformInput(image, block, first, count, pixels + (block * Pitch));
        var tiles = count == squares ? wholeTiles : lastTiles;
        for (var block = 0; block < outputBlocks; block++)
        {
            Multiply(block, tiles, pixels, sums);
            TransformOutput(image, block, first, count, sums);
        }
        Interlocked.Or(ref freeSpaces, 1UL << number);
    }

    private int TakeSpace()
    {
        while (true)
        {
            var free = Volatile.Read(ref freeSpaces);
            var number = System.Numerics.BitOperations.TrailingZeroCount(free);
            if (free != 0 && Interlocked.CompareExchange(ref freeSpaces, free & ~(1UL << number), free) == free)
                return number;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void TransformInput(int image, int block, int first, int count, float* target)
    {
        var source = data.Blocks[(image * blocks) + block];
        var edge = stackalloc float[16 * Side];
        var rowPitch = (nint)shape.Width * Side;
        var pitch = Pitch * blocks;
        var (squareY, squareX) = Math.DivRem(first, across);
        for (var n = 0; n < count; n++, target += Side)
        {
            var (y, x) = ((2 * squareY) - shape.Window.Y.Before, (2 * squareX) - shape.Window.X.Before);
            if (y >= 0 && x >= 0 && y + 4 <= shape.Height && x + 4 <= shape.Width)
            {
                Input(source + (y * rowPitch) + ((nint)x * Side), rowPitch, target, pitch);
            }
            else
            {
                CopySquare(source, y, x, edge);
                Input(edge, 4 * Side, target, pitch);
            }
            if (++squareX == across)
                (squareY, squareX) = (squareY + 1, 0);
        }
    }

    private void Input(float* source, nint rowPitch, float* target, nint pitch)
    {
        if (path == SimdPath.Avx512)
            WinogradTransforms.Input<Lanes16>(source, rowPitch, target, pitch);
        else if (path == SimdPath.Avx2)
            WinogradTransforms.Input<Lanes8>(source, rowPitch, target, pitch);
        else
            WinogradTransforms.Input<Lanes4>(source, rowPitch, target, pitch);
    }

    private void CopySquare(float* source, int y, int x, float* target)
    {
        for (var n = 0; n < 16; n++)
        {
            var (fromY, fromX) = (y + (n / 4), x + (n % 4));
            var exists = (uint)fromY < (uint)shape.Height && (uint)fromX < (uint)shape.Width;
            var pixel = exists ? Vector512.Load(source + ((((nint)fromY * shape.Width) + fromX) * Side)) : Vector512<float>.Zero;
            pixel.Store(target + (n * Side));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Multiply(int block, TileKernel[] tiles, float* pixels, float* sums)
    {
        var zeros = stackalloc float[Side];
        new Span<float>(zeros, Side).Clear();
        var taps = stackalloc Tap[blocks];
        for (var n = 0; n < blocks; n++)
            taps[n] = new Tap(n * Pitch, n * Side * Side);
        var tile = new Tile { Taps = taps, TapCount = blocks, Channels = Side, ChannelPitch = 1, Start = zeros };
        for (var place = 0; place < Places; place++)
        {
            tile.Weights = weights + ((((nint)block * Places) + place) * shape.Channels * Side);
            tile.Input = pixels + (place * Pitch * blocks);
            tile.Output = sums + (place * Pitch);
            foreach (var kernel in tiles)
            {
                kernel.For(isBlocked: true, stride: 1)(&tile);
                tile.Input += kernel.Pixels * Side;
                tile.Output += kernel.Pixels * Side;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void TransformOutput(int image, int block, int first, int count, float* sums)
    {
        var edge = stackalloc float[4 * Side];
        var rowPitch = (nint)shape.OutputWidth * Side;
        var output = data.Output + ((((nint)image * outputBlocks) + block) * shape.OutputHeight * rowPitch);
        var bias = weights + ((nint)outputBlocks * Side * shape.Channels * Places) + (block * Side);
        var (squareY, squareX) = Math.DivRem(first, across);
        for (var n = 0; n < count; n++, sums += Side)
        {
            var target = output + (2 * squareY * rowPitch) + (2 * squareX * Side);
            var (rows, columns) = (Math.Min(2, shape.OutputHeight - (2 * squareY)), Math.Min(2, shape.OutputWidth - (2 * squareX)));
            var isWhole = rows + columns == 4;
            var (to, toPitch) = isWhole ? ((nint)target, rowPitch) : ((nint)edge, 2 * Side);
            Output(sums, bias, (float*)to, toPitch);
            for (var row = 0; !isWhole && row < rows; row++)
                new ReadOnlySpan<float>(edge + (row * 2 * Side), columns * Side).CopyTo(new Span<float>(target + (row * rowPitch), columns * Side));
            if (++squareX == across)
                (squareY, squareX) = (squareY + 1, 0);
        }
    }

    private void Output(float* sums, float* bias, float* target, nint rowPitch)
    {
        if (path == SimdPath.Avx512)
            WinogradTransforms.Output<Lanes16>(sums, Pitch, bias, limits, target, rowPitch);
        else if (path == SimdPath.Avx2)
            WinogradTransforms.Output<Lanes8>(sums, Pitch, bias, limits, target, rowPitch);
        else
            WinogradTransforms.Output<Lanes4>(sums, Pitch, bias, limits, target, rowPitch);
        if (activation.Kind is not (ActivationKind.LeakyRelu or ActivationKind.Sigmoid))
            return;
        activation.Apply(target, 2 * Side);
        activation.Apply(target + rowPitch, 2 * Side);
    }

    private readonly struct Parts(WinogradConvolution work) : IParts
    {
        public void Run(int part) => work.Run(part / work.chunks, part % work.chunks);
    }
}
