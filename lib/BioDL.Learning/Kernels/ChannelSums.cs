using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace BioDL.Learning.Kernels;

/// <summary>
/// For each channel of an image in blocks the sum of its numbers, and of their products with those of a second image. Pixels are added in single
/// precision in short runs, and the runs in double.
/// </summary>
internal readonly unsafe struct ChannelSums : IParts
{
    private const int Run = 256;
    private const int PixelsOfPart = 4096;
    private const int Side = TensorLayouts.Block;

    private readonly float* first;
    private readonly float* second;
    private readonly int images;
    private readonly int blocks;
    private readonly int pixels;
    private readonly int strips;
    private readonly double* partial;

    private ChannelSums(Tensor first, Tensor? second, double* partial)
    {
        this.first = first.Floats;
        this.second = second is null ? null : second.Floats;
        (images, blocks, pixels, strips) = Cut(first.Shape);
        this.partial = partial;
    }

    /// <summary>Doubles of working memory that <see cref="Write"/> needs.</summary>
    public static int ScratchSize(TensorShape shape)
    {
        var (images, blocks, _, strips) = Cut(shape);
        return checked(images * blocks * strips * 2 * Side);
    }

    /// <summary>Computes the sums.</summary>
    /// <param name="first">An image in blocks.</param>
    /// <param name="second">Another of the same shape, also in blocks; null when products are not needed.</param>
    /// <param name="scratch">Working memory of Float64.</param>
    /// <param name="sums">A sum for each channel.</param>
    /// <param name="products">A sum of products for each channel; empty when not needed.</param>
    /// <param name="threads">Threads to use.</param>
    public static void Write(Tensor first, Tensor? second, Tensor scratch, Span<double> sums, Span<double> products, int threads)
    {
        var work = new ChannelSums(first, second, (double*)scratch.Memory.Pointer);
        ComputeThreads.Run(work.images * work.blocks * work.strips, threads, ref work);
        sums.Clear();
        products.Clear();
        for (var part = 0; part < work.images * work.blocks * work.strips; part++)
        {
            var channel = part / work.strips % work.blocks * Side;
            for (var lane = 0; lane < Side && channel + lane < sums.Length; lane++)
            {
                sums[channel + lane] += work.partial[part * 2 * Side + lane];
                if (products.Length > 0)
                    products[channel + lane] += work.partial[(part * 2 + 1) * Side + lane];
            }
        }
    }

    private static (int Images, int Blocks, int Pixels, int Strips) Cut(TensorShape shape)
    {
        var pixels = shape[2] * shape[3];
        return (shape[0], TensorLayouts.Blocks(shape[1]), pixels, (pixels + PixelsOfPart - 1) / PixelsOfPart);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    void IParts.Run(int part)
    {
        var (plane, strip) = Math.DivRem(part, strips);
        double* sums = partial + part * 2 * Side, products = sums + Side;
        new Span<double>(sums, 2 * Side).Clear();
        var end = Math.Min(pixels, (strip + 1) * PixelsOfPart);
        for (var start = strip * PixelsOfPart; start < end; start += Run)
        {
            var place = ((long)plane * pixels + start) * Side;
            Vector512<float> sum = default, product = default;
            for (var n = Math.Min(Run, end - start); n > 0; n--, place += Side)
            {
                var value = Vector512.Load(first + place);
                sum += value;
                if (second != null)
                    product = Vector512.FusedMultiplyAdd(value, Vector512.Load(second + place), product);
            }
            for (var lane = 0; lane < Side; lane++)
            {
                sums[lane] += sum[lane];
                products[lane] += product[lane];
            }
        }
    }
}
