using System.Globalization;
using System.Text.Json;
using BioDL.Learning.Files;
using BioDL.Learning.Files.Wire;
using Google.Protobuf;

namespace BioDL.Learning.Tests.Files;

/// <summary>Files that the reference implementation wrote, see Fixtures/make_models.py.</summary>
public sealed class FrozenModelTests
{
    public static TheoryData<int> Opsets => [.. Enumerable.Range(11, 11)];

    [Theory]
    [MemberData(nameof(Opsets))]
    public void Files_of_the_reference_implementation_hold_the_numbers_that_it_put_in(int opset)
    {
        var file = Read(opset);
        Assert.Equal(opset, file.Opset);
        Assert.Equal(("make_models", $"{opset}"), (file.Metadata.Producer, file.Metadata.Properties["opset"]));
        Assert.Equal("x: Float32 (rows, 3)", file.Graph.Inputs[0].ToString());
        using var expected = JsonDocument.Parse(File.ReadAllText(Place("expected.json")));
        foreach (var tensor in expected.RootElement.EnumerateObject())
        {
            var found = file.Graph.Initialisers[tensor.Name];
            Assert.Equal(tensor.Value.GetProperty("shape").EnumerateArray().Select(size => size.GetInt32()), found.Shape.ToArray());
            Assert.Equal(tensor.Value.GetProperty("values").EnumerateArray().Select(value => value.GetString()!).Select(Number), Values(found));
        }
        Assert.Equal([1f, 2, 3], file.Graph.Nodes[0].Attributes.TensorOf("value")!.ToArray<float>());
        Assert.Equal("Neg", file.Graph.Nodes[1].Attributes.GraphOf("else_branch")!.Nodes[0].Operator);
        file.Graph.Free();
    }

    [Theory]
    [MemberData(nameof(Opsets))]
    public void They_pass_the_check_and_run(int opset)
    {
        using var model = OnnxModel.Load(Place($"opset-{opset}.onnx"));
        using var image = Tensor.From([4f, 5, 6], 1, 3);
        using var result = model.Run(image);
        Assert.Equal([4f, 5, 6, 1, 2, 3], result.ToArray<float>());
    }

    [Theory]
    [MemberData(nameof(Opsets))]
    public void They_are_written_as_they_were_read(int opset)
    {
        var file = Read(opset);
        var written = ModelWriter.Write(file.Graph, file.Opset, file.Metadata, file.Rest).ToByteArray();
        var before = ModelProto.Parser.ParseFrom(File.ReadAllBytes(Place($"opset-{opset}.onnx")));
        if (opset == 15)
            MoveIn(before, File.ReadAllBytes(Place("opset-15.bin")));
        Assert.Equal(before, ModelProto.Parser.ParseFrom(written));
        file.Graph.Free();
    }

    /// <summary>Takes the numbers of the file beside the model in, as writing does.</summary>
    private static void MoveIn(ModelProto model, byte[] beside)
    {
        foreach (var tensor in model.Graph.Initializer.Where(tensor => tensor.ExternalData.Count > 0))
        {
            int Entry(string key) => int.Parse(tensor.ExternalData.Single(entry => entry.Key == key).Value, CultureInfo.InvariantCulture);
            tensor.RawData = ByteString.CopyFrom(beside, Entry("offset"), Entry("length"));
            tensor.ExternalData.Clear();
            tensor.ClearDataLocation();
        }
    }

    private static ModelFile Read(int opset)
    {
        var problems = new Problems();
        var file = ModelLoader.FromFile(Place($"opset-{opset}.onnx"), problems);
        Assert.Empty(problems.Found);
        return file;
    }

    private static double Number(string text) => text is "True" or "False" ? text == "True" ? 1 : 0 : double.Parse(text, CultureInfo.InvariantCulture);

    private static double[] Values(Tensor tensor) => tensor.Type switch
    {
        ElementType.Float32 => Array.ConvertAll(tensor.ToArray<float>(), value => (double)value),
        ElementType.Float16 => Array.ConvertAll(tensor.ToArray<Half>(), value => (double)value),
        ElementType.Float64 => tensor.ToArray<double>(),
        ElementType.Int8 => Array.ConvertAll(tensor.ToArray<sbyte>(), value => (double)value),
        ElementType.Int16 => Array.ConvertAll(tensor.ToArray<short>(), value => (double)value),
        ElementType.Int32 => Array.ConvertAll(tensor.ToArray<int>(), value => (double)value),
        ElementType.Int64 => Array.ConvertAll(tensor.ToArray<long>(), value => (double)value),
        ElementType.UInt8 => Array.ConvertAll(tensor.ToArray<byte>(), value => (double)value),
        ElementType.UInt16 => Array.ConvertAll(tensor.ToArray<ushort>(), value => (double)value),
        ElementType.UInt32 => Array.ConvertAll(tensor.ToArray<uint>(), value => (double)value),
        ElementType.UInt64 => Array.ConvertAll(tensor.ToArray<ulong>(), value => (double)value),
        _ => Array.ConvertAll(tensor.ToArray<bool>(), value => value ? 1d : 0),
    };

    private static string Place(string name) => Path.Combine(AppContext.BaseDirectory, "Files", "Fixtures", name);
}
