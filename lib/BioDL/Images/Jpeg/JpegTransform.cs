using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace BioDL.Images;

/// <summary>
/// The inverse cosine transform of 8 × 8 coefficients in whole numbers: C. Loeffler, A. Ligtenberg, G. Moschytz, "Practical fast 1-D DCT
/// algorithms with 11 multiplications", ICASSP 1989, with 13 bits after the point as the reference implementation (IJG) rounds it.
/// </summary>
internal static class JpegTransform
{
    private const int Point = 13, Between = 2;

    /// <summary>A block that has nothing but its mean.</summary>
    public static void Flat(int mean, Span<byte> target, int stride)
    {
        var value = (byte)Math.Clamp((((mean << Between) + (1 << (Between + 2))) >> (Between + 3)) + 128, 0, 255);
        for (var y = 0; y < 8; y++)
            target.Slice(y * stride, 8).Fill(value);
    }

    /// <summary>Transforms one block and adds the 128 that samples are stored below.</summary>
    /// <param name="block">64 dequantised coefficients, row by row.</param>
    /// <param name="target">Where the block's first sample belongs.</param>
    /// <param name="stride">Samples from one row to the next.</param>
    public static void Inverse(ReadOnlySpan<int> block, Span<byte> target, int stride)
    {
        ref var from = ref MemoryMarshal.GetReference(block);
        var rows = new Eight();
        for (var i = 0; i < 8; i++)
            rows[i] = Vector256.LoadUnsafe(ref from, (nuint)(8 * i));
        Pass(ref rows, Point - Between);
        Transpose(ref rows);
        Pass(ref rows, Point + Between + 3);
        Transpose(ref rows);
        for (var y = 0; y < 8; y++)
        {
            var samples = Vector256.Min(Vector256.Max(rows[y] + Vector256.Create(128), Vector256<int>.Zero), Vector256.Create(255));
            var words = Vector128.Narrow(samples.GetLower(), samples.GetUpper());
            var bytes = Vector128.Narrow(words.AsUInt16(), words.AsUInt16());
            MemoryMarshal.Write(target.Slice(y * stride, 8), bytes.AsUInt64().ToScalar());
        }
    }

    // One story: the flow graph of the paper, eight columns at a time.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Pass(ref Eight v, int shift)
    {
        var z1 = (v[2] + v[6]) * 4433;
        var even2 = z1 - v[6] * 15137;
        var even3 = z1 + v[2] * 6270;
        var even0 = (v[0] + v[4]) << Point;
        var even1 = (v[0] - v[4]) << Point;
        var half = Vector256.Create(1 << (shift - 1));
        Vector256<int> sum0 = even0 + even3 + half, sum3 = even0 - even3 + half, sum1 = even1 + even2 + half, sum2 = even1 - even2 + half;

        Vector256<int> z3 = v[7] + v[3], z4 = v[5] + v[1];
        var z5 = (z3 + z4) * 9633;
        z3 = z5 - z3 * 16069;
        z4 = z5 - z4 * 3196;
        Vector256<int> a = (v[7] + v[1]) * -7373, b = (v[5] + v[3]) * -20995;
        var odd0 = v[7] * 2446 + a + z3;
        var odd1 = v[5] * 16819 + b + z4;
        var odd2 = v[3] * 25172 + b + z3;
        var odd3 = v[1] * 12299 + a + z4;

        v[0] = (sum0 + odd3) >> shift;
        v[7] = (sum0 - odd3) >> shift;
        v[1] = (sum1 + odd2) >> shift;
        v[6] = (sum1 - odd2) >> shift;
        v[2] = (sum2 + odd1) >> shift;
        v[5] = (sum2 - odd1) >> shift;
        v[3] = (sum3 + odd0) >> shift;
        v[4] = (sum3 - odd0) >> shift;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Transpose(ref Eight v)
    {
        if (!Avx2.IsSupported)
        {
            TransposeByOne(ref v);
            return;
        }
        Vector256<int> a0 = Avx2.UnpackLow(v[0], v[1]), a1 = Avx2.UnpackHigh(v[0], v[1]), a2 = Avx2.UnpackLow(v[2], v[3]), a3 = Avx2.UnpackHigh(v[2], v[3]);
        Vector256<int> a4 = Avx2.UnpackLow(v[4], v[5]), a5 = Avx2.UnpackHigh(v[4], v[5]), a6 = Avx2.UnpackLow(v[6], v[7]), a7 = Avx2.UnpackHigh(v[6], v[7]);
        Vector256<long> b0 = Avx2.UnpackLow(a0.AsInt64(), a2.AsInt64()), b1 = Avx2.UnpackHigh(a0.AsInt64(), a2.AsInt64());
        Vector256<long> b2 = Avx2.UnpackLow(a1.AsInt64(), a3.AsInt64()), b3 = Avx2.UnpackHigh(a1.AsInt64(), a3.AsInt64());
        Vector256<long> b4 = Avx2.UnpackLow(a4.AsInt64(), a6.AsInt64()), b5 = Avx2.UnpackHigh(a4.AsInt64(), a6.AsInt64());
        Vector256<long> b6 = Avx2.UnpackLow(a5.AsInt64(), a7.AsInt64()), b7 = Avx2.UnpackHigh(a5.AsInt64(), a7.AsInt64());
        v[0] = Avx2.Permute2x128(b0, b4, 0x20).AsInt32();
        v[1] = Avx2.Permute2x128(b1, b5, 0x20).AsInt32();
        v[2] = Avx2.Permute2x128(b2, b6, 0x20).AsInt32();
        v[3] = Avx2.Permute2x128(b3, b7, 0x20).AsInt32();
        v[4] = Avx2.Permute2x128(b0, b4, 0x31).AsInt32();
        v[5] = Avx2.Permute2x128(b1, b5, 0x31).AsInt32();
        v[6] = Avx2.Permute2x128(b2, b6, 0x31).AsInt32();
        v[7] = Avx2.Permute2x128(b3, b7, 0x31).AsInt32();
    }

    private static void TransposeByOne(ref Eight v)
    {
        var numbers = MemoryMarshal.Cast<Vector256<int>, int>(MemoryMarshal.CreateSpan(ref Unsafe.As<Eight, Vector256<int>>(ref v), 8));
        for (var y = 0; y < 8; y++)
        {
            for (var x = y + 1; x < 8; x++)
                (numbers[8 * y + x], numbers[8 * x + y]) = (numbers[8 * x + y], numbers[8 * y + x]);
        }
    }

    [InlineArray(8)]
    private struct Eight
    {
        private Vector256<int> first;
    }
}
