using BioDL.Learning.Files.Wire;
using BioDL.Learning.Graphs;
using Google.Protobuf;

namespace BioDL.Learning.Tests.Files;

public sealed class RoundTripTests
{
    [Fact]
    public void What_is_not_understood_stays_in_the_file()
    {
        var file = Models.Padding(Models.Raw("raw", 1, [0, 0, 128, 63], 1), new TensorProto { Name = "typed", DataType = 10, Dims = { 1 }, Int32Data = { 0x3C00 }, DocString = "half" });
        file.DocString = "A model.";
        file.MetadataProps.Add(new StringStringEntryProto { Key = "licence", Value = "MIT" });
        file.MetadataProps.Add(new StringStringEntryProto { Key = "licence", Value = "said twice" });
        file.OpsetImport.Add(new OperatorSetIdProto { Domain = "com.microsoft", Version = 1 });
        file.Graph.ValueInfo.Add(Models.Value("y", 1, 1, 1, 6, 6));
        file.Graph.DocString = "A graph.";
        file.Graph.Node[0].DocString = "A node.";
        file.Graph.Node[0].Attribute.Add(Models.Attribute("mode", "edge"));
        file.Graph.Node[0].Attribute[0].DocString = "An attribute.";
        file.Graph.Input[0].DocString = "An input.";
        file.Graph.Input[0].Type.TensorType.Shape.Dim[0].Denotation = "DATA_BATCH";
        file.Graph.Input[0].Type.TensorType.Shape.Dim[1] = new() { DimParam = "channels" };
        file.Graph.Input[0].Type.TensorType.Shape.Dim[2] = new();
        file.Graph.Input[0].Type.TensorType.Shape.Dim[3] = new() { DimValue = -1 };
        // Fields that this library has never heard of: one in the model, one in the graph, one in a node.
        byte[] bytes = [.. WithUnknown(file).ToByteArray(), 0xA2, 0x06, 0x03, 1, 2, 3];
        using var model = OnnxModel.Load(bytes);
        Assert.Equal(ModelProto.Parser.ParseFrom(bytes), ModelProto.Parser.ParseFrom(model.ToBytes()));
        Assert.Equal("x: Float32 (1, channels, ?, ?)", model.Inputs[0].ToString());
    }

    [Fact]
    public void Only_the_weights_that_were_changed_differ()
    {
        var file = Models.Padding(Models.Raw("w", 1, [0, 0, 128, 63], 1), new TensorProto { Name = "typed", DataType = 1, Dims = { 2 }, FloatData = { 1, 2 } });
        using var model = Models.Load(file);
        model.Graph.Initialisers["w"].Span<float>()[0] = 5;
        model.Graph.Initialisers["typed"].Span<float>()[1] = 6;
        var expected = file.Clone();
        expected.Graph.Initializer[1].RawData = ByteString.CopyFrom(BitConverter.GetBytes(5f));
        expected.Graph.Initializer[2].FloatData[1] = 6;
        Assert.Equal(expected, ModelProto.Parser.ParseFrom(model.ToBytes()));
    }

    [Fact]
    public void Shapes_between_operators_are_dropped_when_there_are_new_operators()
    {
        var file = Models.Padding();
        file.Graph.ValueInfo.Add(Models.Value("y", 1, 1, 1, 6, 6));
        using var model = Models.Load(file);
        model.Graph.Nodes.Add(new Node { Operator = "Identity", Inputs = ["y"], Outputs = ["z"] });
        Assert.Empty(ModelProto.Parser.ParseFrom(model.ToBytes()).Graph.ValueInfo);
    }

    [Fact]
    public void A_stream_that_cannot_seek_is_read_from_where_it_stands()
    {
        byte[] bytes = [1, 2, 3, .. Models.Padding().ToByteArray()];
        using var stream = new MemoryStream(bytes);
        stream.Position = 3;
        using var model = OnnxModel.Load(stream);
        Assert.Equal("Pad", model.Graph.Nodes[0].Operator);
    }

    [Fact]
    public void Files_of_the_older_kind_list_their_initialisers_among_the_inputs_and_keep_doing_so()
    {
        var file = Models.Padding();
        file.IrVersion = 3;
        file.Graph.Input.Insert(0, Models.Value("pads", 7, 8));
        using var model = Models.Load(file);
        Assert.Equal(["x"], model.Inputs.Select(input => input.Name));
        Assert.Equal(file, ModelProto.Parser.ParseFrom(model.ToBytes()));
    }

    [Fact]
    public void A_model_made_here_comes_back_with_all_its_attributes_and_graphs()
    {
        var inner = new Graph { Name = "then", Outputs = { new GraphValue("t", ElementType.Float32, null) }, Nodes = { new Node { Operator = "Identity", Inputs = ["x"], Outputs = ["t"] } } };
        var node = new Node
        {
            Operator = "Anything",
            Name = "node",
            Domain = "some.where",
            Inputs = ["x", ""],
            Outputs = ["y"],
            Attributes = new Attributes
            {
                { "i", 3 }, { "f", 0.5f }, { "s", "text" }, { "is", new long[] { 1, -1 } }, { "fs", new[] { 1f, 2f } }, { "ss", new[] { "a", "b" } },
                { "t", Tensor.From([1L, 2], 2) }, { "g", inner },
            },
        };
        var graph = new Graph
        {
            Name = "made",
            Inputs = { new GraphValue("x", ElementType.Float32, [1, new Dimension(null, "n"), new Dimension(null, null)]) },
            Outputs = { new GraphValue("y", ElementType.Float16, null) },
            Nodes = { node },
            Initialisers = { ["w"] = Tensor.From([(Half)1, (Half)2], 1, 2) },
        };
        using var model = new OnnxModel(graph, 20) { Metadata = new() { Producer = "BioDL", Description = "made", Properties = new Dictionary<string, string> { ["a"] = "b" } } };
        var file = ModelProto.Parser.ParseFrom(model.ToBytes());
        Assert.Equal((9, 20, "BioDL", "made"), (file.IrVersion, file.OpsetImport[0].Version, file.ProducerName, file.DocString));
        using var stream = new MemoryStream(model.ToBytes());
        var again = Learning.Files.ModelLoader.FromStream(stream, "again", new Learning.Files.Problems());
        Assert.Equal(model.Metadata.Properties, again.Metadata.Properties);
        Assert.Equal("x: Float32 (1, n, ?)", again.Graph.Inputs[0].ToString());
        Assert.Equal("y: Float16 of any shape", again.Graph.Outputs[0].ToString());
        Assert.Equal([(Half)1, (Half)2], again.Graph.Initialisers["w"].ToArray<Half>());
        var back = Assert.Single(again.Graph.Nodes);
        Assert.Equal(("Anything", "node", "some.where"), (back.Operator, back.Name, back.Domain));
        Assert.Equal(["x", ""], back.Inputs);
        Assert.Equal(node.Attributes.Names, back.Attributes.Names);
        Assert.Equal((3L, 0.5f, "text"), (back.Attributes.Integer("i", 0), back.Attributes.Number("f", 0), back.Attributes.Text("s", "")));
        Assert.Equal([1, -1], back.Attributes.Integers("is")!);
        Assert.Equal([1, 2], back.Attributes.Numbers("fs")!);
        Assert.Equal([1L, 2], back.Attributes.TensorOf("t")!.ToArray<long>());
        Assert.Equal("Identity that writes 't'", Assert.Single(back.Attributes.GraphOf("g")!.Nodes).ToString());
        again.Graph.Free();
    }

    [Fact]
    public void Statements_about_the_model_can_be_changed()
    {
        var file = Models.Padding();
        file.MetadataProps.Add(new StringStringEntryProto { Key = "gone", Value = "1" });
        file.MetadataProps.Add(new StringStringEntryProto { Key = "changed", Value = "2" });
        using var model = Models.Load(file);
        Assert.Equal("tests", model.Metadata.Producer);
        model.Metadata = model.Metadata with { Description = "Trained on my cells.", Properties = new Dictionary<string, string> { ["changed"] = "3", ["new"] = "4" } };
        using var again = OnnxModel.Load(model.ToBytes());
        Assert.Equal("Trained on my cells.", again.Metadata.Description);
        Assert.Equal(["changed 3", "new 4"], again.Metadata.Properties.Select(entry => $"{entry.Key} {entry.Value}"));
    }

    [Fact]
    public void Saving_replaces_a_file_when_all_is_written_and_leaves_nothing_behind_when_it_fails()
    {
        using var folder = new TemporaryFolder();
        using var model = Models.Load(Models.Padding());
        var path = Path.Combine(folder.Path, "model.onnx");
        File.WriteAllText(path, "earlier");
        model.Save(path);
        Assert.Equal(model.ToBytes(), File.ReadAllBytes(path));
        Assert.Throws<DirectoryNotFoundException>(() => model.Save(Path.Combine(folder.Path, "nowhere", "model.onnx")));
        Assert.Equal([path], Directory.GetFiles(folder.Path));
    }

    private static ModelProto WithUnknown(ModelProto file)
    {
        byte[] unknown = [0xAA, 0x06, 0x02, 7, 7];
        var graph = GraphProto.Parser.ParseFrom([.. file.Graph.ToByteArray(), .. unknown]);
        graph.Node[0] = NodeProto.Parser.ParseFrom([.. graph.Node[0].ToByteArray(), .. unknown]);
        file.Graph = graph;
        return file;
    }
}
