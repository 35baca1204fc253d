using BioDL.OnnxRuntime.Tests.Oracle;
using static BioDL.OnnxRuntime.Tests.Oracle.Given;

namespace BioDL.OnnxRuntime.Tests.Operators;

public sealed class ConvolutionTests
{
    private static readonly string[] AutoPads = ["VALID", "SAME_UPPER", "SAME_LOWER"];

    public static TheoryData<OperatorCase> Convolutions =>
    [
        new("Conv", 13, [Floats(1, 1, 7, 9), Floats(1, 1, 3, 3)]),
        new("Conv", 13, [Floats(2, 17, 9, 40), Floats(33, 17, 3, 3), Floats(33)], ("pads", new[] { 1L, 1, 1, 1 })),
        new("Conv", 13, [Floats(2, 32, 21, 20), Floats(40, 32, 3, 3), Floats(40)], ("pads", new[] { 1L, 1, 1, 1 })),
        new("Conv", 13, [Floats(1, 16, 9, 11), Floats(16, 16, 3, 3)], ("pads", new[] { 0L, 2, 1, 3 })),
        new("Conv", 13, [Floats(1, 3, 20, 17), Floats(16, 3, 7, 7)], ("pads", new[] { 3L, 3, 3, 3 }), ("strides", new[] { 2L, 2 })),
        new("Conv", 11, [Floats(1, 20, 9, 11), Floats(5, 20, 3, 2)], ("pads", new[] { 0L, 1, 2, 0 }), ("strides", new[] { 3L, 2 }), ("dilations", new[] { 2L, 3 })),
        new("Conv", 13, [Floats(1, 32, 9, 11), Floats(32, 1, 3, 3), Floats(32)], ("group", 32L), ("pads", new[] { 1L, 1, 1, 1 })),
        new("Conv", 13, [Floats(1, 12, 9, 11), Floats(8, 3, 3, 3)], ("group", 4L), ("strides", new[] { 1L, 2 })),
        new("Conv", 13, [Floats(1, 48, 9, 11), Floats(64, 24, 1, 1)], ("group", 2L)),
        new("Conv", 13, [Floats(1, 40, 9, 50), Floats(2, 40, 1, 1), Floats(2)]),
        new("Conv", 13, [Floats(2, 5, 31), Floats(7, 5, 4), Floats(7)], ("pads", new[] { 2L, 1 }), ("dilations", new[] { 2L })),
        new("Conv", 13, [Floats(1, 16, 4, 4), Floats(16, 16, 3, 3)], ("pads", new[] { 20L, 20, 20, 20 }), ("dilations", new[] { 20L, 20 })),
        .. AutoPads.Select(pad => new OperatorCase("Conv", 13, [Floats(1, 4, 10, 11), Floats(5, 4, 4, 3)], ("auto_pad", pad), ("strides", new[] { 3L, 2 }))),
    ];

    public static TheoryData<OperatorCase> Transposed =>
    [
        new("ConvTranspose", 13, [Floats(1, 32, 9, 11), Floats(32, 16, 2, 2), Floats(16)], ("strides", new[] { 2L, 2 })),
        new("ConvTranspose", 13, [Floats(2, 5, 6, 7), Floats(5, 3, 3, 4)], ("strides", new[] { 2L, 3 }), ("pads", new[] { 1L, 0, 1, 2 }), ("output_padding", new[] { 1L, 0 })),
        new("ConvTranspose", 13, [Floats(1, 8, 6, 7), Floats(8, 3, 3, 3)], ("group", 4L), ("dilations", new[] { 2L, 2 })),
        new("ConvTranspose", 13, [Floats(1, 4, 6, 7), Floats(4, 2, 1, 1)], ("strides", new[] { 3L, 2 })),
        new("ConvTranspose", 13, [Floats(1, 4, 17), Floats(4, 2, 4)], ("strides", new[] { 2L })),
        new("ConvTranspose", 13, [Floats(1, 4, 6, 7), Floats(4, 2, 3, 3)], ("strides", new[] { 2L, 2 }), ("output_shape", new[] { 12L, 15 })),
        .. AutoPads.Select(pad => new OperatorCase("ConvTranspose", 13, [Floats(1, 4, 6, 7), Floats(4, 2, 3, 4)], ("auto_pad", pad), ("strides", new[] { 2L, 2 }))),
    ];

    public static TheoryData<OperatorCase> Pools =>
    [
        .. from name in new[] { "MaxPool", "AveragePool" } from ceiling in new[] { 0L, 1 } from channels in new[] { 3, 20 }
           select new OperatorCase(name, 19, [Floats(2, channels, 11, 10)],
               ("kernel_shape", new[] { 3L, 2 }), ("strides", new[] { 2L, 3 }), ("pads", new[] { 1L, 0, 2, 1 }), ("ceil_mode", ceiling)),
        new("MaxPool", 13, [Floats(1, 20, 11, 10)], ("kernel_shape", new[] { 3L, 3 }), ("dilations", new[] { 2L, 3 })),
        new("MaxPool", 13, [Floats(1, 3, 20)], ("kernel_shape", new[] { 4L })),
        new("MaxPool", 13, [Random(Learning.ElementType.UInt8, 1, 3, 7, 7)], ("kernel_shape", new[] { 2L, 2 })),
        new("AveragePool", 19, [Floats(2, 20, 11, 10)], ("kernel_shape", new[] { 3L, 3 }), ("pads", new[] { 1L, 1, 1, 1 }), ("count_include_pad", 1L)),
        new("AveragePool", 19, [Floats(2, 20, 11, 10)],
            ("kernel_shape", new[] { 3L, 3 }), ("strides", new[] { 3L, 3 }), ("pads", new[] { 1L, 1, 1, 1 }), ("count_include_pad", 1L), ("ceil_mode", 1L)),
        .. AutoPads.Select(pad => new OperatorCase("MaxPool", 13, [Floats(1, 9, 10, 11)], ("kernel_shape", new[] { 3L, 2 }), ("strides", new[] { 2L, 2 }), ("auto_pad", pad))),
        .. AutoPads.Select(pad => new OperatorCase("AveragePool", 13, [Floats(1, 9, 10, 11)], ("kernel_shape", new[] { 3L, 2 }), ("strides", new[] { 2L, 2 }), ("auto_pad", pad))),
        new("GlobalAveragePool", 13, [Floats(2, 20, 11, 10)]),
        new("GlobalMaxPool", 13, [Floats(2, 3, 17)]),
    ];

    [OnnxRuntimeTheory, MemberData(nameof(Convolutions))]
    public void Convolutions_are_those_of_ONNX_Runtime(OperatorCase each) => each.Check();

    [OnnxRuntimeTheory, MemberData(nameof(Transposed))]
    public void Transposed_convolutions_are_those_of_ONNX_Runtime(OperatorCase each) => each.Check();

    [OnnxRuntimeTheory, MemberData(nameof(Pools))]
    public void Pools_are_those_of_ONNX_Runtime(OperatorCase each) => each.Check();
}
