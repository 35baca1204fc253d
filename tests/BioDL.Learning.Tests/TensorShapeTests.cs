namespace BioDL.Learning.Tests;

public sealed class TensorShapeTests
{
    [Theory]
    [InlineData(65536, 32768)]
    [InlineData(1 << 30, 1 << 30)]
    [InlineData(int.MaxValue, int.MaxValue)]
    public void More_elements_than_can_be_counted_are_refused(int rows, int columns)
    {
        var error = Assert.Throws<ArgumentException>(() => new TensorShape(rows, columns));
        Assert.Contains($"({rows}, {columns})", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_empty_axis_makes_any_shape_empty() => Assert.Equal(0, new TensorShape(int.MaxValue, int.MaxValue, 0).Count);

    [Fact]
    public void The_largest_shape_has_as_many_elements_as_an_array() => Assert.Equal(int.MaxValue, new TensorShape(int.MaxValue, 1).Count);
}
