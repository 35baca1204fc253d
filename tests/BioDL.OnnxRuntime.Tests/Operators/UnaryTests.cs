using BioDL.Learning;
using BioDL.OnnxRuntime.Tests.Oracle;
using static BioDL.OnnxRuntime.Tests.Oracle.Given;

namespace BioDL.OnnxRuntime.Tests.Operators;

public sealed class UnaryTests
{
    private static readonly string[] Plain =
    [
        "Relu", "LeakyRelu", "ThresholdedRelu", "Elu", "Selu", "Celu", "Sigmoid", "HardSigmoid", "HardSwish", "Tanh", "Softplus", "Softsign", "Mish", "Gelu", "Erf",
        "Sqrt", "Exp", "Log", "Abs", "Neg", "Sign", "Floor", "Ceil", "Round", "Reciprocal", "Clip",
    ];

    private static readonly float[] Hard =
    [
        float.NaN, float.PositiveInfinity, float.NegativeInfinity, 0, -0f, 0.5f, 1.5f, 2.5f, -0.5f, -1.5f, -2.5f, 1e-30f, -1e-30f, 1e-3f, -1e-3f, 3, -3, 6, -6, 20, -20, 88, -88, 89,
        -104, 1e30f, -1e30f, 0.62f, 0.63f, 3.9f, -3.9f, float.MaxValue, float.MinValue,
    ];

    private static readonly ElementType[] Signed = [ElementType.Int32, ElementType.Int64, ElementType.Int8, ElementType.Int16];

    public static TheoryData<OperatorCase> Cases =>
    [
        .. Plain.Select(name => new OperatorCase(name, 20, [Floats(3, 37)])),
        .. Plain.Select(name => new OperatorCase(name, 20, [Floats(2, 3, 70, 90)])),
        .. Plain.Select(name => new OperatorCase(name, 20, [Floats(0, 3)])),
        .. Plain.Select(name => new OperatorCase(name, 20, [Values(Hard, Hard.Length)])),
        .. Plain.Except(["Gelu", "Mish", "HardSwish"]).Select(name => new OperatorCase(name, 13, [Floats(5)])),
        .. new[] { "Relu", "Sqrt", "Exp", "Log", "Abs", "Neg", "Sign", "Floor", "Ceil", "Round", "Reciprocal", "Sigmoid", "Tanh", "Clip" }
            .Select(name => new OperatorCase(name, 13, [Random(ElementType.Float64, 3, 7)])),
        .. Signed.Select(type => new OperatorCase("Abs", 13, [Random(type, 70)])),
        .. Signed.Select(type => new OperatorCase("Neg", 13, [Random(type, 70)])),
        .. Signed.Select(type => new OperatorCase("Sign", 13, [Random(type, 70)])),
        new("Relu", 14, [Random(ElementType.Int32, 70)]),
        new("Abs", 13, [Random(ElementType.UInt8, 20)]),
        new("Neg", 13, [Values([int.MinValue, int.MaxValue, 0], 3)]),
        new("LeakyRelu", 16, [Floats(100)], ("alpha", 0.3f)),
        new("LeakyRelu", 11, [Floats(100)], ("alpha", -2f)),
        new("ThresholdedRelu", 11, [Floats(100)], ("alpha", 0.2f)),
        new("Elu", 11, [Floats(100)], ("alpha", 0.7f)),
        new("Selu", 11, [Floats(100)], ("alpha", 1.2f), ("gamma", 0.4f)),
        new("Celu", 12, [Floats(100)], ("alpha", 1.7f)),
        new("HardSigmoid", 11, [Floats(100)], ("alpha", 0.5f), ("beta", 0.3f)),
        new("Gelu", 20, [Floats(500)], ("approximate", "tanh")),
        new("Gelu", 20, [Values(Hard, Hard.Length)], ("approximate", "tanh")),
        new("Clip", 11, [Floats(100), Scalar(-0.5f), Scalar(0.7f)]),
        new("Clip", 13, [Floats(100), Nothing, Scalar(0.7f)]),
        new("Clip", 13, [Floats(100), Scalar(0.1f)]),
        new("Clip", 13, [Values(Hard, Hard.Length), Scalar(-2f), Scalar(2f)]),
        new("Clip", 13, [Floats(100), Scalar(1f), Scalar(-1f)]),
        new("Clip", 12, [Random(ElementType.Int64, 50), Scalar(-3L), Scalar(4L)]),
        new("Clip", 12, [Random(ElementType.Int32, 50), Scalar(-3), Scalar(4)]),
        new("Clip", 12, [Random(ElementType.UInt8, 50), Scalar((byte)3)]),
        new("Clip", 13, [Random(ElementType.Float64, 50), Scalar(-0.25), Scalar(0.25)]),
    ];

    [OnnxRuntimeTheory, MemberData(nameof(Cases))]
    public void Each_element_is_that_of_ONNX_Runtime(OperatorCase each) => each.Check();
}
