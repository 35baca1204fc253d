namespace BioDL.Learning.Kernels.Reductions;

/// <summary>
/// Reduces along the middle one of three axes (outer, length, inner). The work is cut into pieces of fixed size whose results are then joined in
/// order: sums of millions of numbers keep their digits, and do not depend on the number of threads.
/// </summary>
internal sealed class ReductionWork<T>(Reduction<T> reduction, int threads)
    where T : unmanaged
{
    private const int RowPiece = 16384;
    private const int ColumnPiece = 1024;
    private const int ColumnRows = 1024;

    /// <summary>Reduces (outer, length, inner) to (outer, inner).</summary>
    /// <param name="source">The numbers.</param>
    /// <param name="target">Where the results go.</param>
    /// <param name="sizes">Sizes of the three axes.</param>
    /// <param name="rent">Gives working memory for so many numbers.</param>
    public void Run(Tensor source, Tensor target, (int Outer, int Length, int Inner) sizes, Func<int, Tensor> rent)
    {
        if (target.Count == 0)
            return;
        if (sizes.Length == 0)
            target.Span<T>().Fill(reduction.Neutral);
        else if (sizes.Inner == 1)
            Rows(source, target, sizes.Outer, sizes.Length, rent);
        else
            Columns(source, target, sizes, rent);
        if (reduction.Finish is { } finish)
            ComputeThreads.Pieces(target.Count, RowPiece, threads, (start, count) => finish(target.Span<T>().Slice(start, count), sizes.Length));
    }

    private void Rows(Tensor source, Tensor target, int outer, int length, Func<int, Tensor> rent)
    {
        if (length <= RowPiece)
        {
            ComputeThreads.Pieces(outer, Math.Max(1, RowPiece / length), threads, (start, count) =>
            {
                for (var row = start; row < start + count; row++)
                    target.Span<T>()[row] = reduction.Row(source.Span<T>().Slice(row * length, length));
            });
            return;
        }
        var pieces = (length + RowPiece - 1) / RowPiece;
        var parts = rent(outer * pieces);
        ComputeThreads.For(outer * pieces, threads, part =>
        {
            int row = part / pieces, start = part % pieces * RowPiece;
            parts.Span<T>()[part] = reduction.Row(source.Span<T>().Slice(row * length + start, Math.Min(RowPiece, length - start)));
        });
        for (var row = 0; row < outer; row++)
        {
            var result = target.Span<T>().Slice(row, 1);
            result[0] = parts.Span<T>()[row * pieces];
            for (var piece = 1; piece < pieces; piece++)
                reduction.Join(parts.Span<T>().Slice(row * pieces + piece, 1), result);
        }
    }

    private void Columns(Tensor source, Tensor target, (int Outer, int Length, int Inner) sizes, Func<int, Tensor> rent)
    {
        var (outer, length, inner) = sizes;
        var width = Math.Min(inner, ColumnPiece);
        var rows = Math.Min(ColumnRows, 64 * ColumnPiece / width);
        int across = (inner + width - 1) / width, down = (length + rows - 1) / rows;
        var parts = down == 1 ? target : rent(down * outer * inner);
        ComputeThreads.For(down * outer * across, threads, part =>
        {
            int column = part % across * width, image = part / across % outer, piece = part / across / outer;
            var count = Math.Min(width, inner - column);
            var results = parts.Span<T>().Slice((piece * outer + image) * inner + column, count);
            results.Fill(reduction.Neutral);
            for (var row = piece * rows; row < Math.Min(length, (piece + 1) * rows); row++)
                reduction.Into(source.Span<T>().Slice((image * length + row) * inner + column, count), results);
        });
        if (down > 1)
            JoinColumns(parts, target, down);
    }

    private void JoinColumns(Tensor parts, Tensor target, int down)
    {
        var results = target.Span<T>();
        parts.Span<T>()[..results.Length].CopyTo(results);
        for (var piece = 1; piece < down; piece++)
            reduction.Join(parts.Span<T>().Slice(piece * results.Length, results.Length), results);
    }
}
