using BioDL.Learning.Kernels.Elementwise;

namespace BioDL.Learning.Operators.Products;

/// <summary>Which matrices two tensors hold, and which of them are multiplied with each other.</summary>
internal sealed class MatMulSizes
{
    private readonly BroadcastPlan pairs;

    private MatMulSizes(TensorShape left, TensorShape right)
    {
        int leftRank = Math.Max(2, left.Rank), rightRank = Math.Max(2, right.Rank);
        Rows = left.Rank == 1 ? 1 : left[-2];
        Depth = left[-1];
        Columns = right.Rank == 1 ? 1 : right[-1];
        int[] leftBatch = left.ToArray()[..(leftRank - 2)], rightBatch = right.ToArray()[..(rightRank - 2)];
        if (rightBatch.All(size => size == 1) && leftBatch.Length >= rightBatch.Length)
        {
            // One matrix on the right for all on the left: they are one tall matrix.
            Rows *= new TensorShape(leftBatch).Count;
            (leftBatch, rightBatch) = ([], []);
        }
        pairs = BroadcastPlan.Of(leftBatch, rightBatch);
        Result = ResultOf(left, right);
    }

    /// <summary>Rows of a left matrix.</summary>
    public int Rows { get; }

    /// <summary>Columns of a left, rows of a right matrix.</summary>
    public int Depth { get; }

    /// <summary>Columns of a right matrix.</summary>
    public int Columns { get; }

    /// <summary>Number of products.</summary>
    public int Count => pairs.Count;

    /// <summary>Shape of the result.</summary>
    public TensorShape Result { get; }

    /// <summary>The matrices in two shapes.</summary>
    /// <exception cref="OnnxException">They cannot be multiplied.</exception>
    public static MatMulSizes Of(TensorShape left, TensorShape right)
    {
        if (left.Rank == 0 || right.Rank == 0)
            throw new OnnxException($"its inputs have shapes {left} and {right}, but at least one axis each is expected");
        var depth = right.Rank == 1 ? right[0] : right[-2];
        return left[-1] == depth
            ? new MatMulSizes(left, right)
            : throw new OnnxException($"its inputs have shapes {left} and {right}: the left one has rows of {left[-1]} numbers, the right one columns of {depth}, but both must be as long");
    }

    /// <summary>Which matrix of each operand the <paramref name="product"/>th product takes.</summary>
    public (int Left, int Right) Place(int product)
    {
        int left = 0, right = 0;
        for (var axis = pairs.Sizes.Length - 1; axis >= 0; axis--)
        {
            left += product % pairs.Sizes[axis] * pairs.Left[axis];
            right += product % pairs.Sizes[axis] * pairs.Right[axis];
            product /= pairs.Sizes[axis];
        }
        return (left, right);
    }

    private static TensorShape ResultOf(TensorShape left, TensorShape right)
    {
        TensorShape leftBatch = new(left.ToArray().AsSpan(0, Math.Max(0, left.Rank - 2))), rightBatch = new(right.ToArray().AsSpan(0, Math.Max(0, right.Rank - 2)));
        var sizes = new List<int>(InputReading.Broadcast(leftBatch, rightBatch).ToArray());
        if (left.Rank > 1)
            sizes.Add(left[-2]);
        if (right.Rank > 1)
            sizes.Add(right[-1]);
        return new TensorShape([.. sizes]);
    }
}
