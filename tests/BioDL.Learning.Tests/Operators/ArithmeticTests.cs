using BioDL.Learning.Graphs;

namespace BioDL.Learning.Tests.Operators;

public sealed class ArithmeticTests
{
    [Fact]
    public void A_row_and_a_column_meet_as_a_table()
    {
        using var column = Tensor.From([10f, 20], 2, 1);
        using var row = Tensor.From([1f, 2, 3], 3);
        using var table = OneNode.Run("Sub", column, row);
        Assert.Equal(new TensorShape(2, 3), table.Shape);
        Assert.Equal([9f, 8, 7, 19, 18, 17], table.ToArray<float>());
    }

    [Fact]
    public void Shapes_that_do_not_fit_are_named()
    {
        using var left = Tensor.From([1f, 2, 3], 3);
        using var right = Tensor.From([1f, 2], 2);
        var error = Assert.Throws<OnnxException>(() => OneNode.Run("Add", left, right));
        Assert.Contains("Add that writes 'y'", error.Message, StringComparison.Ordinal);
        Assert.Contains("(3) and (2)", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Types_that_differ_are_named()
    {
        using var left = Tensor.From([1f], 1);
        using var right = Tensor.From([1L], 1);
        var error = Assert.Throws<OnnxException>(() => OneNode.Run("Mul", left, right));
        Assert.Contains("Float32 and Int64", error.Message, StringComparison.Ordinal);
        Assert.Contains("Cast", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Whole_numbers_wrap_around_and_are_cut_towards_zero()
    {
        using var left = Tensor.From([int.MinValue, -7, 7, int.MaxValue], 4);
        using var right = Tensor.From([-1, 2, -2, 2], 4);
        using var quotient = OneNode.Run("Div", left, right);
        using var product = OneNode.Run("Mul", left, right);
        using var rest = OneNode.Run("Mod", left, right);
        Assert.Equal([int.MinValue, -3, -3, int.MaxValue / 2], quotient.ToArray<int>());
        Assert.Equal([int.MinValue, -14, -14, -2], product.ToArray<int>());
        Assert.Equal([0, 1, -1, 1], rest.ToArray<int>());
    }

    [Fact]
    public void A_whole_number_over_zero_is_refused_with_its_place()
    {
        using var left = Tensor.From([1L, 2, 3], 3);
        using var right = Tensor.From([1L, 0, 3], 3);
        var error = Assert.Throws<OnnxException>(() => OneNode.Run("Div", left, right));
        Assert.Contains("0 at element 1", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_not_a_number_stays_so()
    {
        using var left = Tensor.From([float.NaN, 1, -1], 3);
        using var right = Tensor.From([1, float.NaN, -2f], 3);
        using var larger = OneNode.Run("Max", left, right);
        using var smaller = OneNode.Run("Min", left, right);
        using var rectified = OneNode.Run("Relu", left);
        Assert.Equal([float.NaN, float.NaN, -1], larger.ToArray<float>());
        Assert.Equal([float.NaN, float.NaN, -2], smaller.ToArray<float>());
        Assert.Equal([float.NaN, 1, 0], rectified.ToArray<float>());
    }

    [Fact]
    public void Halves_are_rounded_to_even()
    {
        using var halves = Tensor.From([-2.5f, -1.5f, -0.5f, 0.5f, 1.5f, 2.5f, 2.6f], 7);
        using var rounded = OneNode.Run("Round", halves);
        Assert.Equal([-2f, -2, 0, 0, 2, 2, 3], rounded.ToArray<float>());
    }

    [Fact]
    public void An_operator_says_which_types_it_takes()
    {
        using var whole = Tensor.From([1L], 1);
        var error = Assert.Throws<OnnxException>(() => OneNode.Run("Sigmoid", whole));
        Assert.Contains("holds Int64, but it computes Float32, Float64", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_chain_that_writes_over_its_input_leaves_the_callers_tensor_alone()
    {
        var graph = new Graph { Inputs = { new GraphValue("x", ElementType.Float32, null) }, Outputs = { new GraphValue("y", ElementType.Float32, null) } };
        graph.Nodes.Add(new Node { Operator = "Neg", Inputs = ["x"], Outputs = ["a"] });
        graph.Nodes.Add(new Node { Operator = "Add", Inputs = ["a", "a"], Outputs = ["b"] });
        graph.Nodes.Add(new Node { Operator = "Mul", Inputs = ["a", "b"], Outputs = ["c"] });
        graph.Nodes.Add(new Node { Operator = "Sub", Inputs = ["x", "c"], Outputs = ["y"] });
        using var model = new OnnxModel(graph, 13);
        using var x = Tensor.From([1f, 2, 3], 3);
        for (var repetition = 0; repetition < 2; repetition++)
        {
            using var y = model.Run(x);
            Assert.Equal([-1f, -6, -15], y.ToArray<float>());
            Assert.Equal([1f, 2, 3], x.ToArray<float>());
        }
    }
}
