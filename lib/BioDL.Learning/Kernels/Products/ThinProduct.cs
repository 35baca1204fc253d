using System.Numerics;
using System.Runtime.CompilerServices;
using BioDL.Learning.Kernels.Elementwise;

namespace BioDL.Learning.Kernels.Products;

/// <summary>Products with one or two rows or columns: every number of the large factor is needed only once or twice, so it is read where it lies.</summary>
internal static unsafe class ThinProduct
{
    private const int Columns = 1024;
    private const int Dots = 16;

    /// <summary>Adds scale · left · right to the result, whose rows follow each other.</summary>
    public static void Add<T>(Matrix<T> left, Matrix<T> right, T scale, T* result, int threads)
        where T : unmanaged, INumber<T>
    {
        if (left.Rows <= right.Columns)
        {
            for (var row = 0; row < left.Rows; row++)
                AddRow(new Matrix<T>((nint)left.At(row, 0), 1, left.Columns, left.RowStep, left.ColumnStep), right, scale, result + (long)row * right.Columns, 1, threads);
            return;
        }
        for (var column = 0; column < right.Columns; column++)
        {
            var row = new Matrix<T>((nint)right.At(0, column), 1, right.Rows, right.ColumnStep, right.RowStep);
            AddRow(row, left.Transposed, scale, result + column, right.Columns, threads);
        }
    }

    /// <summary>Adds the product of one row and a matrix to elements of the result that are <paramref name="step"/> apart.</summary>
    private static void AddRow<T>(Matrix<T> row, Matrix<T> matrix, T scale, T* result, int step, int threads)
        where T : unmanaged, INumber<T>
    {
        if (matrix.RowStep == 1 && row.ColumnStep == 1)
        {
            ComputeThreads.Pieces(matrix.Columns, Dots, threads, (start, count) =>
            {
                for (var column = start; column < start + count; column++)
                    result[(long)column * step] += scale * Dot(row.Pointer, matrix.At(0, column), matrix.Rows);
            });
            return;
        }
        ComputeThreads.Pieces(matrix.Columns, Columns, threads, (start, count) =>
        {
            Span<T> sums = stackalloc T[count];
            sums.Clear();
            for (var n = 0; n < matrix.Rows; n++)
                AddMultiple(matrix.At(n, start), matrix.ColumnStep, *row.At(0, n), sums);
            for (var column = 0; column < count; column++)
                result[(long)(start + column) * step] += scale * sums[column];
        });
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static T Dot<T>(T* left, T* right, int count)
        where T : unmanaged, INumber<T>
    {
        Vector<T> a = default, b = default, c = default, d = default;
        var n = 0;
        for (; n <= count - 4 * Vector<T>.Count; n += 4 * Vector<T>.Count)
        {
            a += Vector.Load(left + n) * Vector.Load(right + n);
            b += Vector.Load(left + n + Vector<T>.Count) * Vector.Load(right + n + Vector<T>.Count);
            c += Vector.Load(left + n + 2 * Vector<T>.Count) * Vector.Load(right + n + 2 * Vector<T>.Count);
            d += Vector.Load(left + n + 3 * Vector<T>.Count) * Vector.Load(right + n + 3 * Vector<T>.Count);
        }
        var sum = Vector.Sum(a + b + (c + d));
        for (; n < count; n++)
            sum += left[n] * right[n];
        return sum;
    }

    private static void AddMultiple<T>(T* numbers, int step, T factor, Span<T> sums)
        where T : unmanaged, INumber<T>
    {
        if (step == 1)
        {
            VectorPairs.Apply(new PlusMultiple<T>(Vector.Create(factor)), sums, new ReadOnlySpan<T>(numbers, sums.Length), sums);
            return;
        }
        for (var column = 0; column < sums.Length; column++)
            sums[column] += numbers[(long)column * step] * factor;
    }

    private readonly struct PlusMultiple<T>(Vector<T> factor) : IVectorPair<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector<T> Of(Vector<T> left, Vector<T> right) => left + right * factor;
    }
}
