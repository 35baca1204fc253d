using System.Runtime.InteropServices;
using BioDL.Learning.Files.Wire;
using Google.Protobuf;

namespace BioDL.Learning.Tests.Files;

/// <summary>Models of one operator each, that reads x of shape (1, 4, 4, 4) and constants.</summary>
internal static class SingleOperators
{
    private static readonly GraphProto Body = new()
    {
        Name = "body",
        Node = { Models.Node("Identity", ["go"], ["on"]), Models.Node("Add", ["state", "x"], ["next"]), Models.Node("ReduceMean", ["next"], ["mean"]) },
        Input = { Models.Value("turn", 7), Models.Value("go", 9), Models.Value("state", 1) },
        Output = { Models.Value("on", 9), Models.Value("next", 1), Models.Value("mean", 1) },
    };

    public static IEnumerable<byte[]> All()
    {
        var axis = Models.Attribute("axis", 1);
        var window = Models.Attribute("kernel_shape", [2, 2]);
        var strides = Models.Attribute("strides", [2, 1]);
        var pads = Models.Attribute("pads", [1, 0, 0, 1]);
        return
        [
            Of("Conv", [Floats("w", 4, 2, 3, 3), Floats("b", 4)], Models.Attribute("group", 2), pads, strides),
            Of("Conv", [Floats("w", 4, 1, 3, 3)], Models.Attribute("group", 4), Models.Attribute("dilations", [2, 1]), Models.Attribute("auto_pad", "SAME_UPPER")),
            Of("ConvTranspose", [Floats("w", 4, 2, 2, 2), Floats("b", 4)], Models.Attribute("group", 2), strides, Models.Attribute("output_padding", [1, 0])),
            Of("MaxPool", [], window, strides, pads, Models.Attribute("ceil_mode", 1)),
            Of("AveragePool", [], window, pads, Models.Attribute("count_include_pad", 1)),
            Of("BatchNormalization", [Floats("s", 4), Floats("b", 4), Floats("m", 4), Floats("v", 4)]),
            Of("InstanceNormalization", [Floats("s", 4), Floats("b", 4)]),
            Of("LayerNormalization", [Floats("s", 4), Floats("b", 4)]),
            Of("Softmax", [], axis),
            Of("PRelu", [Floats("slope", 4, 1, 1)]),
            Of("Clip", [Floats("low"), Floats("high")]),
            Chosen(),
            Of("MatMul", [Floats("w", 4, 3)]),
            Of("Concat", [Floats("w", 1, 2, 4, 4)], axis),
            Of("Split", [Whole("parts", 1, 3)], axis),
            Of("Slice", [Whole("starts", 1, -1), Whole("ends", 3, -9), Whole("axes", 1, 3), Whole("steps", 1, -2)]),
            Of("Pad", [Whole("pads", 0, 0, 1, 1, 0, 0, 1, 1), Floats("value")], Models.Attribute("mode", "reflect")),
            Of("Reshape", [Whole("shape", 0, -1, 2)]),
            Of("Squeeze", [Whole("axes", 0)]),
            Of("Unsqueeze", [Whole("axes", 0, -1)]),
            Of("Transpose", [], Models.Attribute("perm", [0, 2, 3, 1])),
            Of("Expand", [Whole("shape", 2, 4, 4, 4)]),
            Of("Tile", [Whole("repeats", 1, 2, 1, 1)]),
            Of("Gather", [Whole("places", 0, -1)], axis),
            Of("Flatten", [], axis),
            Of("DepthToSpace", [], Models.Attribute("blocksize", 2), Models.Attribute("mode", "CRD")),
            Of("SpaceToDepth", [], Models.Attribute("blocksize", 2)),
            Of("Resize", [Floats("roi", 0), Sizes("scales", 1, 1, 2, 0.5f)], Models.Attribute("mode", "linear"), Models.Attribute("coordinate_transformation_mode", "align_corners")),
            Of("ReduceMean", [], Models.Attribute("axes", [2, -1]), Models.Attribute("keepdims", 0)),
            Of("ReduceSum", [Whole("axes", 1)]),
            Of("ArgMax", [], axis),
            Of("Cast", [], Models.Attribute("to", 10)),
            Of("Dropout", []),
            Of("Pow", [Floats("power")]),
            Models.Of(new GraphProto
            {
                Node = { Models.Node("Loop", ["turns", "go", "x"], ["last", "y"], Models.Attribute("body", Body)) },
                Input = { Models.Value("x", 1, 1, 4, 4, 4) },
                Output = { Models.Value("y", 1) },
                Initializer = { Whole("turns", 3), Models.Raw("go", 9, [1]) },
            }).ToByteArray(),
        ];
    }

    private static byte[] Of(string type, TensorProto[] constants, params AttributeProto[] attributes) => Models.Of(new GraphProto
    {
        Node = { Models.Node(type, ["x", .. constants.Select(constant => constant.Name)], type == "Split" ? ["y", "z"] : ["y"], attributes) },
        Input = { Models.Value("x", 1, 1, 4, 4, 4) },
        Output = { Models.Value("y", 1) },
        Initializer = { constants },
    }).ToByteArray();

    /// <summary>y = x &lt; limit ? x : limit.</summary>
    private static byte[] Chosen() => Models.Of(new GraphProto
    {
        Node = { Models.Node("Less", ["x", "limit"], ["small"]), Models.Node("Where", ["small", "x", "limit"], ["y"]) },
        Input = { Models.Value("x", 1, 1, 4, 4, 4) },
        Output = { Models.Value("y", 1) },
        Initializer = { Floats("limit", 4, 1) },
    }).ToByteArray();

    private static TensorProto Floats(string name, params long[] sizes) => Models.Floats(name, sizes);

    private static TensorProto Sizes(string name, params float[] values) => Models.Raw(name, 1, MemoryMarshal.AsBytes(values.AsSpan()).ToArray(), values.Length);

    private static TensorProto Whole(string name, params long[] values) => Models.Raw(name, 7, MemoryMarshal.AsBytes(values.AsSpan()).ToArray(), values.Length);
}
