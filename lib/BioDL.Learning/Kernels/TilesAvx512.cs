using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace BioDL.Learning.Kernels;

/// <summary>Tiles of 16 or 8 pixels in 512-bit registers: one register per pixel.</summary>
/// <remarks>Written out, because the sums stay in registers only as single variables.</remarks>
internal static unsafe class TilesAvx512
{
    /// <summary>Kernels, the widest first.</summary>
    public static TileKernel[] Kernels { get; } =
    [
        new(16, &Add16<BlockedPitch>, &Add16<BlockedPitchOfTwo>, &Add16<PlainPitch>, &Add16<PlainPitchOfTwo>),
        new(8, &Add8<BlockedPitch>, &Add8<BlockedPitchOfTwo>, &Add8<PlainPitch>, &Add8<PlainPitchOfTwo>),
    ];

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Add16<TPitch>(Tile* tile)
        where TPitch : struct, ITilePitch
    {
        var pitch = TPitch.Floats;
        var start = tile->Start;
        var step = tile->StartPitch;
        var sum0 = Vector512.Load(start);
        var sum1 = Vector512.Load(start + step);
        var sum2 = Vector512.Load(start + (2 * step));
        var sum3 = Vector512.Load(start + (3 * step));
        var sum4 = Vector512.Load(start + (4 * step));
        var sum5 = Vector512.Load(start + (5 * step));
        var sum6 = Vector512.Load(start + (6 * step));
        var sum7 = Vector512.Load(start + (7 * step));
        var sum8 = Vector512.Load(start + (8 * step));
        var sum9 = Vector512.Load(start + (9 * step));
        var sum10 = Vector512.Load(start + (10 * step));
        var sum11 = Vector512.Load(start + (11 * step));
        var sum12 = Vector512.Load(start + (12 * step));
        var sum13 = Vector512.Load(start + (13 * step));
        var sum14 = Vector512.Load(start + (14 * step));
        var sum15 = Vector512.Load(start + (15 * step));
        var channels = tile->Channels;
        var channelPitch = tile->ChannelPitch;
        for (Tap* tap = tile->Taps, end = tap + tile->TapCount; tap < end; tap++)
        {
            var input = tile->Input + tap->Input;
            var weights = tile->Weights + tap->Weights;
            if (tap->Skip == TapSkip.None)
            {
                for (var channel = channels; channel > 0; channel--)
                {
                    var weight = Vector512.Load(weights);
                    sum0 = Avx512F.FusedMultiplyAdd(weight, Vector512.Create(input[0]), sum0);
                    sum1 = Avx512F.FusedMultiplyAdd(weight, Vector512.Create(input[pitch]), sum1);
                    sum2 = Avx512F.FusedMultiplyAdd(weight, Vector512.Create(input[2 * pitch]), sum2);
                    sum3 = Avx512F.FusedMultiplyAdd(weight, Vector512.Create(input[3 * pitch]), sum3);
                    sum4 = Avx512F.FusedMultiplyAdd(weight, Vector512.Create(input[4 * pitch]), sum4);
                    sum5 = Avx512F.FusedMultiplyAdd(weight, Vector512.Create(input[5 * pitch]), sum5);
                    sum6 = Avx512F.FusedMultiplyAdd(weight, Vector512.Create(input[6 * pitch]), sum6);
                    sum7 = Avx512F.FusedMultiplyAdd(weight, Vector512.Create(input[7 * pitch]), sum7);
                    sum8 = Avx512F.FusedMultiplyAdd(weight, Vector512.Create(input[8 * pitch]), sum8);
                    sum9 = Avx512F.FusedMultiplyAdd(weight, Vector512.Create(input[9 * pitch]), sum9);
                    sum10 = Avx512F.FusedMultiplyAdd(weight, Vector512.Create(input[10 * pitch]), sum10);
                    sum11 = Avx512F.FusedMultiplyAdd(weight, Vector512.Create(input[11 * pitch]), sum11);
                    sum12 = Avx512F.FusedMultiplyAdd(weight, Vector512.Create(input[12 * pitch]), sum12);
                    sum13 = Avx512F.FusedMultiplyAdd(weight, Vector512.Create(input[13 * pitch]), sum13);
                    sum14 = Avx512F.FusedMultiplyAdd(weight, Vector512.Create(input[14 * pitch]), sum14);
                    sum15 = Avx512F.FusedMultiplyAdd(weight, Vector512.Create(input[15 * pitch]), sum15);
                    input += channelPitch;
                    weights += TensorLayouts.Block;
                }
            }
            else if (tap->Skip == TapSkip.First)
            {
                for (var channel = channels; channel > 0; channel--)
                {
                    var weight = Vector512.Load(weights);
                    sum1 = Avx512F.FusedMultiplyAdd(weight, Vector512.Create(input[pitch]), sum1);
                    sum2 = Avx512F.FusedMultiplyAdd(weight, Vector512.Create(input[2 * pitch]), sum2);
                    sum3 = Avx512F.FusedMultiplyAdd(weight, Vector512.Create(input[3 * pitch]), sum3);
                    sum4 = Avx512F.FusedMultiplyAdd(weight, Vector512.Create(input[4 * pitch]), sum4);
                    sum5 = Avx512F.FusedMultiplyAdd(weight, Vector512.Create(input[5 * pitch]), sum5);
                    sum6 = Avx512F.FusedMultiplyAdd(weight, Vector512.Create(input[6 * pitch]), sum6);
                    sum7 = Avx512F.FusedMultiplyAdd(weight, Vector512.Create(input[7 * pitch]), sum7);
                    sum8 = Avx512F.FusedMultiplyAdd(weight, Vector512.Create(input[8 * pitch]), sum8);
                    sum9 = Avx512F.FusedMultiplyAdd(weight, Vector512.Create(input[9 * pitch]), sum9);
                    sum10 = Avx512F.FusedMultiplyAdd(weight, Vector512.Create(input[10 * pitch]), sum10);
                    sum11 = Avx512F.FusedMultiplyAdd(weight, Vector512.Create(input[11 * pitch]), sum11);
                    sum12 = Avx512F.FusedMultiplyAdd(weight, Vector512.Create(input[12 * pitch]), sum12);
                    sum13 = Avx512F.FusedMultiplyAdd(weight, Vector512.Create(input[13 * pitch]), sum13);
                    sum14 = Avx512F.FusedMultiplyAdd(weight, Vector512.Create(input[14 * pitch]), sum14);
                    sum15 = Avx512F.FusedMultiplyAdd(weight, Vector512.Create(input[15 * pitch]), sum15);
                    input += channelPitch;
                    weights += TensorLayouts.Block;
                }
            }
            else
            {
                for (var channel = channels; channel > 0; channel--)
                {
                    var weight = Vector512.Load(weights);
                    sum0 = Avx512F.FusedMultiplyAdd(weight, Vector512.Create(input[0]), sum0);
                    sum1 = Avx512F.FusedMultiplyAdd(weight, Vector512.Create(input[pitch]), sum1);
                    sum2 = Avx512F.FusedMultiplyAdd(weight, Vector512.Create(input[2 * pitch]), sum2);
                    sum3 = Avx512F.FusedMultiplyAdd(weight, Vector512.Create(input[3 * pitch]), sum3);
                    sum4 = Avx512F.FusedMultiplyAdd(weight, Vector512.Create(input[4 * pitch]), sum4);
                    sum5 = Avx512F.FusedMultiplyAdd(weight, Vector512.Create(input[5 * pitch]), sum5);
                    sum6 = Avx512F.FusedMultiplyAdd(weight, Vector512.Create(input[6 * pitch]), sum6);
                    sum7 = Avx512F.FusedMultiplyAdd(weight, Vector512.Create(input[7 * pitch]), sum7);
                    sum8 = Avx512F.FusedMultiplyAdd(weight, Vector512.Create(input[8 * pitch]), sum8);
                    sum9 = Avx512F.FusedMultiplyAdd(weight, Vector512.Create(input[9 * pitch]), sum9);
                    sum10 = Avx512F.FusedMultiplyAdd(weight, Vector512.Create(input[10 * pitch]), sum10);
                    sum11 = Avx512F.FusedMultiplyAdd(weight, Vector512.Create(input[11 * pitch]), sum11);
                    sum12 = Avx512F.FusedMultiplyAdd(weight, Vector512.Create(input[12 * pitch]), sum12);
                    sum13 = Avx512F.FusedMultiplyAdd(weight, Vector512.Create(input[13 * pitch]), sum13);
                    sum14 = Avx512F.FusedMultiplyAdd(weight, Vector512.Create(input[14 * pitch]), sum14);
                    input += channelPitch;
                    weights += TensorLayouts.Block;
                }
            }
        }
        var output = tile->Output;
        sum0.Store(output);
        sum1.Store(output + 16);
        sum2.Store(output + 32);
        sum3.Store(output + 48);
        sum4.Store(output + 64);
        sum5.Store(output + 80);
        sum6.Store(output + 96);
        sum7.Store(output + 112);
        sum8.Store(output + 128);
        sum9.Store(output + 144);
        sum10.Store(output + 160);
        sum11.Store(output + 176);
        sum12.Store(output + 192);
        sum13.Store(output + 208);
        sum14.Store(output + 224);
        sum15.Store(output + 240);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Add8<TPitch>(Tile* tile)
        where TPitch : struct, ITilePitch
    {
        var pitch = TPitch.Floats;
        var start = tile->Start;
        var step = tile->StartPitch;
        var sum0 = Vector512.Load(start);
        var sum1 = Vector512.Load(start + step);
        var sum2 = Vector512.Load(start + (2 * step));
        var sum3 = Vector512.Load(start + (3 * step));
        var sum4 = Vector512.Load(start + (4 * step));
        var sum5 = Vector512.Load(start + (5 * step));
        var sum6 = Vector512.Load(start + (6 * step));
        var sum7 = Vector512.Load(start + (7 * step));
        var channels = tile->Channels;
        var channelPitch = tile->ChannelPitch;
        for (Tap* tap = tile->Taps, end = tap + tile->TapCount; tap < end; tap++)
        {
            var input = tile->Input + tap->Input;
            var weights = tile->Weights + tap->Weights;
            if (tap->Skip == TapSkip.None)
            {
                for (var channel = channels; channel > 0; channel--)
                {
                    var weight = Vector512.Load(weights);
                    sum0 = Avx512F.FusedMultiplyAdd(weight, Vector512.Create(input[0]), sum0);
                    sum1 = Avx512F.FusedMultiplyAdd(weight, Vector512.Create(input[pitch]), sum1);
                    sum2 = Avx512F.FusedMultiplyAdd(weight, Vector512.Create(input[2 * pitch]), sum2);
                    sum3 = Avx512F.FusedMultiplyAdd(weight, Vector512.Create(input[3 * pitch]), sum3);
                    sum4 = Avx512F.FusedMultiplyAdd(weight, Vector512.Create(input[4 * pitch]), sum4);
                    sum5 = Avx512F.FusedMultiplyAdd(weight, Vector512.Create(input[5 * pitch]), sum5);
                    sum6 = Avx512F.FusedMultiplyAdd(weight, Vector512.Create(input[6 * pitch]), sum6);
                    sum7 = Avx512F.FusedMultiplyAdd(weight, Vector512.Create(input[7 * pitch]), sum7);
                    input += channelPitch;
                    weights += TensorLayouts.Block;
                }
            }
            else if (tap->Skip == TapSkip.First)
            {
                for (var channel = channels; channel > 0; channel--)
                {
                    var weight = Vector512.Load(weights);
                    sum1 = Avx512F.FusedMultiplyAdd(weight, Vector512.Create(input[pitch]), sum1);
                    sum2 = Avx512F.FusedMultiplyAdd(weight, Vector512.Create(input[2 * pitch]), sum2);
                    sum3 = Avx512F.FusedMultiplyAdd(weight, Vector512.Create(input[3 * pitch]), sum3);
                    sum4 = Avx512F.FusedMultiplyAdd(weight, Vector512.Create(input[4 * pitch]), sum4);
                    sum5 = Avx512F.FusedMultiplyAdd(weight, Vector512.Create(input[5 * pitch]), sum5);
                    sum6 = Avx512F.FusedMultiplyAdd(weight, Vector512.Create(input[6 * pitch]), sum6);
                    sum7 = Avx512F.FusedMultiplyAdd(weight, Vector512.Create(input[7 * pitch]), sum7);
                    input += channelPitch;
                    weights += TensorLayouts.Block;
                }
            }
            else
            {
                for (var channel = channels; channel > 0; channel--)
                {
                    var weight = Vector512.Load(weights);
                    sum0 = Avx512F.FusedMultiplyAdd(weight, Vector512.Create(input[0]), sum0);
                    sum1 = Avx512F.FusedMultiplyAdd(weight, Vector512.Create(input[pitch]), sum1);
                    sum2 = Avx512F.FusedMultiplyAdd(weight, Vector512.Create(input[2 * pitch]), sum2);
                    sum3 = Avx512F.FusedMultiplyAdd(weight, Vector512.Create(input[3 * pitch]), sum3);
                    sum4 = Avx512F.FusedMultiplyAdd(weight, Vector512.Create(input[4 * pitch]), sum4);
                    sum5 = Avx512F.FusedMultiplyAdd(weight, Vector512.Create(input[5 * pitch]), sum5);
                    sum6 = Avx512F.FusedMultiplyAdd(weight, Vector512.Create(input[6 * pitch]), sum6);
                    input += channelPitch;
                    weights += TensorLayouts.Block;
                }
            }
        }
        var output = tile->Output;
        sum0.Store(output);
        sum1.Store(output + 16);
        sum2.Store(output + 32);
        sum3.Store(output + 48);
        sum4.Store(output + 64);
        sum5.Store(output + 80);
        sum6.Store(output + 96);
        sum7.Store(output + 112);
    }
}
