using BioDL.Learning;
using BioDL.OnnxRuntime.Tests.Oracle;
using static BioDL.OnnxRuntime.Tests.Oracle.Given;

namespace BioDL.OnnxRuntime.Tests.Operators;

public sealed class BinaryTests
{
    private static readonly string[] Names = ["Add", "Sub", "Mul", "Div", "Pow", "Min", "Max", "PRelu"];

    private static readonly float[] Left = [float.NaN, 1, float.PositiveInfinity, float.NegativeInfinity, 0, -0f, -2, -8, 4, 2, float.NegativeInfinity, -1, 0];
    private static readonly float[] Right = [1, float.NaN, float.NegativeInfinity, float.PositiveInfinity, 0, 3, 3, 2, 0.5f, -1, 0.5f, 0.5f, -2];

    public static TheoryData<OperatorCase> Cases =>
    [
        .. Names.Select(name => new OperatorCase(name, 13, [Floats(2, 3, 50, 40), Floats(2, 3, 50, 40)])),
        .. Names.Select(name => new OperatorCase(name, 13, [Floats(2, 3, 50, 400), Scalar(-0.7f)])),
        .. Names.Select(name => new OperatorCase(name, 13, [Floats(2, 3, 50, 40), Floats(3, 1, 1)])),
        .. Names.Select(name => new OperatorCase(name, 13, [Floats(2, 30, 5), Floats(5)])),
        .. Names.Select(name => new OperatorCase(name, 13, [Floats(0, 3), Floats(1, 3)])),
        .. Names.Select(name => new OperatorCase(name, 16, [Values(Left, Left.Length), Values(Right, Right.Length)])),
        .. Names.Except(["PRelu"]).Select(name => new OperatorCase(name, 13, [Scalar(1.3f), Floats(3, 4)])),
        .. Names.Except(["PRelu"]).Select(name => new OperatorCase(name, 13, [Floats(7, 1, 3), Floats(1, 6, 1)])),
        .. Names.Select(name => new OperatorCase(name, 13, [Random(ElementType.Float64, 3, 5), Random(ElementType.Float64, 3, 5)])).Where(each => !each.ToString().StartsWith("PRelu", StringComparison.Ordinal)),
        .. new[] { "Add", "Sub", "Mul", "Min", "Max" }.Select(name => new OperatorCase(name, 13, [Random(ElementType.Int64, 3, 50), Random(ElementType.Int64, 50)])),
        .. new[] { "Add", "Sub", "Mul", "Min", "Max" }.Select(name => new OperatorCase(name, 13, [Random(ElementType.Int32, 3, 50), Random(ElementType.Int32, 3, 1)])),
        new("Add", 14, [Values([int.MaxValue], 1), Values([1], 1)]),
        new("Mul", 14, [Values([long.MaxValue, 3], 2), Values([2L], 1)]),
        new("Div", 14, [Values([7, -7, 7, -7], 4), Values([2, 2, -2, -2], 4)]),
        new("Div", 14, [Values([7L, -7, 7, -7], 4), Scalar(-2L)]),
        new("Div", 14, [Random(ElementType.UInt8, 9), Values([(byte)3], 1)]),
        new("Mod", 13, [Values([7, -7, 7, -7], 4), Values([3, 3, -3, -3], 4)]),
        new("Mod", 13, [Values([7L, -7, 7, -7], 4), Values([3L, 3, -3, -3], 4)], ("fmod", 1L)),
        new("Mod", 13, [Floats(5, 8), Values([0.7f], 1)], ("fmod", 1L)),
        new("Pow", 12, [Floats(40), Scalar(2L)]),
        new("Pow", 12, [Floats(40), Scalar(3)]),
        new("Pow", 12, [Floats(40), Scalar(1f)]),
        new("Pow", 12, [Values(Left, Left.Length), Scalar(0.5f)]),
        new("Pow", 12, [Values(Left, Left.Length), Scalar(-1f)]),
        new("Pow", 12, [Values([0L, 1, 2, 3, -4, 10], 6), Scalar(3L)]),
        new("Pow", 12, [Values([0, 1, 2, 3, 4, 10], 6), Scalar(1.5f)]),
        new("Pow", 13, [Random(ElementType.Float64, 9), Scalar(2f)]),
        .. new[] { "Min", "Max", "Sum", "Mean" }.Select(name => new OperatorCase(name, 13, [Floats(3, 4)])),
        .. new[] { "Min", "Max", "Sum", "Mean" }.Select(name => new OperatorCase(name, 13, [Floats(3, 4), Floats(4)])),
        .. new[] { "Min", "Max", "Sum", "Mean" }.Select(name => new OperatorCase(name, 13, [Floats(3, 1), Floats(4), Floats(2, 1, 1), Scalar(0.2f)])),
        .. new[] { "Min", "Max", "Sum", "Mean" }.Select(name => new OperatorCase(name, 13, [Floats(3, 40), Floats(3, 40), Floats(3, 40)])),
        .. Enumerable.Range(0, 60).Select(RandomShapes),
    ];

    [OnnxRuntimeTheory, MemberData(nameof(Cases))]
    public void Operands_meet_as_in_ONNX_Runtime(OperatorCase each) => each.Check();

    private static OperatorCase RandomShapes(int seed)
    {
        var random = new Random(seed);
        int[] sizes = [.. Enumerable.Range(0, random.Next(1, 6)).Select(_ => random.Next(5) == 0 ? random.Next(60, 300) : random.Next(1, 7))];
        int[] left = Repeated(random, sizes), right = Repeated(random, sizes);
        return new(Names[seed % 4], 11 + seed % 11, [Floats(left), Floats(right)]) { Seed = seed };
    }

    private static int[] Repeated(Random random, int[] sizes) => [.. sizes.Select(size => random.Next(3) == 0 ? 1 : size).Skip(random.Next(3) == 0 ? random.Next(sizes.Length) : 0)];
}
