using BioDL.Learning;
using BioDL.OnnxRuntime.Tests.Oracle;
using static BioDL.OnnxRuntime.Tests.Oracle.Given;

namespace BioDL.OnnxRuntime.Tests.Operators;

public sealed class LogicTests
{
    private static readonly ElementType[] Types = [ElementType.Float32, ElementType.Float64, ElementType.Int64, ElementType.Int32];
    private static readonly string[] Comparisons = ["Equal", "Less", "LessOrEqual", "Greater", "GreaterOrEqual"];

    public static TheoryData<OperatorCase> Cases =>
    [
        .. from name in Comparisons from type in Types select new OperatorCase(name, 16, [Random(type, 4, 1, 6), Random(type, 5, 1)]),
        .. Comparisons.Select(name => new OperatorCase(name, 13, [Values([1f, float.NaN, -0f], 3), Values([1f, float.NaN, 0f], 3)])),
        new("Equal", 11, [Bools(20), Bools(20)]),
        new("Less", 13, [Floats(300, 400), Scalar(0.2f)]),
        new("And", 13, [Bools(3, 1, 4), Bools(5, 1)]),
        new("Or", 13, [Bools(3, 4), Scalar(false)]),
        new("Xor", 13, [Bools(3, 4), Bools(3, 4)]),
        new("Not", 13, [Bools(3, 4)]),
        new("Where", 13, [Bools(3, 1), Floats(4), Floats(2, 1, 1)]),
        new("Where", 16, [Bools(200, 300), Floats(200, 300), Scalar(0f)]),
        new("Where", 13, [Bools(5), Random(ElementType.Int64, 5), Random(ElementType.Int64, 1)]),
        new("Where", 13, [Scalar(true), Random(ElementType.Int32, 2), Random(ElementType.Int32, 3, 2)]),
        new("Where", 16, [Bools(4), Random(ElementType.Float64, 4), Random(ElementType.Float64, 4)]),
    ];

    [OnnxRuntimeTheory, MemberData(nameof(Cases))]
    public void Answers_are_those_of_ONNX_Runtime(OperatorCase each) => each.Check();
}
