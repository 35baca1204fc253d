using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace BioDL.Learning.Kernels;

/// <summary>Turns squares of 16 × 16 numbers: rows become columns.</summary>
internal static unsafe class SquareTranspose
{
    /// <summary>Writes the square's columns as rows.</summary>
    /// <param name="path">The vectors to use.</param>
    /// <param name="source">The square; its rows are <paramref name="sourcePitch"/> floats apart.</param>
    /// <param name="sourcePitch">Floats from row to row.</param>
    /// <param name="target">Where the rows of the result go.</param>
    /// <param name="targetPitch">Floats from row to row there.</param>
    public static void Square(SimdPath path, float* source, nint sourcePitch, float* target, nint targetPitch)
    {
        if (path == SimdPath.Avx512)
            Square512(source, sourcePitch, target, targetPitch);
        else if (path == SimdPath.Avx2)
            Square256(source, sourcePitch, target, targetPitch);
        else
            SquareOneByOne(source, sourcePitch, target, targetPitch);
    }

    /// <summary>The sum of each row of a square whose rows lie one after the other.</summary>
    public static Vector512<float> RowSums(SimdPath path, float* square)
    {
        var turned = stackalloc float[256];
        Square(path, square, 16, turned, 16);
        var sum = Vector512.Load(turned);
        for (var row = 1; row < 16; row++)
            sum += Vector512.Load(turned + (row * 16));
        return sum;
    }

    /// <summary>Four columns at a time: their pieces of 4 rows are put side by side, then turned within the quarters of the registers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Square512(float* source, nint sourcePitch, float* target, nint targetPitch)
    {
        for (var column = 0; column < 16; column += 4)
        {
            var from = source + column;
            var a = Rows512(from, sourcePitch);
            var b = Rows512(from + sourcePitch, sourcePitch);
            var c = Rows512(from + (2 * sourcePitch), sourcePitch);
            var d = Rows512(from + (3 * sourcePitch), sourcePitch);
            var (lowAb, highAb) = (Avx512F.UnpackLow(a, b).AsDouble(), Avx512F.UnpackHigh(a, b).AsDouble());
            var (lowCd, highCd) = (Avx512F.UnpackLow(c, d).AsDouble(), Avx512F.UnpackHigh(c, d).AsDouble());
            var to = target + (column * targetPitch);
            Avx512F.UnpackLow(lowAb, lowCd).AsSingle().Store(to);
            Avx512F.UnpackHigh(lowAb, lowCd).AsSingle().Store(to + targetPitch);
            Avx512F.UnpackLow(highAb, highCd).AsSingle().Store(to + (2 * targetPitch));
            Avx512F.UnpackHigh(highAb, highCd).AsSingle().Store(to + (3 * targetPitch));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Rows512(float* from, nint pitch)
    {
        var rows = Vector128.Load(from).ToVector256Unsafe().ToVector512Unsafe();
        rows = Avx512F.InsertVector128(rows, Vector128.Load(from + (4 * pitch)), 1);
        rows = Avx512F.InsertVector128(rows, Vector128.Load(from + (8 * pitch)), 2);
        return Avx512F.InsertVector128(rows, Vector128.Load(from + (12 * pitch)), 3);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Square256(float* source, nint sourcePitch, float* target, nint targetPitch)
    {
        for (var corner = 0; corner < 32; corner += 4)
        {
            var (column, row) = (corner & 15, (corner >> 4) * 8);
            var from = source + (row * sourcePitch) + column;
            var a = Rows256(from, sourcePitch);
            var b = Rows256(from + sourcePitch, sourcePitch);
            var c = Rows256(from + (2 * sourcePitch), sourcePitch);
            var d = Rows256(from + (3 * sourcePitch), sourcePitch);
            var (lowAb, highAb) = (Avx.UnpackLow(a, b).AsDouble(), Avx.UnpackHigh(a, b).AsDouble());
            var (lowCd, highCd) = (Avx.UnpackLow(c, d).AsDouble(), Avx.UnpackHigh(c, d).AsDouble());
            var to = target + (column * targetPitch) + row;
            Avx.UnpackLow(lowAb, lowCd).AsSingle().Store(to);
            Avx.UnpackHigh(lowAb, lowCd).AsSingle().Store(to + targetPitch);
            Avx.UnpackLow(highAb, highCd).AsSingle().Store(to + (2 * targetPitch));
            Avx.UnpackHigh(highAb, highCd).AsSingle().Store(to + (3 * targetPitch));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Rows256(float* from, nint pitch) =>
        Avx.InsertVector128(Vector128.Load(from).ToVector256Unsafe(), Vector128.Load(from + (4 * pitch)), 1);

    private static void SquareOneByOne(float* source, nint sourcePitch, float* target, nint targetPitch)
    {
        for (var row = 0; row < 16; row++)
        {
            for (var column = 0; column < 16; column++)
                target[(column * targetPitch) + row] = source[(row * sourcePitch) + column];
        }
    }
}
