namespace BioDL.Learning.Kernels.Elementwise;

/// <summary>
/// How two operands meet when sizes of 1 are repeated (NumPy's rule). Axes of size 1 are dropped, and neighbours along which both operands go on
/// in the same way are merged, so that most pairs come down to one, two or three axes.
/// </summary>
internal sealed class BroadcastPlan
{
    private BroadcastPlan(int[] sizes, int[] left, int[] right)
    {
        Sizes = sizes;
        Left = left;
        Right = right;
        Count = 1;
        foreach (var size in sizes)
            Count *= size;
    }

    /// <summary>Sizes of the result along the merged axes, at least one.</summary>
    public int[] Sizes { get; }

    /// <summary>Elements between neighbours along each merged axis in the left operand; 0 where it is repeated.</summary>
    public int[] Left { get; }

    /// <summary>The same of the right operand.</summary>
    public int[] Right { get; }

    /// <summary>Elements of the result.</summary>
    public int Count { get; }

    /// <summary>The size along an axis counted from the end; 1 for axes that a shape lacks.</summary>
    public static int Size(TensorShape shape, int axisFromEnd) => -axisFromEnd <= shape.Rank ? shape[axisFromEnd] : 1;

    /// <summary>Plans two contiguous operands; missing outer axes have size 1.</summary>
    public static BroadcastPlan Of(ReadOnlySpan<int> left, ReadOnlySpan<int> right)
    {
        var rank = Math.Max(left.Length, right.Length);
        var axes = new List<(int Size, int Left, int Right)>();
        int leftStride = 1, rightStride = 1;
        for (var axis = 1; axis <= rank; axis++)
        {
            int a = axis <= left.Length ? left[^axis] : 1, b = axis <= right.Length ? right[^axis] : 1;
            var (size, leftStep, rightStep) = (a == 1 ? b : a, a == 1 ? 0 : leftStride, b == 1 ? 0 : rightStride);
            leftStride *= a;
            rightStride *= b;
            if (size == 1)
                continue;
            if (axes.Count > 0 && axes[^1] is var inner && leftStep == inner.Left * inner.Size && rightStep == inner.Right * inner.Size)
                axes[^1] = (inner.Size * size, inner.Left, inner.Right);
            else
                axes.Add((size, leftStep, rightStep));
        }
        if (axes.Count == 0)
            axes.Add((1, 0, 0));
        axes.Reverse();
        return new BroadcastPlan([.. axes.Select(axis => axis.Size)], [.. axes.Select(axis => axis.Left)], [.. axes.Select(axis => axis.Right)]);
    }
}
