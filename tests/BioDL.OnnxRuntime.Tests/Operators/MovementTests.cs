using BioDL.Learning;
using BioDL.OnnxRuntime.Tests.Oracle;
using static BioDL.OnnxRuntime.Tests.Oracle.Given;

namespace BioDL.OnnxRuntime.Tests.Operators;

public sealed class MovementTests
{
    private static readonly ElementType[] Types =
        [ElementType.Float32, ElementType.Float64, ElementType.Int64, ElementType.Int32, ElementType.Bool, ElementType.UInt8, ElementType.Int16, ElementType.Float16];

    public static TheoryData<OperatorCase> Cases =>
    [
        new("Transpose", 13, [Floats(2, 3, 4)]),
        new("Transpose", 13, [Floats(2, 3, 40, 50)], ("perm", new[] { 0L, 2, 3, 1 })),
        new("Transpose", 13, [Floats(2, 40, 50, 3)], ("perm", new[] { 0L, 3, 1, 2 })),
        new("Transpose", 13, [Floats(300, 500)], ("perm", new[] { 1L, 0 })),
        .. Types.Select(type => new OperatorCase("Transpose", 21, [Random(type, 3, 4, 5, 2)], ("perm", new[] { 3L, 1, 0, 2 }))),
        new("Expand", 13, [Floats(3, 1), Constant(2, 1, 6L)]),
        new("Expand", 13, [Floats(3, 4), Constant(1, 1L)]),
        new("Expand", 11, [Random(ElementType.Int64, 1), Constant(5, 0L)]),
        new("Expand", 13, [Scalar(true), Constant(300, 400L)]),
        new("Tile", 13, [Floats(2, 3), Constant(3, 2L)]),
        new("Tile", 13, [Random(ElementType.Int64, 2, 1, 3), Constant(1, 4, 1L)]),
        new("Tile", 11, [Floats(2, 3), Constant(0, 2L)]),
        new("Tile", 13, [Floats(1, 3, 64, 64), Constant(1, 2, 2, 2L)]),
        new("Slice", 13, [Floats(6, 7), Constant(1, 2L), Constant(5, 7L)]),
        new("Slice", 13, [Floats(6, 7), Constant(-1L), Constant(long.MinValue), Constant(1L), Constant(-1L)]),
        new("Slice", 13, [Floats(6, 7), Constant(20, -3L), Constant(-20, 100L), Constant(-2, -1L), Constant(-2, 2L)]),
        new("Slice", 11, [Random(ElementType.Int32, 9), Constant(8L), Constant(2L), Constant(0L), Constant(1L)]),
        new("Slice", 13, [Random(ElementType.Int64, 4), Values<int>([1], 1), Values<int>([int.MaxValue], 1)]),
        new("Gather", 13, [Floats(5, 6), Constant(0, -1, 2L)]),
        new("Gather", 13, [Floats(5, 6, 3), Values<long>([-1, 0, 3, 3], 2, 2)], ("axis", 1L)),
        new("Gather", 11, [Random(ElementType.Int64, 5), Scalar(-2L)]),
        new("Gather", 13, [Bools(4, 5), Values<int>([1, 0], 2)], ("axis", -1L)),
        new("GatherElements", 13, [Floats(3, 4), Values<long>([0, -1, 2, 1, 1, 0], 2, 3)], ("axis", 1L)),
        new("GatherElements", 13, [Random(ElementType.Int64, 3, 4), Values<long>([2, -3, 0, 1], 1, 4)]),
        new("Split", 11, [Floats(6, 4)]) { Outputs = 3 },
        new("Split", 11, [Floats(6, 4)], ("split", new[] { 1L, 5 })) { Outputs = 2 },
        new("Split", 13, [Floats(2, 7), Constant(3, 0, 4L)], ("axis", 1L)) { Outputs = 3 },
        new("Split", 18, [Floats(2, 7)], ("axis", -1L), ("num_outputs", 3L)) { Outputs = 3 },
        new("Split", 18, [Random(ElementType.Int64, 4)], ("num_outputs", 4L)) { Outputs = 4 },
        new("Concat", 13, [Floats(2, 3), Floats(2, 1), Floats(2, 4)], ("axis", 1L)),
        new("Concat", 13, [Floats(2, 3), Floats(0, 3), Floats(5, 3)], ("axis", -2L)),
        new("Concat", 11, [Floats(1, 3, 20, 30), Floats(1, 5, 20, 30)], ("axis", 1L)),
        new("Concat", 13, [Random(ElementType.Int64, 1), Random(ElementType.Int64, 2)], ("axis", 0L)),
        new("Concat", 13, [Bools(3), Bools(2)], ("axis", 0L)),
        new("DepthToSpace", 13, [Floats(2, 12, 5, 6)], ("blocksize", 2L)),
        new("DepthToSpace", 13, [Floats(2, 18, 5, 6)], ("blocksize", 3L), ("mode", "CRD")),
        new("SpaceToDepth", 13, [Floats(2, 3, 8, 6)], ("blocksize", 2L)),
    ];

    public static TheoryData<OperatorCase> RandomCases =>
    [
        .. Enumerable.Range(0, 20).Select(RandomSlice),
        .. Enumerable.Range(0, 10).Select(RandomTranspose),
        .. Enumerable.Range(0, 10).Select(RandomTile),
    ];

    [OnnxRuntimeTheory, MemberData(nameof(Cases))]
    public void Numbers_arrive_where_ONNX_Runtime_puts_them(OperatorCase each) => each.Check();

    [OnnxRuntimeTheory, MemberData(nameof(RandomCases))]
    public void Numbers_arrive_for_random_shapes_and_attributes(OperatorCase each) => each.Check();

    private static int[] Sizes(Random random, int rank) => [.. Enumerable.Range(0, rank).Select(_ => random.Next(1, 9))];

    private static OperatorCase RandomSlice(int seed)
    {
        var random = new Random(seed);
        var sizes = Sizes(random, random.Next(1, 5));
        long[] axes = [.. Enumerable.Range(0, sizes.Length).Where(_ => random.Next(3) > 0).Select(axis => random.Next(2) == 0 ? axis : (long)axis - sizes.Length)];
        long[] Numbers(Func<long> next) => [.. axes.Select(_ => next())];
        return new("Slice", 13,
        [
            Random(Types[seed % Types.Length], sizes), Constant(Numbers(() => random.Next(-10, 11))), Constant(Numbers(() => random.Next(-10, 11))),
            Constant(axes), Constant(Numbers(() => random.Next(2) == 0 ? random.Next(1, 4) : random.Next(-3, 0))),
        ]);
    }

    private static OperatorCase RandomTranspose(int seed)
    {
        var random = new Random(seed);
        var sizes = Sizes(random, random.Next(2, 6));
        long[] order = [.. Enumerable.Range(0, sizes.Length).OrderBy(_ => random.Next()).Select(axis => (long)axis)];
        return new("Transpose", 13, [Random(Types[seed % Types.Length], sizes)], ("perm", order));
    }

    private static OperatorCase RandomTile(int seed)
    {
        var random = new Random(seed);
        var sizes = Sizes(random, random.Next(1, 4));
        return new("Tile", 13, [Random(Types[seed % 6], sizes), Constant([.. sizes.Select(_ => (long)random.Next(0, 4))])]);
    }
}
