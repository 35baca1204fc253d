namespace BioDL.Learning.Kernels;

/// <summary>A part of a tensor's memory: the place of its first element, and the elements from one index of each axis to the next.</summary>
internal readonly record struct StridedView(Tensor Tensor, long Start, long[] Strides)
{
    /// <summary>The whole tensor.</summary>
    public static StridedView Of(Tensor tensor) => new(tensor, 0, StridedLoop.Contiguous(tensor.Shape));

    /// <summary>Whether so many elements along each axis lie within the tensor.</summary>
    public bool Holds(ReadOnlySpan<int> sizes)
    {
        long first = Start, last = Start;
        for (var axis = 0; axis < sizes.Length; axis++)
        {
            if (sizes[axis] == 0)
                return true;
            var way = (sizes[axis] - 1) * Strides[axis];
            (first, last) = way < 0 ? (first + way, last) : (first, last + way);
        }
        return first >= 0 && last < Tensor.Count;
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Tensor} from element {Start} in steps of ({string.Join(", ", Strides)})";
}

/// <summary>
/// Copies elements from one arrangement to another, whatever their type: the one loop behind transposing, slicing, repeating and joining. Contiguous
/// runs are copied as blocks; where rows of the one are columns of the other, 16 rows go together, so that whole cache lines are read.
/// </summary>
internal static unsafe class StridedCopy
{
    private const int Together = 16;

    /// <summary>Copies so many elements along each axis.</summary>
    public static void Copy(ReadOnlySpan<int> sizes, StridedView from, StridedView to, int threads)
    {
        if (!from.Holds(sizes) || !to.Holds(sizes) || from.Tensor.Type.Size() != to.Tensor.Type.Size())
            throw new InvalidOperationException($"A copy of ({string.Join(", ", sizes.ToArray())}) from {from} to {to} leads out of a tensor.");
        switch (from.Tensor.Type.Size())
        {
            case 1:
                Copy<byte>(sizes, from, to, threads);
                break;
            case 2:
                Copy<ushort>(sizes, from, to, threads);
                break;
            case 4:
                Copy<uint>(sizes, from, to, threads);
                break;
            default:
                Copy<ulong>(sizes, from, to, threads);
                break;
        }
    }

    private static void Copy<T>(ReadOnlySpan<int> sizes, StridedView from, StridedView to, int threads)
        where T : unmanaged
    {
        var loop = new StridedLoop(sizes, from.Strides, to.Strides);
        long step = loop.ColumnStep(0), down = loop.RowStep(0), targetStep = loop.ColumnStep(1), targetDown = loop.RowStep(1);
        var source = (T*)from.Tensor.Memory.Pointer + from.Start;
        var target = (T*)to.Tensor.Memory.Pointer + to.Start;
        loop.Run(threads, slab =>
        {
            T* read = source + slab.Offsets[0], write = target + slab.Offsets[1];
            if (Math.Abs(down) < Math.Abs(step) && down != 0)
            {
                CopyTurned(read, step, down, write, targetStep, targetDown, slab.Rows, slab.Columns);
                return;
            }
            for (var row = 0; row < slab.Rows; row++, read += down, write += targetDown)
                CopyRow(read, step, write, targetStep, slab.Columns);
        });
        GC.KeepAlive(from.Tensor);
        GC.KeepAlive(to.Tensor);
    }

    private static void CopyRow<T>(T* read, long step, T* write, long targetStep, int columns)
        where T : unmanaged
    {
        if (step == 1 && targetStep == 1)
        {
            new ReadOnlySpan<T>(read, columns).CopyTo(new Span<T>(write, columns));
        }
        else if (step == 0 && targetStep == 1)
        {
            new Span<T>(write, columns).Fill(*read);
        }
        else
        {
            for (var column = 0; column < columns; column++, read += step, write += targetStep)
                *write = *read;
        }
    }

    private static void CopyTurned<T>(T* read, long step, long down, T* write, long targetStep, long targetDown, int rows, int columns)
        where T : unmanaged
    {
        for (var first = 0; first < rows; first += Together)
        {
            var count = Math.Min(Together, rows - first);
            for (var column = 0; column < columns; column++)
            {
                var from = read + first * down + column * step;
                var to = write + first * targetDown + column * targetStep;
                for (var row = 0; row < count; row++, from += down, to += targetDown)
                    *to = *from;
            }
        }
    }
}
