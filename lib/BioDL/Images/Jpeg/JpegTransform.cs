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
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Flat(int mean, Span<byte> target, int stride)
    {
        var value = (byte)Math.Clamp((((mean << Between) + (1 << (Between + 2))) >> (Between + 3)) + 128, 0, 255);
        for (var y = 0; y < 8; y++)
            MemoryMarshal.Write(target[(y * stride)..], value * 0x0101010101010101ul);
    }

    /// <summary>Transforms one block and adds the 128 that samples are stored below.</summary>
    /// <param name="block">64 dequantised coefficients, row by row.</param>
    /// <param name="target">Where the block's first sample belongs.</param>
    /// <param name="stride">Samples from one row to the next.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Inverse(ReadOnlySpan<int> block, Span<byte> target, int stride)
    {
        ref var from = ref MemoryMarshal.GetReference(block);
        Vector256<int> r0 = Vector256.LoadUnsafe(ref from, 0), r1 = Vector256.LoadUnsafe(ref from, 8), r2 = Vector256.LoadUnsafe(ref from, 16);
        Vector256<int> r3 = Vector256.LoadUnsafe(ref from, 24), r4 = Vector256.LoadUnsafe(ref from, 32), r5 = Vector256.LoadUnsafe(ref from, 40);
        Vector256<int> r6 = Vector256.LoadUnsafe(ref from, 48), r7 = Vector256.LoadUnsafe(ref from, 56);
        Pass(ref r0, ref r1, ref r2, ref r3, ref r4, ref r5, ref r6, ref r7, Point - Between);
        Transpose(ref r0, ref r1, ref r2, ref r3, ref r4, ref r5, ref r6, ref r7);
        Pass(ref r0, ref r1, ref r2, ref r3, ref r4, ref r5, ref r6, ref r7, Point + Between + 3);
        Transpose(ref r0, ref r1, ref r2, ref r3, ref r4, ref r5, ref r6, ref r7);
        ref var to = ref target[7 * stride + 7];
        to = ref Unsafe.Subtract(ref to, 7 * stride + 7);
        Store(r0, ref to);
        Store(r1, ref Unsafe.Add(ref to, stride));
        Store(r2, ref Unsafe.Add(ref to, 2 * stride));
        Store(r3, ref Unsafe.Add(ref to, 3 * stride));
        Store(r4, ref Unsafe.Add(ref to, 4 * stride));
        Store(r5, ref Unsafe.Add(ref to, 5 * stride));
        Store(r6, ref Unsafe.Add(ref to, 6 * stride));
        Store(r7, ref Unsafe.Add(ref to, 7 * stride));
    }

    /// <summary>Values are limited to −128 … 127; turning their highest bit over adds 128.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(Vector256<int> row, ref byte target)
    {
        var words = Vector128.NarrowWithSaturation(row.GetLower(), row.GetUpper());
        var bytes = Vector128.NarrowWithSaturation(words, words).AsByte() ^ Vector128.Create((byte)128);
        Unsafe.WriteUnaligned(ref target, bytes.AsUInt64().ToScalar());
    }

    // One story: the flow graph of the paper, eight columns at a time.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Pass(
        ref Vector256<int> v0, ref Vector256<int> v1, ref Vector256<int> v2, ref Vector256<int> v3,
        ref Vector256<int> v4, ref Vector256<int> v5, ref Vector256<int> v6, ref Vector256<int> v7, int shift)
    {
        var z1 = (v2 + v6) * 4433;
        var even2 = z1 - v6 * 15137;
        var even3 = z1 + v2 * 6270;
        var even0 = (v0 + v4) << Point;
        var even1 = (v0 - v4) << Point;
        var half = Vector256.Create(1 << (shift - 1));
        Vector256<int> sum0 = even0 + even3 + half, sum3 = even0 - even3 + half, sum1 = even1 + even2 + half, sum2 = even1 - even2 + half;

        Vector256<int> z3 = v7 + v3, z4 = v5 + v1;
        var z5 = (z3 + z4) * 9633;
        z3 = z5 - z3 * 16069;
        z4 = z5 - z4 * 3196;
        Vector256<int> a = (v7 + v1) * -7373, b = (v5 + v3) * -20995;
        var odd0 = v7 * 2446 + a + z3;
        var odd1 = v5 * 16819 + b + z4;
        var odd2 = v3 * 25172 + b + z3;
        var odd3 = v1 * 12299 + a + z4;

        v0 = (sum0 + odd3) >> shift;
        v7 = (sum0 - odd3) >> shift;
        v1 = (sum1 + odd2) >> shift;
        v6 = (sum1 - odd2) >> shift;
        v2 = (sum2 + odd1) >> shift;
        v5 = (sum2 - odd1) >> shift;
        v3 = (sum3 + odd0) >> shift;
        v4 = (sum3 - odd0) >> shift;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Transpose(
        ref Vector256<int> v0, ref Vector256<int> v1, ref Vector256<int> v2, ref Vector256<int> v3,
        ref Vector256<int> v4, ref Vector256<int> v5, ref Vector256<int> v6, ref Vector256<int> v7)
    {
        if (!Avx2.IsSupported)
        {
            TransposeByOne(ref v0, ref v1, ref v2, ref v3, ref v4, ref v5, ref v6, ref v7);
            return;
        }
        Vector256<int> a0 = Avx2.UnpackLow(v0, v1), a1 = Avx2.UnpackHigh(v0, v1), a2 = Avx2.UnpackLow(v2, v3), a3 = Avx2.UnpackHigh(v2, v3);
        Vector256<int> a4 = Avx2.UnpackLow(v4, v5), a5 = Avx2.UnpackHigh(v4, v5), a6 = Avx2.UnpackLow(v6, v7), a7 = Avx2.UnpackHigh(v6, v7);
        Vector256<long> b0 = Avx2.UnpackLow(a0.AsInt64(), a2.AsInt64()), b1 = Avx2.UnpackHigh(a0.AsInt64(), a2.AsInt64());
        Vector256<long> b2 = Avx2.UnpackLow(a1.AsInt64(), a3.AsInt64()), b3 = Avx2.UnpackHigh(a1.AsInt64(), a3.AsInt64());
        Vector256<long> b4 = Avx2.UnpackLow(a4.AsInt64(), a6.AsInt64()), b5 = Avx2.UnpackHigh(a4.AsInt64(), a6.AsInt64());
        Vector256<long> b6 = Avx2.UnpackLow(a5.AsInt64(), a7.AsInt64()), b7 = Avx2.UnpackHigh(a5.AsInt64(), a7.AsInt64());
        v0 = Avx2.Permute2x128(b0, b4, 0x20).AsInt32();
        v1 = Avx2.Permute2x128(b1, b5, 0x20).AsInt32();
        v2 = Avx2.Permute2x128(b2, b6, 0x20).AsInt32();
        v3 = Avx2.Permute2x128(b3, b7, 0x20).AsInt32();
        v4 = Avx2.Permute2x128(b0, b4, 0x31).AsInt32();
        v5 = Avx2.Permute2x128(b1, b5, 0x31).AsInt32();
        v6 = Avx2.Permute2x128(b2, b6, 0x31).AsInt32();
        v7 = Avx2.Permute2x128(b3, b7, 0x31).AsInt32();
    }

    private static void TransposeByOne(
        ref Vector256<int> v0, ref Vector256<int> v1, ref Vector256<int> v2, ref Vector256<int> v3,
        ref Vector256<int> v4, ref Vector256<int> v5, ref Vector256<int> v6, ref Vector256<int> v7)
    {
        Span<Vector256<int>> rows = [v0, v1, v2, v3, v4, v5, v6, v7];
        var numbers = MemoryMarshal.Cast<Vector256<int>, int>(rows);
        for (var y = 0; y < 8; y++)
        {
            for (var x = y + 1; x < 8; x++)
                (numbers[8 * y + x], numbers[8 * x + y]) = (numbers[8 * x + y], numbers[8 * y + x]);
        }
        (v0, v1, v2, v3, v4, v5, v6, v7) = (rows[0], rows[1], rows[2], rows[3], rows[4], rows[5], rows[6], rows[7]);
    }
}
