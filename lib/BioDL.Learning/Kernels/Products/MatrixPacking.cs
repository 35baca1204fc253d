using System.Numerics;
using System.Runtime.CompilerServices;
using BioDL.Learning.Kernels.Elementwise;

namespace BioDL.Learning.Kernels.Products;

/// <summary>Rearranges a factor into panels: so many of its rows, column after column, the last panel filled up with zeros.</summary>
internal static unsafe class MatrixPacking
{
    private const int DepthOfPart = 512;

    /// <summary>Numbers that the panels of a matrix take.</summary>
    public static int Size(int rows, int columns, int panel) => checked((rows + panel - 1) / panel * panel * columns);

    /// <summary>Packs a matrix by rows; to pack by columns give it transposed.</summary>
    public static void Pack<T>(Matrix<T> source, int panel, T scale, T* target, int threads)
        where T : unmanaged, INumberBase<T>
    {
        var pieces = Math.Max(1, (source.Columns + DepthOfPart - 1) / DepthOfPart);
        ComputeThreads.For((source.Rows + panel - 1) / panel * pieces, threads, part =>
        {
            int row = part / pieces * panel, start = part % pieces * DepthOfPart;
            var count = Math.Min(panel, source.Rows - row);
            var to = target + (long)row * source.Columns + (long)start * panel;
            Pack(source.At(row, start), source.RowStep, source.ColumnStep, count, Math.Min(DepthOfPart, source.Columns - start), panel, to);
            if (scale != T.One)
                Scale(new Span<T>(to, Math.Min(DepthOfPart, source.Columns - start) * panel), scale);
        });
    }

    private static void Scale<T>(Span<T> packed, T scale)
        where T : unmanaged, INumberBase<T> => VectorMap.Apply(new Affine<T>(Vector.Create(scale), Vector<T>.Zero), packed, packed);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Pack<T>(T* from, int rowStep, int columnStep, int rows, int columns, int panel, T* to)
        where T : unmanaged
    {
        if (rows < panel)
            new Span<T>(to, columns * panel).Clear();
        if (rowStep == 1)
        {
            for (var column = 0; column < columns; column++)
                new ReadOnlySpan<T>(from + (long)column * columnStep, rows).CopyTo(new Span<T>(to + column * panel, rows));
            return;
        }
        for (var row = 0; row < rows; row++)
        {
            var source = from + (long)row * rowStep;
            for (var column = 0; column < columns; column++)
                to[column * panel + row] = source[(long)column * columnStep];
        }
    }
}
