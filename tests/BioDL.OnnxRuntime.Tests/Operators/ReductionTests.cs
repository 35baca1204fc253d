using BioDL.Learning;
using BioDL.OnnxRuntime.Tests.Oracle;
using static BioDL.OnnxRuntime.Tests.Oracle.Given;

namespace BioDL.OnnxRuntime.Tests.Operators;

public sealed class ReductionTests
{
    private static readonly string[] Names =
        ["ReduceSum", "ReduceMean", "ReduceMax", "ReduceMin", "ReduceProd", "ReduceSumSquare", "ReduceL1", "ReduceL2", "ReduceLogSum", "ReduceLogSumExp"];

    public static TheoryData<OperatorCase> Cases =>
    [
        .. Names.Select(name => new OperatorCase(name, 18, [Floats(3, 4, 5)])),
        .. Names.Select(name => new OperatorCase(name, 18, [Floats(3, 4, 5), Constant(1L)])),
        .. Names.Select(name => new OperatorCase(name, 18, [Floats(3, 4, 5), Constant(0, -1L)], ("keepdims", 0L))),
        .. Names.Select(name => new OperatorCase(name, 18, [Floats(2, 3, 40, 50), Constant(2, 3L)])),
        .. Names.Select(name => new OperatorCase(name, 18, [Floats(2, 3, 40), Constant((long[])[])], ("noop_with_empty_axes", 1L))),
        .. Names.Select(name => new OperatorCase(name, 18, [Floats(2, 3, 40)], ("noop_with_empty_axes", 1L))),
        .. Names.Select(name => new OperatorCase(name, 18, [Floats(2, 3, 40), Constant((long[])[])])),
        .. Names.Select(name => new OperatorCase(name, 18, [Scalar(2.5f)])),
        .. Names.Except(["ReduceSum"]).Select(name => new OperatorCase(name, 13, [Floats(2, 6, 3)], ("axes", new[] { 0L, 1 }), ("keepdims", 0L))),
        .. Names.Except(["ReduceSum"]).Select(name => new OperatorCase(name, 11, [Floats(2, 6, 3)], ("axes", new[] { -2L }))),
        .. Names.Select(name => new OperatorCase(name, 18, [Random(ElementType.Float64, 2, 6, 3), Constant(1L)])),
        .. Names.Except(["ReduceLogSum", "ReduceLogSumExp", "ReduceL2"]).Select(name => new OperatorCase(name, 18, [Random(ElementType.Int32, 3, 5), Constant(1L)])),
        .. new[] { "ReduceSum", "ReduceMax", "ReduceMin", "ReduceProd", "ReduceSumSquare" }.Select(name => new OperatorCase(name, 18, [Random(ElementType.Int64, 3, 5), Constant(0L)])),
        .. new[] { "ReduceMax", "ReduceMin" }.Select(name => new OperatorCase(name, 18, [Random(ElementType.UInt8, 3, 5), Constant(0L)])),
        .. new[] { "ReduceMax", "ReduceMin" }.Select(name => new OperatorCase(name, 18, [Random(ElementType.Int8, 3, 5), Constant(1L)])),
        new("ReduceSum", 11, [Floats(2, 6, 3)], ("axes", new[] { 0L, 2 })),
        new("ReduceMean", 18, [Floats(1, 2, 300, 400), Constant(2, 3L)]),
        new("ReduceMean", 18, [Floats(70000, 3), Constant(0L)]),
        new("ReduceSum", 13, [Floats(1, 2, 300, 400)]),
        new("ReduceLogSumExp", 18, [Values([1000f, 1000, -1000, -1000], 2, 2), Constant(1L)]),
        new("ReduceLogSumExp", 18, [Values([float.NegativeInfinity, float.NegativeInfinity, float.PositiveInfinity, 1], 2, 2), Constant(1L)]),
        .. new[] { "ReduceSum", "ReduceProd", "ReduceSumSquare", "ReduceL1", "ReduceL2", "ReduceMax", "ReduceMin", "ReduceLogSum", "ReduceLogSumExp" }
            .Select(name => new OperatorCase(name, 20, [Floats(2, 0, 3), Constant(1L)])),
        .. Enumerable.Range(0, 40).Select(RandomAxes),
    ];

    public static TheoryData<OperatorCase> Places =>
    [
        .. new[] { "ArgMax", "ArgMin" }.Select(name => new OperatorCase(name, 13, [Floats(3, 4, 5)])),
        .. new[] { "ArgMax", "ArgMin" }.Select(name => new OperatorCase(name, 13, [Floats(3, 4, 50, 60)], ("axis", 1L), ("keepdims", 0L))),
        .. new[] { "ArgMax", "ArgMin" }.Select(name => new OperatorCase(name, 13, [Floats(3000, 4)], ("axis", -1L))),
        .. new[] { "ArgMax", "ArgMin" }.Select(name => new OperatorCase(name, 12, [Random(ElementType.Int32, 30, 40)], ("axis", 1L), ("select_last_index", 1L))),
        .. new[] { "ArgMax", "ArgMin" }.Select(name => new OperatorCase(name, 12, [Random(ElementType.Int32, 30, 40)], ("axis", 0L), ("select_last_index", 0L))),
        .. new[] { "ArgMax", "ArgMin" }.Select(name => new OperatorCase(name, 13, [Random(ElementType.Float64, 30, 40)], ("axis", 0L))),
        .. new[] { "ArgMax", "ArgMin" }.Select(name => new OperatorCase(name, 13, [Values([1f, float.NaN, 3, float.NaN, 1, 2], 2, 3)], ("axis", 1L))),
        new("CumSum", 11, [Floats(3, 4, 5), Scalar(1)]),
        new("CumSum", 14, [Floats(3, 4, 5), Scalar(-1L)], ("exclusive", 1L)),
        new("CumSum", 14, [Floats(3, 4, 5), Scalar(0L)], ("reverse", 1L)),
        new("CumSum", 14, [Random(ElementType.Int64, 3, 5), Scalar(1L)], ("reverse", 1L), ("exclusive", 1L)),
    ];

    [OnnxRuntimeTheory, MemberData(nameof(Cases))]
    public void Many_numbers_become_one_as_in_ONNX_Runtime(OperatorCase each) => each.Check();

    [OnnxRuntimeTheory, MemberData(nameof(Places))]
    public void Places_and_running_sums_are_those_of_ONNX_Runtime(OperatorCase each) => each.Check();

    private static OperatorCase RandomAxes(int seed)
    {
        var random = new Random(seed);
        int[] sizes = [.. Enumerable.Range(0, random.Next(1, 6)).Select(_ => random.Next(4) == 0 ? random.Next(20, 60) : random.Next(1, 6))];
        long[] axes = [.. Enumerable.Range(0, sizes.Length).Where(_ => random.Next(2) == 0).Select(axis => (long)(random.Next(2) == 0 ? axis : axis - sizes.Length))];
        return new(Names[seed % Names.Length], 18 + seed % 4, [Floats(sizes), Constant(axes)], ("keepdims", (long)random.Next(2))) { Seed = seed };
    }
}
