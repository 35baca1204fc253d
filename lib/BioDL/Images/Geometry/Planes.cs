namespace BioDL.Images;

/// <summary>Pixels of any kind: count × height × width values. What only moves pixels about is written once, here.</summary>
internal readonly record struct Planes<T>(ReadOnlyMemory<T> Values, int Count, int Height, int Width)
{
    /// <summary>
    /// Transposing goes by squares of this side: so many rows, even if a power of two apart, stay in the nearest cache together.
    /// </summary>
    private const int Block = 8;

    /// <summary>new[y, x] = old[rows[y], columns[x]] in every plane; <paramref name="outside"/> where there is no old pixel.</summary>
    public T[] Gather(int[] rows, int[] columns, T outside)
    {
        var result = GC.AllocateUninitializedArray<T>(Shape.Count(Count, rows.Length, columns.Length));
        var source = this;
        var run = LongestRun(columns);
        Threads.OverRows(Count * rows.Length, columns.Length, (from, to) =>
        {
            for (var r = from; r < to; r++)
            {
                var target = result.AsSpan(r * columns.Length, columns.Length);
                if (rows[r % rows.Length] is var row and not AxisMap.Outside)
                    source.GatherRow(source.Row(r / rows.Length, row), columns, run, outside, target);
                else
                    target.Fill(outside);
            }
        });
        return result;
    }

    /// <summary>new[y, x] = old[rows[x], columns[y]] in every plane.</summary>
    public T[] GatherTransposed(int[] rows, int[] columns)
    {
        int height = columns.Length, width = rows.Length;
        var result = GC.AllocateUninitializedArray<T>(Shape.Count(Count, height, width));
        var source = this;
        for (var plane = 0; plane < Count; plane++)
        {
            var (p, offset) = (plane, plane * height * width);
            Threads.OverRows(height, width, (from, to) =>
            {
                for (var y = from; y < to; y += Block)
                {
                    for (var x = 0; x < width; x += Block)
                        source.TransposeBlock(p, rows.AsSpan(x, Math.Min(Block, width - x)), columns.AsSpan(y, Math.Min(Block, to - y)),
                            result.AsSpan(offset + y * width + x));
                }
            });
        }
        return result;
    }

    private void TransposeBlock(int plane, ReadOnlySpan<int> rows, ReadOnlySpan<int> columns, Span<T> target)
    {
        var width = Height;
        for (var x = 0; x < rows.Length; x++)
        {
            var row = Row(plane, rows[x]);
            for (var y = 0; y < columns.Length; y++)
                target[y * width + x] = row[columns[y]];
        }
    }

    private ReadOnlySpan<T> Row(int plane, int y) => Values.Span.Slice((plane * Height + y) * Width, Width);

    private void GatherRow(ReadOnlySpan<T> row, int[] columns, (int Start, int Length) run, T outside, Span<T> target)
    {
        row.Slice(columns[run.Start], run.Length).CopyTo(target[run.Start..]);
        for (var x = 0; x < run.Start; x++)
            target[x] = columns[x] == AxisMap.Outside ? outside : row[columns[x]];
        for (var x = run.Start + run.Length; x < target.Length; x++)
            target[x] = columns[x] == AxisMap.Outside ? outside : row[columns[x]];
    }

    /// <summary>The longest stretch in which neighbours stay neighbours: copied as one block.</summary>
    private static (int Start, int Length) LongestRun(int[] columns)
    {
        var best = (Start: Array.FindIndex(columns, column => column != AxisMap.Outside), Length: 1);
        for (var start = best.Start; start < columns.Length;)
        {
            var end = start + 1;
            while (end < columns.Length && columns[end] == columns[end - 1] + 1 && columns[end - 1] != AxisMap.Outside)
                end++;
            if (columns[start] != AxisMap.Outside && end - start > best.Length)
                best = (start, end - start);
            start = end;
        }
        return best;
    }
}
