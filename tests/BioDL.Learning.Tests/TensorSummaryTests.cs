namespace BioDL.Learning.Tests;

public sealed class TensorSummaryTests
{
    [Fact]
    public void A_tensor_says_its_type_shape_range_and_first_numbers()
    {
        using var tensor = Tensor.From([0f, 1, -2.5f, 3, 4, 5, 6, 7, 8, 1e-7f], 2, 5);
        Assert.Equal("Float32 (2, 5): -2.5 to 8, mean 3.15; 0, 1, -2.5, 3, 4, 5, 6, 7 …", tensor.Summary);
        Assert.Equal("Float32 (2, 5)", tensor.ToString());
    }

    [Fact]
    public void Numbers_that_are_not_finite_are_counted_apart()
    {
        using var tensor = Tensor.From([1f, float.NaN, float.PositiveInfinity], 3);
        Assert.Equal("Float32 (3): 1 to 1, mean 1, 2 not finite; 1, NaN, Infinity", tensor.Summary);
    }

    [Fact]
    public void Every_type_has_words()
    {
        using var whole = Tensor.From([3L, 5], 2);
        Assert.Equal("Int64 (2): 3 to 5, mean 4; 3, 5", whole.Summary);
        using var truth = Tensor.From([true], 1);
        Assert.Equal("Bool (1)", truth.Summary);
        using var empty = Tensor.Zeros(ElementType.Float32, 0, 3);
        Assert.Equal("Float32 (0, 3)", empty.Summary);
        whole.Dispose();
        Assert.Equal("a tensor that was disposed", whole.Summary);
    }
}
