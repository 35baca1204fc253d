using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace BioDL.Learning.Kernels;

/// <summary>Tiles of 6 or 4 pixels in 256-bit registers: two registers per pixel, 12 sums of the 16 registers that there are.</summary>
/// <remarks>Written out, because the sums stay in registers only as single variables.</remarks>
internal static unsafe class TilesAvx2
{
    /// <summary>Kernels, the widest first.</summary>
    public static TileKernel[] Kernels { get; } =
    [
        new(6, &Add6<BlockedPitch>, &Add6<BlockedPitchOfTwo>, &Add6<PlainPitch>, &Add6<PlainPitchOfTwo>),
        new(4, &Add4<BlockedPitch>, &Add4<BlockedPitchOfTwo>, &Add4<PlainPitch>, &Add4<PlainPitchOfTwo>),
    ];

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Add6<TPitch>(Tile* tile)
        where TPitch : struct, ITilePitch
    {
        var pitch = TPitch.Floats;
        var start = tile->Start;
        var step = tile->StartPitch;
        var sum0A = Vector256.Load(start);
        var sum0B = Vector256.Load(start + 8);
        var sum1A = Vector256.Load(start + step);
        var sum1B = Vector256.Load(start + step + 8);
        var sum2A = Vector256.Load(start + (2 * step));
        var sum2B = Vector256.Load(start + (2 * step) + 8);
        var sum3A = Vector256.Load(start + (3 * step));
        var sum3B = Vector256.Load(start + (3 * step) + 8);
        var sum4A = Vector256.Load(start + (4 * step));
        var sum4B = Vector256.Load(start + (4 * step) + 8);
        var sum5A = Vector256.Load(start + (5 * step));
        var sum5B = Vector256.Load(start + (5 * step) + 8);
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
                    var weightA = Vector256.Load(weights);
                    var weightB = Vector256.Load(weights + 8);
                    var value0 = Vector256.Create(input[0]);
                    sum0A = Fma.MultiplyAdd(weightA, value0, sum0A);
                    sum0B = Fma.MultiplyAdd(weightB, value0, sum0B);
                    var value1 = Vector256.Create(input[pitch]);
                    sum1A = Fma.MultiplyAdd(weightA, value1, sum1A);
                    sum1B = Fma.MultiplyAdd(weightB, value1, sum1B);
                    var value2 = Vector256.Create(input[2 * pitch]);
                    sum2A = Fma.MultiplyAdd(weightA, value2, sum2A);
                    sum2B = Fma.MultiplyAdd(weightB, value2, sum2B);
                    var value3 = Vector256.Create(input[3 * pitch]);
                    sum3A = Fma.MultiplyAdd(weightA, value3, sum3A);
                    sum3B = Fma.MultiplyAdd(weightB, value3, sum3B);
                    var value4 = Vector256.Create(input[4 * pitch]);
                    sum4A = Fma.MultiplyAdd(weightA, value4, sum4A);
                    sum4B = Fma.MultiplyAdd(weightB, value4, sum4B);
                    var value5 = Vector256.Create(input[5 * pitch]);
                    sum5A = Fma.MultiplyAdd(weightA, value5, sum5A);
                    sum5B = Fma.MultiplyAdd(weightB, value5, sum5B);
                    input += channelPitch;
                    weights += TensorLayouts.Block;
                }
            }
            else if (tap->Skip == TapSkip.First)
            {
                for (var channel = channels; channel > 0; channel--)
                {
                    var weightA = Vector256.Load(weights);
                    var weightB = Vector256.Load(weights + 8);
                    var value1 = Vector256.Create(input[pitch]);
                    sum1A = Fma.MultiplyAdd(weightA, value1, sum1A);
                    sum1B = Fma.MultiplyAdd(weightB, value1, sum1B);
                    var value2 = Vector256.Create(input[2 * pitch]);
                    sum2A = Fma.MultiplyAdd(weightA, value2, sum2A);
                    sum2B = Fma.MultiplyAdd(weightB, value2, sum2B);
                    var value3 = Vector256.Create(input[3 * pitch]);
                    sum3A = Fma.MultiplyAdd(weightA, value3, sum3A);
                    sum3B = Fma.MultiplyAdd(weightB, value3, sum3B);
                    var value4 = Vector256.Create(input[4 * pitch]);
                    sum4A = Fma.MultiplyAdd(weightA, value4, sum4A);
                    sum4B = Fma.MultiplyAdd(weightB, value4, sum4B);
                    var value5 = Vector256.Create(input[5 * pitch]);
                    sum5A = Fma.MultiplyAdd(weightA, value5, sum5A);
                    sum5B = Fma.MultiplyAdd(weightB, value5, sum5B);
                    input += channelPitch;
                    weights += TensorLayouts.Block;
                }
            }
            else
            {
                for (var channel = channels; channel > 0; channel--)
                {
                    var weightA = Vector256.Load(weights);
                    var weightB = Vector256.Load(weights + 8);
                    var value0 = Vector256.Create(input[0]);
                    sum0A = Fma.MultiplyAdd(weightA, value0, sum0A);
                    sum0B = Fma.MultiplyAdd(weightB, value0, sum0B);
                    var value1 = Vector256.Create(input[pitch]);
                    sum1A = Fma.MultiplyAdd(weightA, value1, sum1A);
                    sum1B = Fma.MultiplyAdd(weightB, value1, sum1B);
                    var value2 = Vector256.Create(input[2 * pitch]);
                    sum2A = Fma.MultiplyAdd(weightA, value2, sum2A);
                    sum2B = Fma.MultiplyAdd(weightB, value2, sum2B);
                    var value3 = Vector256.Create(input[3 * pitch]);
                    sum3A = Fma.MultiplyAdd(weightA, value3, sum3A);
                    sum3B = Fma.MultiplyAdd(weightB, value3, sum3B);
                    var value4 = Vector256.Create(input[4 * pitch]);
                    sum4A = Fma.MultiplyAdd(weightA, value4, sum4A);
                    sum4B = Fma.MultiplyAdd(weightB, value4, sum4B);
                    input += channelPitch;
                    weights += TensorLayouts.Block;
                }
            }
        }
        var output = tile->Output;
        sum0A.Store(output);
        sum0B.Store(output + 8);
        sum1A.Store(output + 16);
        sum1B.Store(output + 24);
        sum2A.Store(output + 32);
        sum2B.Store(output + 40);
        sum3A.Store(output + 48);
        sum3B.Store(output + 56);
        sum4A.Store(output + 64);
        sum4B.Store(output + 72);
        sum5A.Store(output + 80);
        sum5B.Store(output + 88);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Add4<TPitch>(Tile* tile)
        where TPitch : struct, ITilePitch
    {
        var pitch = TPitch.Floats;
        var start = tile->Start;
        var step = tile->StartPitch;
        var sum0A = Vector256.Load(start);
        var sum0B = Vector256.Load(start + 8);
        var sum1A = Vector256.Load(start + step);
        var sum1B = Vector256.Load(start + step + 8);
        var sum2A = Vector256.Load(start + (2 * step));
        var sum2B = Vector256.Load(start + (2 * step) + 8);
        var sum3A = Vector256.Load(start + (3 * step));
        var sum3B = Vector256.Load(start + (3 * step) + 8);
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
                    var weightA = Vector256.Load(weights);
                    var weightB = Vector256.Load(weights + 8);
                    var value0 = Vector256.Create(input[0]);
                    sum0A = Fma.MultiplyAdd(weightA, value0, sum0A);
                    sum0B = Fma.MultiplyAdd(weightB, value0, sum0B);
                    var value1 = Vector256.Create(input[pitch]);
                    sum1A = Fma.MultiplyAdd(weightA, value1, sum1A);
                    sum1B = Fma.MultiplyAdd(weightB, value1, sum1B);
                    var value2 = Vector256.Create(input[2 * pitch]);
                    sum2A = Fma.MultiplyAdd(weightA, value2, sum2A);
                    sum2B = Fma.MultiplyAdd(weightB, value2, sum2B);
                    var value3 = Vector256.Create(input[3 * pitch]);
                    sum3A = Fma.MultiplyAdd(weightA, value3, sum3A);
                    sum3B = Fma.MultiplyAdd(weightB, value3, sum3B);
                    input += channelPitch;
                    weights += TensorLayouts.Block;
                }
            }
            else if (tap->Skip == TapSkip.First)
            {
                for (var channel = channels; channel > 0; channel--)
                {
                    var weightA = Vector256.Load(weights);
                    var weightB = Vector256.Load(weights + 8);
                    var value1 = Vector256.Create(input[pitch]);
                    sum1A = Fma.MultiplyAdd(weightA, value1, sum1A);
                    sum1B = Fma.MultiplyAdd(weightB, value1, sum1B);
                    var value2 = Vector256.Create(input[2 * pitch]);
                    sum2A = Fma.MultiplyAdd(weightA, value2, sum2A);
                    sum2B = Fma.MultiplyAdd(weightB, value2, sum2B);
                    var value3 = Vector256.Create(input[3 * pitch]);
                    sum3A = Fma.MultiplyAdd(weightA, value3, sum3A);
                    sum3B = Fma.MultiplyAdd(weightB, value3, sum3B);
                    input += channelPitch;
                    weights += TensorLayouts.Block;
                }
            }
            else
            {
                for (var channel = channels; channel > 0; channel--)
                {
                    var weightA = Vector256.Load(weights);
                    var weightB = Vector256.Load(weights + 8);
                    var value0 = Vector256.Create(input[0]);
                    sum0A = Fma.MultiplyAdd(weightA, value0, sum0A);
                    sum0B = Fma.MultiplyAdd(weightB, value0, sum0B);
                    var value1 = Vector256.Create(input[pitch]);
                    sum1A = Fma.MultiplyAdd(weightA, value1, sum1A);
                    sum1B = Fma.MultiplyAdd(weightB, value1, sum1B);
                    var value2 = Vector256.Create(input[2 * pitch]);
                    sum2A = Fma.MultiplyAdd(weightA, value2, sum2A);
                    sum2B = Fma.MultiplyAdd(weightB, value2, sum2B);
                    input += channelPitch;
                    weights += TensorLayouts.Block;
                }
            }
        }
        var output = tile->Output;
        sum0A.Store(output);
        sum0B.Store(output + 8);
        sum1A.Store(output + 16);
        sum1B.Store(output + 24);
        sum2A.Store(output + 32);
        sum2B.Store(output + 40);
        sum3A.Store(output + 48);
        sum3B.Store(output + 56);
    }
}
