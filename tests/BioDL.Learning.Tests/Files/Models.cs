using BioDL.Learning.Files.Wire;
using Google.Protobuf;
using Kind = BioDL.Learning.Files.Wire.AttributeProto.Types.AttributeType;

namespace BioDL.Learning.Tests.Files;

/// <summary>Small models as the messages of a file.</summary>
internal static class Models
{
    /// <summary>A model that pads, with initialisers given and nothing wrong: y = Pad(x, pads).</summary>
    public static ModelProto Padding(params TensorProto[] initialisers) => Of(new GraphProto
    {
        Name = "padding",
        Node = { Node("Pad", ["x", "pads"], ["y"]) },
        Input = { Value("x", 1, 1, 1, 4, 4) },
        Output = { Value("y", 1) },
        Initializer = { new TensorProto { Name = "pads", DataType = 7, Dims = { 8 }, Int64Data = { 0, 0, 1, 1, 0, 0, 1, 1 } }, initialisers },
    });

    /// <summary>A model of a network.</summary>
    public static ModelProto Of(GraphProto graph, int opset = 17) => new()
    {
        IrVersion = 8,
        ProducerName = "tests",
        OpsetImport = { new OperatorSetIdProto { Version = opset } },
        Graph = graph,
    };

    /// <summary>A model of nodes from x to y.</summary>
    public static ModelProto Of(params NodeProto[] nodes) => Of(new GraphProto
    {
        Name = "nodes",
        Node = { nodes },
        Input = { Value("x", 1) },
        Output = { Value("y", 1) },
    });

    public static NodeProto Node(string type, string[] inputs, string[] outputs, params AttributeProto[] attributes) =>
        new() { OpType = type, Name = $"the {type}", Input = { inputs }, Output = { outputs }, Attribute = { attributes } };

    public static ValueInfoProto Value(string name, int type, params long[] sizes)
    {
        var tensor = new TypeProto.Types.Tensor { ElemType = type };
        if (sizes.Length > 0)
            tensor.Shape = new TensorShapeProto { Dim = { sizes.Select(size => new TensorShapeProto.Types.Dimension { DimValue = size }) } };
        return new ValueInfoProto { Name = name, Type = new TypeProto { TensorType = tensor } };
    }

    public static TensorProto Raw(string name, int type, byte[] bytes, params long[] sizes) =>
        new() { Name = name, DataType = type, Dims = { sizes }, RawData = ByteString.CopyFrom(bytes) };

    public static TensorProto Floats(string name, params long[] sizes) => Raw(name, 1, new byte[4 * sizes.Aggregate(1L, (left, right) => left * right)], sizes);

    public static AttributeProto Attribute(string name, long value) => new() { Name = name, Type = Kind.Int, I = value };

    public static AttributeProto Attribute(string name, long[] values) => new() { Name = name, Type = Kind.Ints, Ints = { values } };

    public static AttributeProto Attribute(string name, string text) => new() { Name = name, Type = Kind.String, S = ByteString.CopyFromUtf8(text) };

    public static AttributeProto Attribute(string name, GraphProto graph) => new() { Name = name, Type = Kind.Graph, G = graph };

    /// <summary>Loads a model that must be fine.</summary>
    public static OnnxModel Load(ModelProto model) => OnnxModel.Load(model.ToByteArray());

    /// <summary>The message with which a model is refused.</summary>
    public static string Refusal(ModelProto model) => Refusal(model.ToByteArray());

    /// <summary>The message with which bytes are refused.</summary>
    public static string Refusal(byte[] bytes) => Assert.Throws<OnnxException>(() => OnnxModel.Load(bytes).Dispose()).Message;

    /// <summary>The problems with which a model is refused, when there are several.</summary>
    public static string[] Problems(ModelProto model) => [.. Refusal(model).Split("\n- ")[1..]];
}
