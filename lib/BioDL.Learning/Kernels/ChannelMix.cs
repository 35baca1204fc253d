using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace BioDL.Learning.Kernels;

/// <summary>For images in blocks: a · first + b · second + c, with numbers a, b and c for each channel, padded to whole blocks.</summary>
internal readonly unsafe struct ChannelMix(Tensor first, Tensor second, Tensor target, Tensor factors) : IParts
{
    private const int PixelsOfPart = 4096;
    private const int Side = TensorLayouts.Block;

    private readonly float* first = first.Floats;
    private readonly float* second = second.Floats;
    private readonly float* target = target.Floats;
    private readonly float* factors = factors.Floats;
    private readonly int blocks = TensorLayouts.Blocks(first.Shape[1]);
    private readonly int pixels = first.Shape[2] * first.Shape[3];
    private readonly int images = first.Shape[0];

    /// <summary>Computes the target; the factors are all a, then all b, then all c.</summary>
    public void Run(int threads)
    {
        var parts = this;
        ComputeThreads.Run(images * blocks * Strips, threads, ref parts);
    }

    private int Strips => (pixels + PixelsOfPart - 1) / PixelsOfPart;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    void IParts.Run(int part)
    {
        var (plane, strip) = Math.DivRem(part, Strips);
        var lane = plane % blocks * Side;
        Vector512<float> a = Vector512.Load(factors + lane), b = Vector512.Load(factors + blocks * Side + lane), c = Vector512.Load(factors + 2 * blocks * Side + lane);
        long place = ((long)plane * pixels + strip * PixelsOfPart) * Side, end = ((long)plane * pixels + Math.Min(pixels, (strip + 1) * PixelsOfPart)) * Side;
        for (; place < end; place += Side)
            Vector512.FusedMultiplyAdd(a, Vector512.Load(first + place), Vector512.FusedMultiplyAdd(b, Vector512.Load(second + place), c)).Store(target + place);
    }
}
