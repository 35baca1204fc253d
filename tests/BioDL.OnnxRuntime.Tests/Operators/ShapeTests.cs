using BioDL.Learning;
using BioDL.OnnxRuntime.Tests.Oracle;
using static BioDL.OnnxRuntime.Tests.Oracle.Given;

namespace BioDL.OnnxRuntime.Tests.Operators;

public sealed class ShapeTests
{
    public static TheoryData<OperatorCase> Cases =>
    [
        new("Reshape", 13, [Floats(2, 3, 4), Constant(4, 6L)]),
        new("Reshape", 13, [Floats(2, 3, 4), Constant(0, -1L)]),
        new("Reshape", 14, [Floats(2, 3, 4), Constant(-1L)]),
        new("Reshape", 14, [Floats(2, 0, 4), Constant(0, 4, 0L)], ("allowzero", 1L)),
        new("Reshape", 21, [Random(ElementType.Int64, 6), Constant(0, 1, -1L)]),
        new("Reshape", 11, [Bools(2, 2), Constant(4L)]),
        new("Reshape", 13, [Floats(1), Values<long>([], 0)]),
        new("Flatten", 11, [Floats(2, 3, 4)]),
        new("Flatten", 13, [Floats(2, 3, 4)], ("axis", 0L)),
        new("Flatten", 13, [Floats(2, 3, 4)], ("axis", 3L)),
        new("Flatten", 13, [Floats(2, 3, 4)], ("axis", -1L)),
        new("Squeeze", 11, [Floats(1, 3, 1, 2)]),
        new("Squeeze", 11, [Floats(1, 3, 1, 2)], ("axes", new[] { 0L })),
        new("Squeeze", 13, [Floats(1, 3, 1, 2), Constant(-2L)]),
        new("Squeeze", 21, [Random(ElementType.Int32, 1, 1)]),
        new("Unsqueeze", 11, [Floats(3, 2)], ("axes", new[] { 0L, 3L })),
        new("Unsqueeze", 13, [Floats(3, 2), Constant(-1, 1L)]),
        new("Unsqueeze", 13, [Scalar(4f), Constant(0L)]),
        new("Shape", 13, [Floats(3, 2, 5)]),
        new("Shape", 15, [Floats(3, 2, 5)], ("start", 1L)),
        new("Shape", 15, [Floats(3, 2, 5)], ("start", -2L), ("end", -1L)),
        new("Shape", 19, [Floats(3, 2, 5)], ("start", 2L), ("end", 1L)),
        new("Size", 13, [Floats(3, 2, 5)]),
        new("Identity", 13, [Random(ElementType.Float64, 3)]),
    ];

    [OnnxRuntimeTheory, MemberData(nameof(Cases))]
    public void Shapes_are_those_of_ONNX_Runtime(OperatorCase each) => each.Check();
}
