using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace BioDL.Learning.Kernels;

/// <summary>
/// Some input channels of a convolution for one block of 16 output channels. Tiles inside of the image read it in place. Where a tile reaches over
/// the image's border, or its stride has no kernel, the pixels that it reads are first copied together, with zeros for those that do not exist.
/// </summary>
internal unsafe ref struct ConvolutionBatch : IDisposable
{
    private readonly ConvolutionWork work;
    private readonly Lattice lattice;
    private readonly ReadOnlySpan<Segment> segments;
    private readonly float*[] sources;
    private readonly int firstSource;
    private readonly bool isFirst;
    private readonly bool isLast;
    private readonly bool isBlocked;
    private readonly int stride;
    private readonly int height;
    private readonly int width;
    private readonly int pixelPitch;
    private readonly nint channelPitch;
    private readonly float* bias;
    private readonly float* output;
    private readonly float* input;
    private readonly void* scratch;
    private readonly TileKernel[] tiles;
    private readonly Tap* inner;
    private readonly Tap* left;
    private readonly Tap* right;
    private readonly Tap* outer;
    private readonly float* sums;
    private readonly float* copies;
    private int innerCount;
    private int leftCount;
    private int rightCount;
    private bool isListedInFull;
    private Tile tile;

    public ConvolutionBatch(ConvolutionWork work, Lattice lattice, TileKernel[] tiles, int image, int block, int first, int next)
    {
        this.work = work;
        this.lattice = lattice;
        var (shape, data) = (work.Shape, work.Data);
        var all = work.Weights.Segments[block];
        segments = all.AsSpan(first, next - first);
        isFirst = first == 0;
        isLast = next == all.Length;
        isBlocked = data.IsBlocked;
        (height, width) = (shape.Height, shape.Width);
        sources = data.Blocks;
        firstSource = image * (data.Blocks.Length / shape.Images);
        input = sources[firstSource + segments[0].Block];
        output = data.Output + ((((long)image * work.Weights.Segments.Length) + block) * shape.OutputHeight * shape.OutputWidth * TensorLayouts.Block);
        bias = work.Weights.Bias(block);
        stride = lattice.StrideX <= 2 ? lattice.StrideX : 1;
        pixelPitch = isBlocked ? TensorLayouts.Block : 1;
        channelPitch = isBlocked ? 1 : (nint)height * width;
        this.tiles = tiles;
        var taps = segments.Length * lattice.Taps.Length;
        var pixels = work.Kernels[0].Pixels;
        var copied = (long)taps * pixels * stride * (isBlocked ? TensorLayouts.Block : segments[0].Channels);
        scratch = NativeMemory.AlignedAlloc((nuint)((copied + (pixels * TensorLayouts.Block)) * sizeof(float)) + (nuint)(4L * taps * sizeof(Tap)), 64);
        sums = (float*)scratch;
        copies = sums + (pixels * TensorLayouts.Block);
        outer = (Tap*)(copies + copied);
        inner = outer + taps;
        left = inner + taps;
        right = left + taps;
        tile.Channels = segments[0].Channels;
        tile.Weights = work.Weights.Floats;
    }

    /// <inheritdoc/>
    public readonly void Dispose() => NativeMemory.AlignedFree(scratch);

    /// <summary>Adds this batch to one row of the lattice.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Row(int row)
    {
        var y = row * lattice.StrideY;
        var isFull = y + lattice.FirstRow >= 0 && y + lattice.LastRow < height;
        if (!isFull || !isListedInFull)
            ListTaps(y);
        isListedInFull = isFull;
        var origin = input + ((nint)y * width * pixelPitch);
        var target = output + ((((long)lattice.FirstY + ((long)row * lattice.StepY)) * work.Shape.OutputWidth) + lattice.FirstX) * TensorLayouts.Block;
        var column = 0;
        for (var number = 0; number < tiles.Length; number++)
        {
            var kernel = tiles[number];
            tile.ChannelPitch = channelPitch;
            tile.Input = origin + ((nint)column * lattice.StrideX * pixelPitch);
            var isInside = IsInside(column, kernel.Pixels);
            tile.Taps = isInside ? inner : number == 0 ? left : right;
            tile.TapCount = isInside ? innerCount : number == 0 ? leftCount : number == tiles.Length - 1 ? rightCount : -1;
            if (tile.TapCount < 0)
                Collect(row, column, kernel.Pixels);
            Finish(kernel, target + ((long)column * lattice.StepX * TensorLayouts.Block), Math.Min(kernel.Pixels, lattice.Columns - column));
            column += kernel.Pixels;
        }
    }

    /// <summary>Whether all taps of a tile lie within the columns of the image.</summary>
    private readonly bool IsInside(int column, int pixels) => stride == lattice.StrideX && column + pixels <= lattice.Columns
        && (column * stride) + lattice.FirstColumn >= 0 && ((column + pixels - 1) * stride) + lattice.LastColumn < width;

    /// <summary>Lists the taps of a row for its tiles inside, the first and the last one.</summary>
    private void ListTaps(int y)
    {
        var lastColumn = 0;
        for (var n = 0; n < tiles.Length - 1; n++)
            lastColumn += tiles[n].Pixels;
        innerCount = ListTaps(inner, y, 0, 0);
        leftCount = ListTaps(left, y, 0, tiles[0].Pixels);
        rightCount = ListTaps(right, y, lastColumn, tiles[^1].Pixels);
    }

    /// <summary>Lists the taps of a row for a tile, of which a tap may leave out one pixel at an end.</summary>
    /// <returns>How many, or −1 when that does not do and pixels must be copied.</returns>
    private readonly int ListTaps(Tap* list, int y, int column, int pixels)
    {
        var count = 0;
        if (pixels > 0 && (stride != lattice.StrideX || column + pixels > lattice.Columns))
            return -1;
        foreach (ref readonly var segment in segments)
        {
            foreach (ref readonly var tap in lattice.Taps.AsSpan())
            {
                if ((uint)(y + tap.Y) >= (uint)height)
                    continue;
                var (first, last) = ((column * stride) + tap.X, ((column + pixels - 1) * stride) + tap.X);
                var skip = pixels == 0 ? TapSkip.None : first < 0 ? TapSkip.First : last >= width ? TapSkip.Last : TapSkip.None;
                if ((skip == TapSkip.First && (first + stride < 0 || last >= width)) || (skip == TapSkip.Last && last - stride >= width))
                    return -1;
                list[count++] = new Tap(Position(segment, tap.Y, tap.X), Weights(segment, tap), skip);
            }
        }
        return count;
    }

    private readonly nint Position(in Segment segment, int y, int x) =>
        (nint)(sources[firstSource + segment.Block] - input) + (segment.FirstLane * channelPitch) + ((((nint)y * width) + x) * pixelPitch);

    private static nint Weights(in Segment segment, in LatticeTap tap) =>
        (nint)segment.Weights + ((nint)tap.Index * segment.Channels * TensorLayouts.Block);

    /// <summary>Sets the tile's taps where some of the pixels must be copied first.</summary>
    private void Collect(int row, int column, int pixels)
    {
        var count = 0;
        var copy = copies;
        foreach (ref readonly var segment in segments)
        {
            foreach (ref readonly var tap in lattice.Taps.AsSpan())
            {
                var (y, x) = ((row * lattice.StrideY) + tap.Y, (column * lattice.StrideX) + tap.X);
                if ((uint)y >= (uint)height)
                    continue;
                if (isBlocked && stride == lattice.StrideX && x >= 0 && x + ((pixels - 1) * stride) < width)
                {
                    outer[count++] = new Tap(Position(segment, y, x), Weights(segment, tap));
                    continue;
                }
                var origin = input + Position(segment, y, 0);
                if (isBlocked)
                    CopyBlocks(origin - segment.FirstLane, x, copy, pixels);
                else
                    CopyChannels(origin, x, copy, pixels, segment.Channels);
                outer[count++] = new Tap((nint)(copy - input) + (isBlocked ? segment.FirstLane : 0), Weights(segment, tap));
                copy += (nint)pixels * stride * (isBlocked ? TensorLayouts.Block : segment.Channels);
            }
        }
        tile.Input = input;
        tile.Taps = outer;
        tile.TapCount = count;
        tile.ChannelPitch = isBlocked ? 1 : pixels * stride;
    }

    private readonly void CopyBlocks(float* source, int x, float* target, int pixels)
    {
        for (var pixel = 0; pixel < pixels; pixel++, x += lattice.StrideX)
        {
            var block = (uint)x < (uint)width ? Vector512.Load(source + ((nint)x * TensorLayouts.Block)) : Vector512<float>.Zero;
            block.Store(target + (pixel * stride * TensorLayouts.Block));
        }
    }

    private readonly void CopyChannels(float* source, int x, float* target, int pixels, int channels)
    {
        for (var channel = 0; channel < channels; channel++)
        {
            var line = source + (channel * channelPitch);
            for (var pixel = 0; pixel < pixels; pixel++)
            {
                var column = x + (pixel * lattice.StrideX);
                target[((channel * pixels) + pixel) * stride] = (uint)column < (uint)width ? line[column] : 0;
            }
        }
    }

    /// <summary>Computes the tile and brings its pixels to where they belong.</summary>
    private void Finish(TileKernel kernel, float* target, int pixels)
    {
        var step = lattice.StepX * TensorLayouts.Block;
        var isWhole = pixels == kernel.Pixels && lattice.StepX == 1;
        tile.Output = isWhole ? target : sums;
        if (!isWhole && !isFirst)
            CopyPixels(target, step, sums, TensorLayouts.Block, pixels);
        tile.Start = isFirst ? bias : tile.Output;
        tile.StartPitch = isFirst ? 0 : TensorLayouts.Block;
        fixed (Tile* pointer = &tile)
            kernel.For(isBlocked, stride)(pointer);
        if (isLast)
            work.Activation.Apply(tile.Output, pixels * TensorLayouts.Block);
        if (!isWhole)
            CopyPixels(sums, TensorLayouts.Block, target, step, pixels);
    }

    private static void CopyPixels(float* source, int sourceStep, float* target, int targetStep, int pixels)
    {
        for (var pixel = 0; pixel < pixels; pixel++)
            Vector512.Load(source + (pixel * sourceStep)).Store(target + (pixel * targetStep));
    }
}
