using System.Runtime.CompilerServices;

namespace BioDL.Learning.Kernels.Products;

/// <summary>
/// The innermost part of a product of matrices: a tile of 6 rows × 2 registers of the result stays in 12 registers while both factors stream by.
/// Two registers of one factor and one repeated number of the other then fit into the 16 registers that every x64 processor has.
/// </summary>
internal static unsafe class MatrixTile<TLanes, TVector, T>
    where TLanes : struct, ILanes<TVector, T>
    where TVector : unmanaged
    where T : unmanaged
{
    /// <summary>Rows of a tile.</summary>
    public const int Rows = 6;

    /// <summary>Columns of a tile.</summary>
    public static int Columns => 2 * TLanes.Count;

    /// <summary>Adds left · right to a tile of the result.</summary>
    /// <param name="depth">Columns of the left, rows of the right factor.</param>
    /// <param name="left">The left factor: 6 numbers of a column, then of the next.</param>
    /// <param name="right">The right factor: the numbers of a row, then of the next.</param>
    /// <param name="result">Where the tile starts.</param>
    /// <param name="step">Elements from one row of the result to the next.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Add(int depth, T* left, T* right, T* result, nint step)
    {
        TVector a0 = default, a1 = default, b0 = default, b1 = default, c0 = default, c1 = default;
        TVector d0 = default, d1 = default, e0 = default, e1 = default, f0 = default, f1 = default;
        for (; depth > 0; depth--, left += Rows, right += 2 * TLanes.Count)
        {
            TVector first = TLanes.Load(right), second = TLanes.Load(right + TLanes.Count);
            var factor = TLanes.All(left[0]);
            a0 = TLanes.MultiplyAdd(factor, first, a0);
            a1 = TLanes.MultiplyAdd(factor, second, a1);
            factor = TLanes.All(left[1]);
            b0 = TLanes.MultiplyAdd(factor, first, b0);
            b1 = TLanes.MultiplyAdd(factor, second, b1);
            factor = TLanes.All(left[2]);
            c0 = TLanes.MultiplyAdd(factor, first, c0);
            c1 = TLanes.MultiplyAdd(factor, second, c1);
            factor = TLanes.All(left[3]);
            d0 = TLanes.MultiplyAdd(factor, first, d0);
            d1 = TLanes.MultiplyAdd(factor, second, d1);
            factor = TLanes.All(left[4]);
            e0 = TLanes.MultiplyAdd(factor, first, e0);
            e1 = TLanes.MultiplyAdd(factor, second, e1);
            factor = TLanes.All(left[5]);
            f0 = TLanes.MultiplyAdd(factor, first, f0);
            f1 = TLanes.MultiplyAdd(factor, second, f1);
        }
        Add(a0, a1, result);
        Add(b0, b1, result + step);
        Add(c0, c1, result + 2 * step);
        Add(d0, d1, result + 3 * step);
        Add(e0, e1, result + 4 * step);
        Add(f0, f1, result + 5 * step);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add(TVector first, TVector second, T* row)
    {
        TLanes.Store(TLanes.Add(TLanes.Load(row), first), row);
        TLanes.Store(TLanes.Add(TLanes.Load(row + TLanes.Count), second), row + TLanes.Count);
    }
}
