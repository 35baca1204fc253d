using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace BioDL.Learning.Kernels;

/// <summary>Tiles of 4 pixels in 128-bit registers, which every machine has: four registers per pixel.</summary>
/// <remarks>Written out, because the sums stay in registers only as single variables.</remarks>
internal static unsafe class TilesPortable
{
    /// <summary>Kernels, the widest first.</summary>
    public static TileKernel[] Kernels { get; } =
    [
        new(4, &Add4<BlockedPitch>, &Add4<BlockedPitchOfTwo>, &Add4<PlainPitch>, &Add4<PlainPitchOfTwo>),
    ];

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Add4<TPitch>(Tile* tile)
        where TPitch : struct, ITilePitch
    {
        var pitch = TPitch.Floats;
        var start = tile->Start;
        var step = tile->StartPitch;
        var sum0A = Vector128.Load(start);
        var sum0B = Vector128.Load(start + 4);
        var sum0C = Vector128.Load(start + 8);
        var sum0D = Vector128.Load(start + 12);
        var sum1A = Vector128.Load(start + step);
        var sum1B = Vector128.Load(start + step + 4);
        var sum1C = Vector128.Load(start + step + 8);
        var sum1D = Vector128.Load(start + step + 12);
        var sum2A = Vector128.Load(start + (2 * step));
        var sum2B = Vector128.Load(start + (2 * step) + 4);
        var sum2C = Vector128.Load(start + (2 * step) + 8);
        var sum2D = Vector128.Load(start + (2 * step) + 12);
        var sum3A = Vector128.Load(start + (3 * step));
        var sum3B = Vector128.Load(start + (3 * step) + 4);
        var sum3C = Vector128.Load(start + (3 * step) + 8);
        var sum3D = Vector128.Load(start + (3 * step) + 12);
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
                    var weightA = Vector128.Load(weights);
                    var weightB = Vector128.Load(weights + 4);
                    var weightC = Vector128.Load(weights + 8);
                    var weightD = Vector128.Load(weights + 12);
                    var value0 = Vector128.Create(input[0]);
                    sum0A = Vector128.MultiplyAddEstimate(weightA, value0, sum0A);
                    sum0B = Vector128.MultiplyAddEstimate(weightB, value0, sum0B);
                    sum0C = Vector128.MultiplyAddEstimate(weightC, value0, sum0C);
                    sum0D = Vector128.MultiplyAddEstimate(weightD, value0, sum0D);
                    var value1 = Vector128.Create(input[pitch]);
                    sum1A = Vector128.MultiplyAddEstimate(weightA, value1, sum1A);
                    sum1B = Vector128.MultiplyAddEstimate(weightB, value1, sum1B);
                    sum1C = Vector128.MultiplyAddEstimate(weightC, value1, sum1C);
                    sum1D = Vector128.MultiplyAddEstimate(weightD, value1, sum1D);
                    var value2 = Vector128.Create(input[2 * pitch]);
                    sum2A = Vector128.MultiplyAddEstimate(weightA, value2, sum2A);
                    sum2B = Vector128.MultiplyAddEstimate(weightB, value2, sum2B);
                    sum2C = Vector128.MultiplyAddEstimate(weightC, value2, sum2C);
                    sum2D = Vector128.MultiplyAddEstimate(weightD, value2, sum2D);
                    var value3 = Vector128.Create(input[3 * pitch]);
                    sum3A = Vector128.MultiplyAddEstimate(weightA, value3, sum3A);
                    sum3B = Vector128.MultiplyAddEstimate(weightB, value3, sum3B);
                    sum3C = Vector128.MultiplyAddEstimate(weightC, value3, sum3C);
                    sum3D = Vector128.MultiplyAddEstimate(weightD, value3, sum3D);
                    input += channelPitch;
                    weights += TensorLayouts.Block;
                }
            }
            else if (tap->Skip == TapSkip.First)
            {
                for (var channel = channels; channel > 0; channel--)
                {
                    var weightA = Vector128.Load(weights);
                    var weightB = Vector128.Load(weights + 4);
                    var weightC = Vector128.Load(weights + 8);
                    var weightD = Vector128.Load(weights + 12);
                    var value1 = Vector128.Create(input[pitch]);
                    sum1A = Vector128.MultiplyAddEstimate(weightA, value1, sum1A);
                    sum1B = Vector128.MultiplyAddEstimate(weightB, value1, sum1B);
                    sum1C = Vector128.MultiplyAddEstimate(weightC, value1, sum1C);
                    sum1D = Vector128.MultiplyAddEstimate(weightD, value1, sum1D);
                    var value2 = Vector128.Create(input[2 * pitch]);
                    sum2A = Vector128.MultiplyAddEstimate(weightA, value2, sum2A);
                    sum2B = Vector128.MultiplyAddEstimate(weightB, value2, sum2B);
                    sum2C = Vector128.MultiplyAddEstimate(weightC, value2, sum2C);
                    sum2D = Vector128.MultiplyAddEstimate(weightD, value2, sum2D);
                    var value3 = Vector128.Create(input[3 * pitch]);
                    sum3A = Vector128.MultiplyAddEstimate(weightA, value3, sum3A);
                    sum3B = Vector128.MultiplyAddEstimate(weightB, value3, sum3B);
                    sum3C = Vector128.MultiplyAddEstimate(weightC, value3, sum3C);
                    sum3D = Vector128.MultiplyAddEstimate(weightD, value3, sum3D);
                    input += channelPitch;
                    weights += TensorLayouts.Block;
                }
            }
            else
            {
                for (var channel = channels; channel > 0; channel--)
                {
                    var weightA = Vector128.Load(weights);
                    var weightB = Vector128.Load(weights + 4);
                    var weightC = Vector128.Load(weights + 8);
                    var weightD = Vector128.Load(weights + 12);
                    var value0 = Vector128.Create(input[0]);
                    sum0A = Vector128.MultiplyAddEstimate(weightA, value0, sum0A);
                    sum0B = Vector128.MultiplyAddEstimate(weightB, value0, sum0B);
                    sum0C = Vector128.MultiplyAddEstimate(weightC, value0, sum0C);
                    sum0D = Vector128.MultiplyAddEstimate(weightD, value0, sum0D);
                    var value1 = Vector128.Create(input[pitch]);
                    sum1A = Vector128.MultiplyAddEstimate(weightA, value1, sum1A);
                    sum1B = Vector128.MultiplyAddEstimate(weightB, value1, sum1B);
                    sum1C = Vector128.MultiplyAddEstimate(weightC, value1, sum1C);
                    sum1D = Vector128.MultiplyAddEstimate(weightD, value1, sum1D);
                    var value2 = Vector128.Create(input[2 * pitch]);
                    sum2A = Vector128.MultiplyAddEstimate(weightA, value2, sum2A);
                    sum2B = Vector128.MultiplyAddEstimate(weightB, value2, sum2B);
                    sum2C = Vector128.MultiplyAddEstimate(weightC, value2, sum2C);
                    sum2D = Vector128.MultiplyAddEstimate(weightD, value2, sum2D);
                    input += channelPitch;
                    weights += TensorLayouts.Block;
                }
            }
        }
        var output = tile->Output;
        sum0A.Store(output);
        sum0B.Store(output + 4);
        sum0C.Store(output + 8);
        sum0D.Store(output + 12);
        sum1A.Store(output + 16);
        sum1B.Store(output + 20);
        sum1C.Store(output + 24);
        sum1D.Store(output + 28);
        sum2A.Store(output + 32);
        sum2B.Store(output + 36);
        sum2C.Store(output + 40);
        sum2D.Store(output + 44);
        sum3A.Store(output + 48);
        sum3B.Store(output + 52);
        sum3C.Store(output + 56);
        sum3D.Store(output + 60);
    }
}
