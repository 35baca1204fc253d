using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
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
        var parts = new BlockedParts(source, target, slopes, offsets);
        ComputeThreads.Run(parts.Count, threads, ref parts);
    }

    private static void Few<T>(Tensor source, Tensor target, Tensor slopes, Tensor offsets, int pixels)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Span<T> from = source.Span<T>(), to = target.Span<T>(), slope = slopes.Span<T>(), offset = offsets.Span<T>();
        for (var n = 0; n < from.Length; n++)
            to[n] = T.MultiplyAddEstimate(from[n], slope[n / pixels % slope.Length], offset[n / pixels % slope.Length]);
    }

    private readonly struct BlockedParts(Tensor source, Tensor target, Tensor slopes, Tensor offsets) : IParts
    {
        private readonly float* source = source.Floats;
        private readonly float* target = target.Floats;
        private readonly float* slopes = slopes.Floats;
        private readonly float* offsets = offsets.Floats;
        private readonly int learnt = slopes.Count;
        private readonly int planes = source.Shape[0] * TensorLayouts.Blocks(source.Shape[1]);
        private readonly int pixels = source.Shape[2] * source.Shape[3];

        public int Count => planes * Across;

        private int Across => (pixels + PixelsOfPart - 1) / PixelsOfPart;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Run(int part)
        {
            int block = part / Across, first = part % Across * PixelsOfPart, count = Math.Min(PixelsOfPart, pixels - first);
            var place = block * TensorLayouts.Block % learnt;
            Vector512<float> slope = Vector512.Load(slopes + place), offset = Vector512.Load(offsets + place);
            var start = (((long)block * pixels) + first) * TensorLayouts.Block;
            float* from = source + start, to = target + start;
            for (nint n = 0; n < (nint)count * TensorLayouts.Block; n += TensorLayouts.Block)
                Vector512.MultiplyAddEstimate(Vector512.Load(from + n), slope, offset).Store(to + n);
        }
    }
}
