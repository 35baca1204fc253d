namespace BioDL.Learning.Kernels.Products;

/// <summary>A matrix somewhere in memory; transposing it swaps sizes and steps.</summary>
/// <param name="Start">Its first element.</param>
/// <param name="Rows">Number of rows.</param>
/// <param name="Columns">Number of columns.</param>
/// <param name="RowStep">Elements from one row to the next.</param>
/// <param name="ColumnStep">Elements from one column to the next.</param>
internal readonly unsafe record struct Matrix<T>(nint Start, int Rows, int Columns, int RowStep, int ColumnStep)
    where T : unmanaged
{
    /// <summary>A matrix whose rows follow each other.</summary>
    public Matrix(T* start, int rows, int columns)
        : this((nint)start, rows, columns, columns, 1)
    {
    }

    /// <summary>Its first element.</summary>
    public T* Pointer => (T*)Start;

    /// <summary>The same numbers with rows as columns.</summary>
    public Matrix<T> Transposed => new(Start, Columns, Rows, ColumnStep, RowStep);

    /// <summary>One element's place.</summary>
    public T* At(int row, int column) => Pointer + (long)row * RowStep + (long)column * ColumnStep;
}
