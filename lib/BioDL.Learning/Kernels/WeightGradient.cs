using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace BioDL.Learning.Kernels;

/// <summary>
/// The gradient of a convolution's weights: for each element of the kernel, the products of the output's gradient with the input pixels that the
/// element saw, summed over all pixels. The rows of all images are cut into strips that fit into a core's cache; each strip is summed by itself, and
/// the strips are added in their order.
/// </summary>
internal sealed unsafe class WeightGradient
{
    /// <summary>Pixels of a strip: two times 16 channels of them take 256 KB.</summary>
    private const int StripPixels = 2048;

    /// <summary>Parts that are enough to keep a machine of many cores busy.</summary>
    private const int EnoughParts = 32;

    /// <summary>The most that the sums of all strips may take.</summary>
    private const long MostBytes = 64 << 20;

    private const int Square = TensorLayouts.Block * TensorLayouts.Block;

    private readonly ConvolutionShape shape;
    private readonly delegate*<OuterProducts*, void> add;
    private readonly bool isPatched;
    private readonly int taps;
    private readonly int leftBlocks;
    private readonly int rightBlocks;
    private readonly int rows;
    private readonly int strips;

    /// <param name="shape">The convolution, from the larger to the smaller image, in one group.</param>
    /// <param name="isPlain">Whether the larger image is plain: then, for few channels, all that a kernel sees of a pixel is gathered first.</param>
    /// <param name="path">The vectors to use.</param>
    public WeightGradient(ConvolutionShape shape, bool isPlain, SimdPath path)
    {
        this.shape = shape;
        add = OuterProducts.For(path);
        isPatched = isPlain;
        taps = isPatched ? 1 : shape.Window.Size;
        leftBlocks = TensorLayouts.Blocks(shape.Outputs);
        rightBlocks = TensorLayouts.Blocks(isPatched ? shape.Channels * shape.Window.Size : shape.Channels);
        var all = shape.Images * shape.OutputHeight;
        long fair = (EnoughParts + leftBlocks * rightBlocks - 1) / (leftBlocks * rightBlocks), fitting = (all + RowsOfStrip - 1) / RowsOfStrip;
        var most = Math.Max(1, MostBytes / ((long)leftBlocks * rightBlocks * taps * Square * sizeof(float)));
        strips = (int)Math.Clamp(Math.Max(fair, fitting), 1, Math.Min(most, Math.Max(1, all)));
        rows = (all + strips - 1) / strips;
    }

    /// <summary>Whether it takes the larger image plain.</summary>
    public bool IsPlain => isPatched;

    /// <summary>Floats of working memory that <see cref="Run"/> needs.</summary>
    public int ScratchSize => checked(strips * leftBlocks * rightBlocks * taps * Square);

    private int RowsOfStrip => Math.Max(1, StripPixels / Math.Max(1, shape.OutputWidth));

    /// <summary>Computes the gradient.</summary>
    /// <param name="large">The larger image, blocked or, for few channels, plain.</param>
    /// <param name="small">The smaller image, blocked.</param>
    /// <param name="scratch">Working memory.</param>
    /// <param name="target">Where it goes: (channels of the smaller image, channels of the larger one, kernel height, kernel width).</param>
    /// <param name="threads">Threads to use.</param>
    public void Run(float* large, float* small, float* scratch, float* target, int threads)
    {
        var sums = new Sums(this, large, small, scratch);
        ComputeThreads.Run(strips * leftBlocks * rightBlocks, threads, ref sums);
        var totals = new Totals(this, scratch, target);
        ComputeThreads.Run(leftBlocks * rightBlocks, threads, ref totals);
    }

    private float* SumsOf(float* scratch, int strip, int pair) => scratch + ((long)strip * leftBlocks * rightBlocks + pair) * taps * Square;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void SumStrip(float* large, float* small, float* sums, int strip, int left, int right)
    {
        new Span<float>(sums, taps * Square).Clear();
        int first = strip * rows, end = Math.Min(first + rows, shape.Images * shape.OutputHeight);
        while (first < end)
        {
            var (image, row) = Math.DivRem(first, shape.OutputHeight);
            var count = Math.Min(end - first, shape.OutputHeight - row);
            var leftImage = small + ((long)image * leftBlocks + left) * shape.OutputHeight * shape.OutputWidth * TensorLayouts.Block;
            if (isPatched)
                AddPatches(large + (long)image * shape.Channels * shape.Height * shape.Width, leftImage, sums, row, count, right);
            else
                AddTaps(large + ((long)image * rightBlocks + right) * shape.Height * shape.Width * TensorLayouts.Block, leftImage, sums, row, count);
            first += count;
        }
    }

    /// <summary>Each element of the kernel by itself: both images are read where they are.</summary>
    private void AddTaps(float* rightImage, float* leftImage, float* sums, int first, int count)
    {
        var (y, x) = (shape.Window.Y, shape.Window.X);
        for (var tap = 0; tap < taps; tap++)
        {
            int offsetY = tap / x.Size * y.Dilation - y.Before, offsetX = tap % x.Size * x.Dilation - x.Before;
            var (top, bottom) = Inside(first, first + count, offsetY, y.Stride, shape.Height);
            var (start, end) = Inside(0, shape.OutputWidth, offsetX, x.Stride, shape.Width);
            if (top >= bottom || start >= end)
                continue;
            var work = new OuterProducts
            {
                Left = leftImage + ((long)top * shape.OutputWidth + start) * TensorLayouts.Block,
                LeftRow = shape.OutputWidth * TensorLayouts.Block,
                Right = rightImage + ((long)(top * y.Stride + offsetY) * shape.Width + start * x.Stride + offsetX) * TensorLayouts.Block,
                RightRow = (nint)y.Stride * shape.Width * TensorLayouts.Block,
                RightPixel = x.Stride * TensorLayouts.Block,
                Rows = bottom - top,
                Columns = end - start,
                Sums = sums + tap * Square,
            };
            add(&work);
        }
    }

    /// <summary>16 of the numbers that a kernel sees, gathered for each pixel of a row.</summary>
    private void AddPatches(float* rightImage, float* leftImage, float* sums, int first, int count, int block)
    {
        var patches = (float*)NativeMemory.AlignedAlloc((nuint)shape.OutputWidth * TensorLayouts.Block * sizeof(float), 64);
        try
        {
            for (var row = first; row < first + count; row++)
            {
                Gather(rightImage, row, block, patches);
                var work = new OuterProducts
                {
                    Left = leftImage + (long)row * shape.OutputWidth * TensorLayouts.Block,
                    Right = patches,
                    RightPixel = TensorLayouts.Block,
                    Rows = 1,
                    Columns = shape.OutputWidth,
                    Sums = sums,
                };
                add(&work);
            }
        }
        finally
        {
            NativeMemory.AlignedFree(patches);
        }
    }

    private void Gather(float* image, int row, int block, float* patches)
    {
        var (y, x) = (shape.Window.Y, shape.Window.X);
        new Span<float>(patches, shape.OutputWidth * TensorLayouts.Block).Clear();
        for (var lane = 0; lane < TensorLayouts.Block && block * TensorLayouts.Block + lane < shape.Channels * shape.Window.Size; lane++)
        {
            var (channel, tap) = Math.DivRem(block * TensorLayouts.Block + lane, shape.Window.Size);
            int source = row * y.Stride + tap / x.Size * y.Dilation - y.Before, offset = tap % x.Size * x.Dilation - x.Before;
            if (source < 0 || source >= shape.Height)
                continue;
            var (start, end) = Inside(0, shape.OutputWidth, offset, x.Stride, shape.Width);
            var pixels = image + ((long)channel * shape.Height + source) * shape.Width + offset;
            for (var column = start; column < end; column++)
                patches[column * TensorLayouts.Block + lane] = pixels[column * x.Stride];
        }
    }

    /// <summary>The part of a range for which position · stride + offset lies inside of an image.</summary>
    private static (int First, int End) Inside(int first, int end, int offset, int stride, int length)
    {
        var lowest = offset >= 0 ? 0 : (-offset + stride - 1) / stride;
        var highest = length - 1 - offset;
        return (Math.Max(first, lowest), highest < 0 ? first : Math.Min(end, highest / stride + 1));
    }

    private void Total(float* scratch, float* target, int pair)
    {
        var (left, right) = Math.DivRem(pair, rightBlocks);
        var columns = isPatched ? shape.Channels * shape.Window.Size : shape.Channels;
        for (var tap = 0; tap < taps; tap++)
        {
            for (var n = 0; n < Square; n++)
            {
                int output = left * TensorLayouts.Block + n % TensorLayouts.Block, column = right * TensorLayouts.Block + n / TensorLayouts.Block;
                if (output >= shape.Outputs || column >= columns)
                    continue;
                var sum = 0f;
                for (var strip = 0; strip < strips; strip++)
                    sum += SumsOf(scratch, strip, pair)[tap * Square + n];
                target[((long)output * columns + column) * taps + tap] = sum;
            }
        }
    }

    private readonly struct Sums(WeightGradient work, float* large, float* small, float* scratch) : IParts
    {
        public void Run(int part)
        {
            var pairs = work.leftBlocks * work.rightBlocks;
            var (strip, pair) = Math.DivRem(part, pairs);
            work.SumStrip(large, small, work.SumsOf(scratch, strip, pair), strip, pair / work.rightBlocks, pair % work.rightBlocks);
        }
    }

    private readonly struct Totals(WeightGradient work, float* scratch, float* target) : IParts
    {
        public void Run(int part) => work.Total(scratch, target, part);
    }
}
