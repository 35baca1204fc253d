namespace BioDL.Learning.Kernels.Elementwise;

/// <summary>Runs a function of two numbers over operands that meet as a <see cref="BroadcastPlan"/> says.</summary>
internal sealed unsafe class BroadcastWork<T>(BroadcastPlan plan, BinaryMap<T> map, Tensor left, Tensor right, Tensor target)
    where T : unmanaged
{
    /// <summary>Innermost runs shorter than this are first spread out in a buffer.</summary>
    private const int ShortRun = 64;

    /// <summary>Elements of such a buffer: two of them stay in the first-level cache.</summary>
    private const int Buffer = 1024;

    private int Inner => plan.Sizes[^1];

    /// <summary>Computes the whole result.</summary>
    public void Run(int threads)
    {
        if (plan.Count == 0)
            return;
        var piece = Inner < VectorMap.Piece ? VectorMap.Piece / Inner * Inner : VectorMap.Piece;
        ComputeThreads.Pieces(plan.Count, piece, threads, Inner >= ShortRun || plan.Sizes.Length == 1 ? LongRuns : ShortRuns);
    }

    private void LongRuns(int start, int length)
    {
        T* a = (T*)left.Memory.Pointer, b = (T*)right.Memory.Pointer, y = (T*)target.Memory.Pointer;
        while (length > 0)
        {
            int row = start / Inner, column = start % Inner;
            var run = Math.Min(Inner - column, length);
            var (leftOffset, rightOffset) = Offsets(row);
            var result = new Span<T>(y + start, run);
            if (plan.Right[^1] == 0)
                map.WithNumber(Along(a, leftOffset, plan.Left[^1], column, run), b[rightOffset], result);
            else if (plan.Left[^1] == 0)
                map.FromNumber(a[leftOffset], Along(b, rightOffset, plan.Right[^1], column, run), result);
            else
                map.Pairs(Along(a, leftOffset, plan.Left[^1], column, run), Along(b, rightOffset, plan.Right[^1], column, run), result);
            start += run;
            length -= run;
        }
    }

    /// <summary>A run of an operand. Where everything is repeated (two single numbers meet), it is one number long.</summary>
    private static ReadOnlySpan<T> Along(T* operand, int offset, int stride, int column, int run) => new(operand + offset + column * stride, stride == 0 ? 1 : run);

    private void ShortRuns(int start, int length)
    {
        var buffer = Buffer / Inner * Inner;
        Span<T> leftBuffer = stackalloc T[buffer], rightBuffer = stackalloc T[buffer];
        var leftSpread = new Spread(plan.Sizes, plan.Left);
        var rightSpread = new Spread(plan.Sizes, plan.Right);
        for (var end = start + length; start < end; start += buffer)
        {
            var run = Math.Min(buffer, end - start);
            map.Pairs(
                leftSpread.Take((T*)left.Memory.Pointer, start, leftBuffer[..run]),
                rightSpread.Take((T*)right.Memory.Pointer, start, rightBuffer[..run]),
                new Span<T>((T*)target.Memory.Pointer + start, run));
        }
    }

    private (int Left, int Right) Offsets(int row)
    {
        int leftOffset = 0, rightOffset = 0;
        for (var axis = plan.Sizes.Length - 2; axis >= 0; axis--)
        {
            var position = row % plan.Sizes[axis];
            row /= plan.Sizes[axis];
            leftOffset += position * plan.Left[axis];
            rightOffset += position * plan.Right[axis];
        }
        return (leftOffset, rightOffset);
    }

    /// <summary>Lays out an operand as the result needs it: nothing to do where it is contiguous, else a copy, kept while rows only repeat.</summary>
    private struct Spread(int[] sizes, int[] strides)
    {
        private readonly bool isContiguous = IsContiguous(sizes, strides);
        private readonly bool repeatsRows = sizes.Length > 1 && strides[^2] == 0;
        private int lastOffset = -1;
        private int lastLength;

        public ReadOnlySpan<T> Take(T* operand, int start, Span<T> buffer)
        {
            if (isContiguous)
                return new ReadOnlySpan<T>(operand + start, buffer.Length);
            int inner = sizes[^1], row = start / inner, rows = buffer.Length / inner;
            var offset = Offset(row);
            if (repeatsRows && row % sizes[^2] + rows <= sizes[^2])
            {
                if (offset == lastOffset && buffer.Length <= lastLength)
                    return buffer;
                (lastOffset, lastLength) = (offset, buffer.Length);
            }
            else
            {
                lastOffset = -1;
            }
            for (var n = 0; n < rows; n++)
            {
                Row(operand + offset, buffer.Slice(n * inner, inner));
                offset = (row + n + 1) % sizes[^2] != 0 ? offset + strides[^2] : Offset(row + n + 1);
            }
            return buffer;
        }

        private readonly void Row(T* source, Span<T> target)
        {
            if (strides[^1] == 0)
                target.Fill(*source);
            else
                new ReadOnlySpan<T>(source, target.Length).CopyTo(target);
        }

        private readonly int Offset(int row)
        {
            var offset = 0;
            for (var axis = sizes.Length - 2; axis >= 0; axis--)
            {
                offset += row % sizes[axis] * strides[axis];
                row /= sizes[axis];
            }
            return offset;
        }

        private static bool IsContiguous(int[] sizes, int[] strides)
        {
            var expected = 1;
            for (var axis = sizes.Length - 1; axis >= 0; axis--)
            {
                if (strides[axis] != expected)
                    return false;
                expected *= sizes[axis];
            }
            return true;
        }
    }
}
