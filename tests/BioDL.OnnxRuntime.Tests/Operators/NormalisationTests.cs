using BioDL.Learning;
using BioDL.OnnxRuntime.Tests.Oracle;
using static BioDL.OnnxRuntime.Tests.Oracle.Given;

namespace BioDL.OnnxRuntime.Tests.Operators;

public sealed class NormalisationTests
{
    private static readonly string[] Both = ["Softmax", "LogSoftmax"];

    private static readonly float[] Rows =
    [
        1, 2, 3, float.NegativeInfinity, float.NegativeInfinity, float.NegativeInfinity, float.NegativeInfinity, 1, 2, float.NaN, 1, 2, 1000, 1000, -1000, float.PositiveInfinity, 1, 2,
    ];

    public static TheoryData<OperatorCase> Cases =>
    [
        .. Both.Select(name => new OperatorCase(name, 11, [Floats(3, 4, 5)])),
        .. Both.Select(name => new OperatorCase(name, 11, [Floats(3, 4, 5)], ("axis", 2L))),
        .. Both.Select(name => new OperatorCase(name, 11, [Floats(3, 4, 5)], ("axis", 0L))),
        .. Both.Select(name => new OperatorCase(name, 13, [Floats(3, 4, 5)])),
        .. Both.Select(name => new OperatorCase(name, 13, [Floats(2, 4, 50, 60)], ("axis", 1L))),
        .. Both.Select(name => new OperatorCase(name, 13, [Floats(6, 5)], ("axis", 0L))),
        .. Both.Select(name => new OperatorCase(name, 13, [Floats(2, 3000)], ("axis", -1L))),
        .. Both.Select(name => new OperatorCase(name, 13, [Values(Rows, 6, 3)])),
        .. Both.Select(name => new OperatorCase(name, 13, [Values(Rows, 3, 6)], ("axis", 0L))),
        .. Both.Select(name => new OperatorCase(name, 13, [Floats(0, 3)])),
        .. Both.Select(name => new OperatorCase(name, 13, [Random(ElementType.Float64, 4, 3)])),
        new("BatchNormalization", 15, [Floats(2, 3, 4, 5), Floats(3), Floats(3), Floats(3), Positive(3)]),
        new("BatchNormalization", 11, [Floats(2, 20, 40, 50), Floats(20), Floats(20), Floats(20), Positive(20)], ("epsilon", 0.01f)),
        new("BatchNormalization", 15, [Floats(2, 3), Floats(3), Floats(3), Floats(3), Positive(3)]),
        new("BatchNormalization", 13, [Floats(2, 3, 300), Floats(3), Floats(3), Floats(3), Positive(3)]),
        new("InstanceNormalization", 11, [Floats(2, 3, 40, 50), Floats(3), Floats(3)]),
        new("InstanceNormalization", 11, [Floats(1, 3, 200, 150), Floats(3), Floats(3)], ("epsilon", 0.01f)),
        new("InstanceNormalization", 11, [Floats(2, 5, 7), Floats(5), Floats(5)]),
        new("GroupNormalization", 21, [Floats(2, 6, 4, 5), Floats(6), Floats(6)], ("num_groups", 3L)),
        new("GroupNormalization", 18, [Floats(2, 6, 4, 5), Floats(3), Floats(3)], ("num_groups", 3L)),
        new("GroupNormalization", 21, [Floats(1, 4, 30, 50), Floats(4), Floats(4)], ("num_groups", 1L), ("epsilon", 0.1f)),
        new("LayerNormalization", 17, [Floats(3, 4, 50), Floats(50), Floats(50)]) { Outputs = 3 },
        new("LayerNormalization", 17, [Floats(3, 4, 50), Floats(4, 50)], ("axis", 1L)),
        new("LayerNormalization", 17, [Floats(300, 64), Floats(64), Floats(64)], ("epsilon", 0.01f)) { Outputs = 3 },
        new("LpNormalization", 11, [Floats(3, 4, 50)]),
        new("LpNormalization", 11, [Floats(3, 4, 50)], ("axis", 1L), ("p", 1L)),
        new("LpNormalization", 11, [Values([0f, 0, 1, 2], 2, 2)]),
    ];

    [OnnxRuntimeTheory, MemberData(nameof(Cases))]
    public void Scales_are_those_of_ONNX_Runtime(OperatorCase each) => each.Check();

    /// <summary>Variances.</summary>
    private static Given Positive(int count) => Values(Enumerable.Range(1, count).Select(n => 0.3f * n).ToArray(), count);
}
