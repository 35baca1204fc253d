using BioDL.Learning;
using BioDL.OnnxRuntime.Tests.Oracle;
using static BioDL.OnnxRuntime.Tests.Oracle.Given;

namespace BioDL.OnnxRuntime.Tests.Operators;

public sealed class PadTests
{
    private static readonly string[] Modes = ["constant", "reflect", "edge", "wrap"];

    public static TheoryData<OperatorCase> Cases =>
    [
        new("Pad", 13, [Floats(3, 4), Constant(1, 2, 0, 3L)]),
        new("Pad", 13, [Floats(3, 4), Constant(1, 2, 0, 3L), Scalar(7f)]),
        new("Pad", 11, [Random(ElementType.Int64, 3, 4), Constant(-1, 2, 0, -3L), Scalar(-5L)]),
        new("Pad", 13, [Random(ElementType.Int32, 4), Constant(2, 1L), Scalar(3)]),
        new("Pad", 13, [Bools(4), Constant(2, 1L), Scalar(true)]),
        new("Pad", 13, [Random(ElementType.Float64, 2, 3), Constant(0, 1, 1, 0L)], ("mode", "edge")),
        new("Pad", 18, [Floats(1, 2, 5, 6), Constant(2, 1, 3, 4L), Nothing, Constant(2, -1L)], ("mode", "reflect")),
        // Not more in front than there are elements: ONNX Runtime 1.29 then reads memory that it has not written.
        new("Pad", 19, [Floats(5, 6), Constant(5, -2, 8, 4L)], ("mode", "wrap")),
        new("Pad", 13, [Floats(1, 3, 100, 120), Constant(0, 0, 20, 30, 0, 0, 12, 8L)], ("mode", "reflect")),
        new("Pad", 13, [Floats(0, 3), Constant(1, 1, 1, 1L), Scalar(2f)]),
        .. Enumerable.Range(0, 24).Select(RandomPad),
    ];

    [OnnxRuntimeTheory, MemberData(nameof(Cases))]
    public void Borders_are_those_of_ONNX_Runtime(OperatorCase each) => each.Check();

    private static OperatorCase RandomPad(int seed)
    {
        var random = new Random(seed);
        var mode = Modes[seed % Modes.Length];
        int[] sizes = [.. Enumerable.Range(0, random.Next(1, 5)).Select(_ => random.Next(2, 8))];
        // Mirroring reaches as far as there are other elements; negative amounts leave at least one.
        long[] before = [.. sizes.Select(size => (long)random.Next(0, size))];
        long[] after = [.. sizes.Select(size => (long)random.Next(0, size))];
        if (mode == "constant" || seed > 11)
        {
            before = [.. before.Select((amount, axis) => random.Next(3) == 0 ? -random.Next(0, sizes[axis]) : amount)];
            after = [.. after.Select((amount, axis) => mode == "constant" ? amount : Math.Min(amount, sizes[axis] - 1 + Math.Min(0, before[axis])))];
        }
        return new("Pad", 19, [Floats(sizes), Constant([.. before, .. after])], ("mode", mode));
    }
}
