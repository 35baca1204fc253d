using System.Numerics;
using System.Runtime.Intrinsics;

namespace BioDL.Learning.Kernels.Products;

/// <summary>
/// Products of matrices in single or double precision, in the way of BLIS (Van Zee and van de Geijn 2015): both factors are packed into panels that
/// fit the caches, tiles of the result are computed in registers. The tiles, and the order of every sum, depend on the sizes alone.
/// </summary>
internal static unsafe class MatrixProduct
{
    private const int Depth = 256;
    private const int TileRows = 72;
    private const int TileColumns = 256;

    /// <summary>Columns of a tile in registers on a path; the right factor is packed into panels of as many.</summary>
    public static int PanelColumns<T>(SimdPath path)
        where T : unmanaged => 2 * (path == SimdPath.Avx512 ? Vector512<T>.Count : path == SimdPath.Avx2 ? Vector256<T>.Count : Vector128<T>.Count);

    /// <summary>Working memory for packed factors, in elements: of the left and of the right one.</summary>
    public static (int Left, int Right) Working<T>(int rows, int depth, int columns, SimdPath path)
        where T : unmanaged => IsThin(rows, columns) ? (0, 0)
            : (MatrixPacking.Size(rows, depth, 6), MatrixPacking.Size(columns, depth, PanelColumns<T>(path)));

    /// <summary>Adds scale · left · right to the result, whose rows follow each other.</summary>
    /// <param name="left">The left factor.</param>
    /// <param name="right">The right factor.</param>
    /// <param name="scale">A number that all is multiplied by.</param>
    /// <param name="result">The sum so far.</param>
    /// <param name="working">Memory of the size that <see cref="Working"/> says.</param>
    /// <param name="compute">Vector width and threads.</param>
    public static void Add<T>(Matrix<T> left, Matrix<T> right, T scale, T* result, (nint Left, nint Right) working, ComputeOptions compute)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (left.Rows == 0 || right.Columns == 0 || left.Columns == 0)
            return;
        if (IsThin(left.Rows, right.Columns))
        {
            ThinProduct.Add(left, right, scale, result, compute.Threads);
            return;
        }
        MatrixPacking.Pack(left, 6, scale, (T*)working.Left, compute.Threads);
        MatrixPacking.Pack(right.Transposed, PanelColumns<T>(compute.Taken), T.One, (T*)working.Right, compute.Threads);
        var (rows, depth, columns) = (left.Rows, left.Columns, right.Columns);
        switch (compute.Taken)
        {
            case SimdPath.Avx512: Tiles<Lanes512<T>, Vector512<T>, T>(rows, depth, columns, working, result, compute.Threads); break;
            case SimdPath.Avx2: Tiles<Lanes256<T>, Vector256<T>, T>(rows, depth, columns, working, result, compute.Threads); break;
            default: Tiles<Lanes128<T>, Vector128<T>, T>(rows, depth, columns, working, result, compute.Threads); break;
        }
    }

    /// <summary>So few rows or columns that packing would cost more than it saves.</summary>
    private static bool IsThin(int rows, int columns) => rows <= 2 || columns <= 2;

    private static void Tiles<TLanes, TVector, T>(int rows, int depth, int columns, (nint Left, nint Right) packed, T* result, int threads)
        where TLanes : struct, ILanes<TVector, T>
        where TVector : unmanaged
        where T : unmanaged
    {
        int down = (rows + TileRows - 1) / TileRows, across = (columns + TileColumns - 1) / TileColumns;
        ComputeThreads.For(down * across, threads, part =>
        {
            int row = part / across * TileRows, column = part % across * TileColumns;
            int lastRow = Math.Min(rows, row + TileRows), lastColumn = Math.Min(columns, column + TileColumns);
            for (var start = 0; start < depth; start += Depth)
                Block<TLanes, TVector, T>((row, lastRow), (column, lastColumn), (start, Math.Min(Depth, depth - start), depth), packed, result, columns);
        });
    }

    private static void Block<TLanes, TVector, T>(
        (int First, int End) rows, (int First, int End) columns, (int Start, int Count, int All) depth, (nint Left, nint Right) packed, T* result, int step)
        where TLanes : struct, ILanes<TVector, T>
        where TVector : unmanaged
        where T : unmanaged
    {
        const int tileRows = MatrixTile<TLanes, TVector, T>.Rows;
        var tileColumns = MatrixTile<TLanes, TVector, T>.Columns;
        var edge = stackalloc T[tileRows * tileColumns];
        for (var column = columns.First; column < columns.End; column += tileColumns)
        {
            var right = (T*)packed.Right + (long)column * depth.All + (long)depth.Start * tileColumns;
            for (var row = rows.First; row < rows.End; row += tileRows)
            {
                var left = (T*)packed.Left + (long)row * depth.All + (long)depth.Start * tileRows;
                var target = result + (long)row * step + column;
                int height = Math.Min(tileRows, rows.End - row), width = Math.Min(tileColumns, columns.End - column);
                if (height == tileRows && width == tileColumns)
                {
                    MatrixTile<TLanes, TVector, T>.Add(depth.Count, left, right, target, step);
                    continue;
                }
                Copy(target, step, edge, tileColumns, height, width);
                MatrixTile<TLanes, TVector, T>.Add(depth.Count, left, right, edge, tileColumns);
                Copy(edge, tileColumns, target, step, height, width);
            }
        }
    }

    private static void Copy<T>(T* from, int fromStep, T* to, int toStep, int rows, int columns)
        where T : unmanaged
    {
        for (var row = 0; row < rows; row++)
            new ReadOnlySpan<T>(from + (long)row * fromStep, columns).CopyTo(new Span<T>(to + (long)row * toStep, columns));
    }
}
