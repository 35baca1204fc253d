namespace BioDL.Learning.Tests.Operators;

public sealed class ReductionTests
{
    [Fact]
    public void A_table_is_summed_by_rows_columns_and_as_a_whole()
    {
        using var table = Tensor.From([1f, 2, 3, 4, 5, 6], 2, 3);
        using var rows = Sum(table, 1);
        using var columns = Sum(table, 0);
        using var all = OneNode.Run("ReduceSum", 13, new() { { "keepdims", 0L } }, table);
        Assert.Equal([6f, 15], rows.ToArray<float>());
        Assert.Equal([5f, 7, 9], columns.ToArray<float>());
        Assert.Equal([21f], all.ToArray<float>());
        Assert.Equal(0, all.Shape.Rank);
    }

    [Fact]
    public void Axes_that_are_not_neighbours_are_reduced_together()
    {
        using var cube = Tensor.From([.. Enumerable.Range(1, 8).Select(n => (float)n)], 2, 2, 2);
        using var means = OneNode.Run("ReduceMean", 13, new() { { "axes", new[] { 0L, 2 } }, { "keepdims", 0L } }, cube);
        Assert.Equal([3.5f, 5.5f], means.ToArray<float>());
    }

    [Fact]
    public void Millions_of_numbers_keep_their_digits()
    {
        using var many = Tensor.Zeros(ElementType.Float32, 1 << 22);
        many.Span<float>().Fill(0.1f);
        using var mean = OneNode.Run("ReduceMean", many);
        using var sum = OneNode.Run("ReduceSum", many.Viewed(new TensorShape(1 << 20, 4)));
        Assert.Equal(0.1f, mean.ToArray<float>()[0], 1e-6f);
        Assert.Equal(0.1f * (1 << 22), sum.ToArray<float>()[0], 1f);
    }

    [Fact]
    public void The_largest_is_not_a_number_when_any_is_not()
    {
        using var numbers = Tensor.From([1f, float.NaN, 3, 4, 5, 6], 2, 3);
        using var largest = OneNode.Run("ReduceMax", 13, new() { { "axes", new[] { 1L } } }, numbers);
        using var smallest = OneNode.Run("ReduceMin", 13, new() { { "axes", new[] { 0L } } }, numbers);
        Assert.Equal([float.NaN, 6], largest.ToArray<float>());
        Assert.Equal([1f, float.NaN, 3], smallest.ToArray<float>());
    }

    [Fact]
    public void Nothing_has_a_sum_but_no_mean()
    {
        using var nothing = Tensor.Zeros(ElementType.Float32, 2, 0);
        using var sum = Sum(nothing, 1);
        using var mean = OneNode.Run("ReduceMean", 13, new() { { "axes", new[] { 1L } } }, nothing);
        Assert.Equal([0f, 0], sum.ToArray<float>());
        Assert.Equal([float.NaN, float.NaN], mean.ToArray<float>());
        using var noWholeNumbers = Tensor.Zeros(ElementType.Int32, 2, 0);
        var error = Assert.Throws<OnnxException>(() => OneNode.Run("ReduceMean", 13, new() { { "axes", new[] { 1L } } }, noWholeNumbers));
        Assert.Contains("mean of no whole numbers", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_place_of_the_largest_is_the_first_or_the_last_of_equals()
    {
        using var numbers = Tensor.From([1f, 3, 3, 2], 4);
        using var first = OneNode.Run("ArgMax", numbers);
        using var last = OneNode.Run("ArgMax", 13, new() { { "select_last_index", 1L } }, numbers);
        Assert.Equal([1L], first.ToArray<long>());
        Assert.Equal([2L], last.ToArray<long>());
        using var nothing = Tensor.Zeros(ElementType.Float32, 0, 2);
        var error = Assert.Throws<OnnxException>(() => OneNode.Run("ArgMin", nothing));
        Assert.Contains("nothing to choose from", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_axis_that_does_not_exist_is_named()
    {
        using var numbers = Tensor.From([1f, 3], 2);
        var error = Assert.Throws<OnnxException>(() => OneNode.Run("ReduceMax", 13, new() { { "axes", new[] { 1L } } }, numbers));
        Assert.Contains("axis 1 does not exist", error.Message, StringComparison.Ordinal);
    }

    private static Tensor Sum(Tensor tensor, long axis) => OneNode.Run("ReduceSum", 11, new() { { "axes", new[] { axis } }, { "keepdims", 0L } }, tensor);
}
