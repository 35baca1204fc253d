namespace BioDL.Learning.Kernels.Reductions;

/// <summary>
/// Which axes of a tensor are reduced, brought down to three sizes: what is kept outside, what is reduced, what is kept inside. Where kept and
/// reduced axes alternate more often, the tensor must first be turned so that the reduced ones come last.
/// </summary>
internal sealed class ReductionAxes
{
    private readonly TensorShape shape;
    private readonly bool[] isReduced;

    public ReductionAxes(TensorShape shape, bool[] isReduced)
    {
        this.shape = shape;
        this.isReduced = isReduced;
        Sizes = Merge();
    }

    /// <summary>The three sizes; null when the tensor must be turned first.</summary>
    public (int Outer, int Length, int Inner)? Sizes { get; }

    /// <summary>The three sizes after turning.</summary>
    public (int Outer, int Length, int Inner) TurnedSizes => (Product(reduced: false), Product(reduced: true), 1);

    /// <summary>The shape of the result.</summary>
    public TensorShape Result(bool keepsAxes) => new([.. Enumerable.Range(0, shape.Rank)
        .Where(axis => keepsAxes || !isReduced[axis])
        .Select(axis => isReduced[axis] ? 1 : shape[axis])]);

    /// <summary>Copies the tensor so that the reduced axes come last.</summary>
    public void Turn(Tensor source, Tensor target, int threads)
    {
        int[] order = [.. Enumerable.Range(0, shape.Rank).OrderBy(axis => isReduced[axis])];
        var strides = StridedLoop.Contiguous(shape);
        int[] sizes = [.. order.Select(axis => shape[axis])];
        var from = new StridedView(source, 0, [.. order.Select(axis => strides[axis])]);
        StridedCopy.Copy(sizes, from, new StridedView(target, 0, StridedLoop.Contiguous(new TensorShape(sizes))), threads);
    }

    private int Product(bool reduced)
    {
        var count = 1;
        for (var axis = 0; axis < shape.Rank; axis++)
            count *= isReduced[axis] == reduced ? shape[axis] : 1;
        return count;
    }

    private (int Outer, int Length, int Inner)? Merge()
    {
        var first = 0;
        while (first < shape.Rank && (!isReduced[first] || shape[first] == 1))
            first++;
        var last = shape.Rank - 1;
        while (last >= 0 && (!isReduced[last] || shape[last] == 1))
            last--;
        if (first > last)
            return (shape.Count, 1, 1);
        for (var axis = first; axis <= last; axis++)
        {
            if (!isReduced[axis] && shape[axis] != 1)
                return null;
        }
        return (shape.CountOf(0, first), shape.CountOf(first, last + 1), shape.CountOf(last + 1, shape.Rank));
    }
}
