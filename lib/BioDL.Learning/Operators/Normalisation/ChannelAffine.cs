using System.Numerics;
using System.Runtime.CompilerServices;
using BioDL.Learning.Kernels;
using BioDL.Learning.Kernels.Elementwise;

namespace BioDL.Learning.Operators.Normalisation;

/// <summary>Scales and shifts whole channels.</summary>
internal static unsafe class ChannelAffine
{
    private const int PixelsOfPart = 1024;

    /// <summary>slope · x + offset with a slope and an offset for each channel (axis 1).</summary>
    public static void Plain<T>(Tensor source, Tensor target, Tensor slopes, Tensor offsets, int threads)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        int channels = slopes.Count, pixels = source.Shape.Rank > 2 ? source.Shape.CountOf(2, source.Shape.Rank) : 1;
        if (pixels < 8)
        {
            Few<T>(source, target, slopes, offsets, pixels);
            return;
        }
        var across = (pixels + VectorMap.Piece - 1) / VectorMap.Piece;
        ComputeThreads.For(source.Shape.CountOf(0, Math.Min(2, source.Shape.Rank)) * across, threads, part =>
        {
            int plane = part / across, start = part % across * VectorMap.Piece, length = Math.Min(VectorMap.Piece, pixels - start);
            var affine = new Affine<T>(Vector.Create(slopes.Span<T>()[plane % channels]), Vector.Create(offsets.Span<T>()[plane % channels]));
            VectorMap.Apply(affine, source.Span<T>().Slice(plane * pixels + start, length), target.Span<T>().Slice(plane * pixels + start, length));
        });
    }

    /// <summary>
    /// The same for images whose channels lie in blocks; slopes and offsets are padded to whole blocks, and there are as many for all images or for
    /// each.
    /// </summary>
    public static void Blocked(Tensor source, Tensor target, Tensor slopes, Tensor offsets, int threads)
    {
        int blocks = TensorLayouts.Blocks(source.Shape[1]), pixels = source.Shape[2] * source.Shape[3], across = (pixels + PixelsOfPart - 1) / PixelsOfPart;
        ComputeThreads.For(source.Shape[0] * blocks * across, threads, part =>
        {
            int block = part / across, first = part % across * PixelsOfPart, count = Math.Min(PixelsOfPart, pixels - first);
            var start = ((long)block * pixels + first) * TensorLayouts.Block;
            var learnt = block * TensorLayouts.Block % slopes.Count;
            Lanes(source.Floats + start, target.Floats + start, slopes.Floats + learnt, offsets.Floats + learnt, count);
        });
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Lanes(float* source, float* target, float* slopes, float* offsets, int pixels)
    {
        for (var lane = 0; lane < TensorLayouts.Block; lane += Vector<float>.Count)
        {
            Vector<float> slope = Vector.Load(slopes + lane), offset = Vector.Load(offsets + lane);
            float* from = source + lane, to = target + lane;
            for (var pixel = 0; pixel < pixels; pixel++, from += TensorLayouts.Block, to += TensorLayouts.Block)
                Vector.Store(Vector.MultiplyAddEstimate(Vector.Load(from), slope, offset), to);
        }
    }

    private static void Few<T>(Tensor source, Tensor target, Tensor slopes, Tensor offsets, int pixels)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Span<T> from = source.Span<T>(), to = target.Span<T>(), slope = slopes.Span<T>(), offset = offsets.Span<T>();
        for (var n = 0; n < from.Length; n++)
            to[n] = T.MultiplyAddEstimate(from[n], slope[n / pixels % slope.Length], offset[n / pixels % slope.Length]);
    }
}
