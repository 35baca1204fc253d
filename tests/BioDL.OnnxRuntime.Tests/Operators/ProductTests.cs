using BioDL.Learning;
using BioDL.OnnxRuntime.Tests.Oracle;
using static BioDL.OnnxRuntime.Tests.Oracle.Given;

namespace BioDL.OnnxRuntime.Tests.Operators;

public sealed class ProductTests
{
    public static TheoryData<OperatorCase> Cases =>
    [
        new("MatMul", 13, [Floats(3, 4), Floats(4, 5)]),
        new("MatMul", 13, [Floats(150, 70), Floats(70, 310)]),
        new("MatMul", 13, [Floats(7), Floats(7)]),
        new("MatMul", 13, [Floats(7), Floats(7, 5)]),
        new("MatMul", 13, [Floats(6, 7), Floats(7)]),
        new("MatMul", 13, [Floats(7), Floats(3, 7, 5)]),
        new("MatMul", 13, [Floats(3, 6, 7), Floats(7)]),
        new("MatMul", 13, [Floats(1, 70), Floats(70, 1500)]),
        // Sums of hundreds of numbers near 0 are compared in a unit in which rounding does not show.
        new("Gemm", 13, [Floats(150, 600), Floats(600, 310)], ("alpha", 0.03f)),
        new("Gemm", 13, [Floats(1, 700), Floats(700, 1500)], ("alpha", 0.03f)),
        new("MatMul", 13, [Floats(1500, 70), Floats(70, 2)]),
        new("MatMul", 13, [Floats(2, 3, 8, 9), Floats(9, 10)]),
        new("MatMul", 13, [Floats(2, 3, 8, 9), Floats(2, 3, 9, 10)]),
        new("MatMul", 13, [Floats(2, 1, 8, 9), Floats(3, 9, 10)]),
        new("MatMul", 13, [Floats(5, 4), Floats(2, 3, 4, 6)]),
        new("MatMul", 13, [Floats(2, 130, 140), Floats(2, 140, 150)]),
        new("MatMul", 13, [Floats(3, 0), Floats(0, 5)]),
        new("MatMul", 13, [Floats(0, 4), Floats(4, 5)]),
        new("MatMul", 13, [Random(ElementType.Float64, 20, 30), Random(ElementType.Float64, 30, 17)]),
        new("MatMul", 13, [Random(ElementType.Int32, 5, 6), Random(ElementType.Int32, 2, 6, 3)]),
        new("MatMul", 13, [Random(ElementType.Int64, 5, 6), Random(ElementType.Int64, 6, 3)]),
        new("Gemm", 13, [Floats(3, 4), Floats(4, 5)]),
        new("Gemm", 11, [Floats(3, 4), Floats(4, 5), Floats(5)]),
        new("Gemm", 13, [Floats(30, 40), Floats(50, 40), Floats(30, 1)], ("transB", 1L), ("alpha", 0.5f), ("beta", 2f)),
        new("Gemm", 13, [Floats(40, 30), Floats(40, 50), Scalar(1.5f)], ("transA", 1L)),
        new("Gemm", 13, [Floats(40, 30), Floats(50, 40), Floats(30, 50)], ("transA", 1L), ("transB", 1L)),
        new("Gemm", 13, [Floats(1, 512), Floats(1000, 512), Floats(1000)], ("transB", 1L)),
        new("Gemm", 13, [Floats(3, 4), Floats(4, 5), Floats(3, 5)], ("beta", 0f)),
        new("Gemm", 13, [Random(ElementType.Float64, 9, 4), Random(ElementType.Float64, 4, 5), Random(ElementType.Float64, 1, 5)]),
        .. Enumerable.Range(0, 30).Select(RandomSizes),
    ];

    [OnnxRuntimeTheory, MemberData(nameof(Cases))]
    public void Products_are_those_of_ONNX_Runtime(OperatorCase each) => each.Check();

    private static OperatorCase RandomSizes(int seed)
    {
        var random = new Random(seed);
        int rows = random.Next(1, 90), depth = random.Next(1, 400), columns = random.Next(1, 90);
        bool transA = random.Next(2) == 0, transB = random.Next(2) == 0;
        return new(
            "Gemm", 11 + seed % 11,
            [transA ? Floats(depth, rows) : Floats(rows, depth), transB ? Floats(columns, depth) : Floats(depth, columns), Floats(columns)],
            ("transA", transA ? 1L : 0), ("transB", transB ? 1L : 0), ("alpha", random.NextSingle()))
        { Seed = seed };
    }
}
