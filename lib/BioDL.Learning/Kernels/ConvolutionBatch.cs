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
    private readonly int firstInside;
    private readonly int lastInside;
    private readonly int pixelPitch;
    private readonly nint channelPitch;
    private readonly float* bias;
    private readonly float* output;
    private readonly float* input;
    private readonly void* scratch;
    private readonly Tap* inner;
    private readonly Tap* outer;
    private readonly float* sums;
    private readonly float* copies;
    private Tile tile;

    public ConvolutionBatch(ConvolutionWork work, Lattice lattice, int image, int block, int first, int next)
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
        firstInside = -lattice.FirstColumn;
        lastInside = width - 1 - lattice.LastColumn;
        var taps = segments.Length * lattice.Taps.Length;
        var pixels = work.Kernels[0].Pixels;
        var copied = (long)taps * pixels * stride * (isBlocked ? TensorLayouts.Block : segments[0].Channels);
        scratch = NativeMemory.AlignedAlloc((nuint)((copied + (pixels * TensorLayouts.Block)) * sizeof(float)) + (nuint)(2 * taps * sizeof(Tap)), 64);
        sums = (float*)scratch;
        copies = sums + (pixels * TensorLayouts.Block);
        inner = (Tap*)(copies + copied);
        outer = inner + taps;
        tile.Channels = segments[0].Channels;
        tile.Weights = work.Weights.Floats;
    }

    /// <inheritdoc/>
    public readonly void Dispose() => NativeMemory.AlignedFree(scratch);

    /// <summary>Adds this batch to one row of the lattice.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Row(int row)
    {
        var taps = InnerTaps(row);
        var target = output + ((((long)lattice.FirstY + ((long)row * lattice.StepY)) * work.Shape.OutputWidth) + lattice.FirstX) * TensorLayouts.Block;
        TileKernel kernel;
        for (var column = 0; column < lattice.Columns; column += kernel.Pixels)
        {
            kernel = Kernel(lattice.Columns - column);
            var first = column * lattice.StrideX;
            if (stride == lattice.StrideX && first >= firstInside && first + ((kernel.Pixels - 1) * stride) <= lastInside)
            {
                tile.Input = input + ((long)first * pixelPitch);
                tile.Taps = inner;
                tile.TapCount = taps;
                tile.ChannelPitch = channelPitch;
            }
            else
            {
                Collect(row, column, kernel.Pixels);
            }
            Finish(kernel, target + ((long)column * lattice.StepX * TensorLayouts.Block), Math.Min(kernel.Pixels, lattice.Columns - column));
        }
    }

    private readonly TileKernel Kernel(int pixels)
    {
        var kernels = work.Kernels;
        var n = 0;
        while (n + 1 < kernels.Length && kernels[n + 1].Pixels >= pixels)
            n++;
        return kernels[n];
    }

    /// <summary>Where the taps of the row lie for its first column.</summary>
    private readonly int InnerTaps(int row)
    {
        var count = 0;
        foreach (ref readonly var segment in segments)
        {
            foreach (ref readonly var tap in lattice.Taps.AsSpan())
            {
                var y = (row * lattice.StrideY) + tap.Y;
                if ((uint)y < (uint)height)
                    inner[count++] = new Tap(Position(segment, y, tap.X), Weights(segment, tap));
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
