using BioDL.Learning.Graphs;
using BioDL.Learning.Tests.Operators;

namespace BioDL.Learning.Tests.Kernels;

public sealed class MatrixProductTests
{
    public static TheoryData<int, int, int> Sizes => new()
    {
        { 1, 1, 1 }, { 3, 5, 4 }, { 6, 256, 32 }, { 7, 257, 33 }, { 72, 40, 256 }, { 73, 513, 259 }, { 2, 700, 900 }, { 900, 300, 1 }, { 5, 0, 4 }, { 150, 10, 70 },
    };

    [Theory, MemberData(nameof(Sizes))]
    public void Products_are_those_of_plain_sums_in_double_precision(int rows, int depth, int columns)
    {
        using var left = NodeTrial.Random(new Random(1), rows, depth);
        using var right = NodeTrial.Random(new Random(2), depth, columns);
        var (a, b) = (NodeTrial.Doubles(left), NodeTrial.Doubles(right));
        var expected = new double[rows * columns];
        for (var n = 0; n < expected.Length; n++)
            expected[n] = Enumerable.Range(0, depth).Sum(k => a[(n / columns * depth) + k] * b[(k * columns) + (n % columns)]);
        foreach (var path in NodeTrial.Paths)
        {
            var compute = new ComputeOptions { Simd = path };
            var node = new Node { Operator = "MatMul", Inputs = ["x", "c"], Outputs = ["v0"] };
            using var found = NodeTrial.Run([node], left, new Dictionary<string, Tensor> { ["c"] = right }, compute);
            NodeTrial.Near(expected, found.Span<float>(), $"({rows}, {depth}) · ({depth}, {columns}), {path}");
            using var one = NodeTrial.Run([node], left, new Dictionary<string, Tensor> { ["c"] = right }, compute with { Threads = 1 });
            Assert.True(one.Bytes.SequenceEqual(found.Bytes), $"({rows}, {depth}, {columns}), {path}: one thread differs from several");
        }
    }

    [Fact]
    public void Double_precision_is_kept()
    {
        using var left = Tensor.From([.. Enumerable.Range(1, 3 * 300).Select(n => 1.0 / n)], 3, 300);
        using var right = Tensor.From([.. Enumerable.Range(1, 300 * 5).Select(n => 1.0 / (n + 7))], 300, 5);
        using var product = OneNode.Run("MatMul", left, right);
        for (var n = 0; n < 15; n++)
        {
            var expected = Enumerable.Range(0, 300).Sum(k => left.Span<double>()[(n / 5 * 300) + k] * right.Span<double>()[(k * 5) + (n % 5)]);
            Assert.Equal(expected, product.Span<double>()[n], 1e-14);
        }
    }

    [Fact]
    public void A_fully_connected_layer_is_worked_by_hand()
    {
        using var x = Tensor.From([1f, 2], 1, 2);
        using var weights = Tensor.From([1f, 0, 3, -1, 0.5f, 2], 3, 2);
        using var bias = Tensor.From([10f, 20, 30], 3);
        using var y = OneNode.Run("Gemm", 13, new() { { "transB", 1L }, { "alpha", 2f }, { "beta", 0.5f } }, x, weights, bias);
        Assert.Equal([7f, 12, 24], y.ToArray<float>());
    }

    [Fact]
    public void Matrices_that_do_not_fit_are_named()
    {
        using var left = Tensor.Zeros(ElementType.Float32, 2, 3);
        using var right = Tensor.Zeros(ElementType.Float32, 4, 2);
        var error = Assert.Throws<OnnxException>(() => OneNode.Run("MatMul", left, right));
        Assert.Contains("rows of 3 numbers", error.Message, StringComparison.Ordinal);
        Assert.Contains("columns of 4", error.Message, StringComparison.Ordinal);
    }
}
