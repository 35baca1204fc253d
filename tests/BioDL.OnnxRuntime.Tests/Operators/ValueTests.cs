using BioDL.Learning;
using BioDL.OnnxRuntime.Tests.Oracle;
using static BioDL.OnnxRuntime.Tests.Oracle.Given;

namespace BioDL.OnnxRuntime.Tests.Operators;

public sealed class ValueTests
{
    private static readonly ElementType[] Types = [.. Enum.GetValues<ElementType>().Where(type => type != ElementType.Undefined)];

    public static TheoryData<OperatorCase> Cases =>
    [
        new("Constant", 13, [], ("value", Tensor.From([1f, 2, 3, 4], 2, 2))),
        new("Constant", 13, [], ("value_float", 2.5f)),
        new("Constant", 13, [], ("value_floats", new[] { 2.5f, 3 })),
        new("Constant", 12, [], ("value_int", 7L)),
        new("Constant", 21, [], ("value_ints", new[] { 7L, -8 })),
        new("ConstantOfShape", 13, [Constant(2, 3L)]),
        new("ConstantOfShape", 13, [Constant(70, 81L)], ("value", Tensor.From([7L], 1))),
        new("ConstantOfShape", 20, [Values<long>([], 0)], ("value", Tensor.From([true], 1))),
        new("ConstantOfShape", 13, [Values<long>([3, 0], 2)], ("value", Tensor.From([2.5], 1))),
        new("Range", 13, [Scalar(0L), Scalar(10L), Scalar(3L)]),
        new("Range", 13, [Scalar(5), Scalar(-3), Scalar(-2)]),
        new("Range", 11, [Scalar(1f), Scalar(2f), Scalar(0.3f)]),
        new("Range", 13, [Scalar(1.0), Scalar(0.0), Scalar(0.1)]),
        new("Dropout", 11, [Floats(3, 4)], ("ratio", 0.3f)),
        new("Dropout", 12, [Floats(3, 4)]) { Outputs = 2 },
        new("Dropout", 13, [Random(ElementType.Float64, 3, 4), Scalar(0.8f)]),
        .. from one in Types from other in Types where one != other select new OperatorCase("Cast", 13, [Random(one, 5, 7)], ("to", (long)other)),
        new("Cast", 13, [Values([2.5f, -2.5f, 0.9999f, -0.9999f, 255, 127], 6)], ("to", (long)ElementType.Int32)),
        new("Cast", 13, [Values([float.NaN, 0.1f, -0f], 3)], ("to", (long)ElementType.Bool)),
        new("Cast", 13, [Values([300, -1, 65536, int.MaxValue], 4)], ("to", (long)ElementType.UInt8)),
        new("Cast", 13, [Values([1L << 40, -5], 2)], ("to", (long)ElementType.Int32)),
        new("Cast", 13, [Values([65504f, 1e-8f, 3.14159f, 70000], 4)], ("to", (long)ElementType.Float16)),
        new("Cast", 21, [Values([1e300, 1.0 / 3], 2)], ("to", (long)ElementType.Float32)),
    ];

    [OnnxRuntimeTheory, MemberData(nameof(Cases))]
    public void Values_are_those_of_ONNX_Runtime(OperatorCase each) => each.Check();
}
