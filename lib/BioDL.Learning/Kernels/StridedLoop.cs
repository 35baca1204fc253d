namespace BioDL.Learning.Kernels;

/// <summary>A rectangle of elements of several operands at once: where it starts in each of them, and how many rows and columns it has.</summary>
internal readonly ref struct Slab(ReadOnlySpan<long> offsets, int rows, int columns)
{
    /// <summary>The first element's place in each operand.</summary>
    public ReadOnlySpan<long> Offsets { get; } = offsets;

    public int Rows { get; } = rows;

    public int Columns { get; } = columns;
}

/// <summary>What is done with a slab.</summary>
internal delegate void SlabAction(Slab slab);

/// <summary>
/// Walks through several operands of the same sizes but different strides (0 repeats, negative ones go backwards). Axes along which all operands
/// go on evenly are merged, so that what is contiguous becomes one long row. How the work is cut depends on the sizes alone.
/// </summary>
internal sealed class StridedLoop
{
    private const int PartElements = 1 << 15;
    private const int LeastRows = 16;

    private readonly List<int> sizes = [];
    private readonly List<long>[] strides;

    /// <param name="sizes">Sizes along the axes, outermost first.</param>
    /// <param name="strides">For each operand the elements from one index of an axis to the next.</param>
    public StridedLoop(ReadOnlySpan<int> sizes, params ReadOnlySpan<long[]> strides)
    {
        this.strides = new List<long>[strides.Length];
        for (var operand = 0; operand < strides.Length; operand++)
            this.strides[operand] = [];
        for (var axis = 0; axis < sizes.Length; axis++)
            Append(sizes[axis], axis, strides);
        while (this.sizes.Count < 2)
        {
            this.sizes.Insert(0, 1);
            Array.ForEach(this.strides, each => each.Insert(0, 0));
        }
    }

    /// <summary>Elements from one row to the next.</summary>
    public long RowStep(int operand) => strides[operand][^2];

    /// <summary>Elements from one column to the next: 1 is contiguous, 0 the same again.</summary>
    public long ColumnStep(int operand) => strides[operand][^1];

    /// <summary>Calls <paramref name="work"/> for slabs that together hold every element once.</summary>
    public void Run(int threads, SlabAction work)
    {
        if (sizes.Contains(0))
            return;
        int rows = sizes[^2], columns = sizes[^1], outer = 1;
        for (var axis = 0; axis < sizes.Count - 2; axis++)
            outer *= sizes[axis];
        var width = Math.Min(columns, PartElements);
        var height = Math.Min(rows, Math.Max(LeastRows, PartElements / width));
        int across = (columns + width - 1) / width, down = (rows + height - 1) / height;
        ComputeThreads.For(outer * down * across, threads, part =>
        {
            int column = part % across * width, row = part / across % down * height;
            Span<long> offsets = stackalloc long[strides.Length];
            for (var operand = 0; operand < offsets.Length; operand++)
                offsets[operand] = OffsetOf(operand, part / across / down) + row * strides[operand][^2] + column * strides[operand][^1];
            work(new Slab(offsets, Math.Min(height, rows - row), Math.Min(width, columns - column)));
        });
    }

    /// <summary>Elements from one index to the next along each axis of a row-major tensor.</summary>
    public static long[] Contiguous(TensorShape shape)
    {
        var strides = new long[shape.Rank];
        for (var axis = shape.Rank - 1; axis >= 0; axis--)
            strides[axis] = shape.CountOf(axis + 1, shape.Rank);
        return strides;
    }

    /// <summary>Strides with which a tensor is read as if it had the larger shape: axes of size 1, and axes that it lacks, repeat.</summary>
    public static long[] Broadcast(TensorShape shape, TensorShape larger)
    {
        var strides = new long[larger.Rank];
        var own = Contiguous(shape);
        for (var axis = 0; axis < shape.Rank; axis++)
            strides[larger.Rank - shape.Rank + axis] = shape[axis] == 1 ? 0 : own[axis];
        return strides;
    }

    private void Append(int size, int axis, ReadOnlySpan<long[]> given)
    {
        if (size == 1)
            return;
        var merges = sizes.Count > 0;
        for (var operand = 0; operand < given.Length && merges; operand++)
            merges = strides[operand][^1] == given[operand][axis] * size;
        if (merges)
            sizes[^1] *= size;
        else
            sizes.Add(size);
        for (var operand = 0; operand < given.Length; operand++)
        {
            if (merges)
                strides[operand][^1] = given[operand][axis];
            else
                strides[operand].Add(given[operand][axis]);
        }
    }

    private long OffsetOf(int operand, int index)
    {
        long offset = 0;
        for (var axis = sizes.Count - 3; axis >= 0; axis--)
        {
            offset += index % sizes[axis] * strides[operand][axis];
            index /= sizes[axis];
        }
        return offset;
    }
}
