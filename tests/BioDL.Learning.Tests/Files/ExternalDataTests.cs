using BioDL.Learning.Files.Wire;
using Google.Protobuf;

namespace BioDL.Learning.Tests.Files;

public sealed class ExternalDataTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly string path;

    public ExternalDataTests()
    {
        path = Path.Combine(Directory.CreateDirectory(Path.Combine(folder.Path, "model")).FullName, "model.onnx");
        float[] numbers = [9, 9, 1, 2, 3, 4];
        File.WriteAllBytes(Beside("weights.bin"), [.. numbers.SelectMany(BitConverter.GetBytes)]);
    }

    [Theory]
    [InlineData("weights.bin")]
    [InlineData("./weights.bin")]
    public void Numbers_in_a_file_beside_the_model_are_read_from_where_they_start(string location)
    {
        Write(location, ("offset", "8"), ("length", "16"));
        using var model = OnnxModel.Load(path);
        Assert.Equal([1f, 2, 3, 4], model.Graph.Initialisers["w"].ToArray<float>());
    }

    [Fact]
    public void A_model_that_is_written_again_has_all_numbers_in_itself()
    {
        Write("weights.bin", ("offset", "8"));
        using var model = OnnxModel.Load(path);
        var copy = Path.Combine(folder.Path, "copy.onnx");
        model.Save(copy);
        using var again = OnnxModel.Load(copy);
        Assert.Equal([1f, 2, 3, 4], again.Graph.Initialisers["w"].ToArray<float>());
        var message = ModelProto.Parser.ParseFrom(File.ReadAllBytes(copy)).Graph.Initializer.Single(tensor => tensor.Name == "w");
        Assert.Equal((false, 0, "kept"), (message.HasDataLocation, message.ExternalData.Count, message.DocString));
        Assert.Single(Directory.GetFiles(folder.Path));
    }

    [Theory]
    [InlineData("../outside.bin")]
    [InlineData("a/../../outside.bin")]
    [InlineData("/etc/passwd")]
    [InlineData("C:\\windows\\win.ini")]
    [InlineData("..\\outside.bin")]
    [InlineData("")]
    public void Files_outside_of_the_model_s_folder_are_not_touched(string location)
    {
        File.WriteAllBytes(Path.Combine(folder.Path, "outside.bin"), new byte[16]);
        Write(location);
        Assert.Equal(
            $"{path}: initialiser 'w' keeps its numbers in '{location}', but only files inside the model's folder are read. Put the file beside the model and name it so.",
            Assert.Throws<OnnxException>(() => OnnxModel.Load(path)).Message);
    }

    [SkippableOnWindowsFact]
    public void Links_are_not_followed_neither_of_files_nor_of_folders()
    {
        File.WriteAllBytes(Path.Combine(folder.Path, "outside.bin"), new byte[16]);
        File.CreateSymbolicLink(Beside("link.bin"), Path.Combine(folder.Path, "outside.bin"));
        Directory.CreateSymbolicLink(Beside("door"), folder.Path);
        Write("link.bin");
        Assert.Contains("but 'link.bin' is a link, which could lead anywhere. Put the file itself there.", Refusal(), StringComparison.Ordinal);
        Write("door/outside.bin");
        Assert.Contains("but 'door' is a link, which could lead anywhere.", Refusal(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("offset", "9", "needs 16 bytes from byte 9 of 'weights.bin', which has 24. Is the file complete?")]
    [InlineData("offset", "9223372036854775807", "needs 16 bytes from byte 9223372036854775807 of 'weights.bin', which has 24.")]
    [InlineData("offset", "-8", "has offset '-8' and length '' in 'weights.bin', but whole numbers from 0 are expected.")]
    [InlineData("offset", "many", "has offset 'many' and length '' in 'weights.bin'")]
    [InlineData("length", "12", "has 12 bytes of numbers in 'weights.bin', but Float32 (4) needs 16.")]
    [InlineData("length", "99999999999999999999", "whole numbers from 0 are expected.")]
    public void Stretches_that_are_not_there_are_refused(string key, string value, string message)
    {
        Write("weights.bin", (key, value));
        Assert.Contains(message, Refusal(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_not_there_is_named()
    {
        Write("lost.bin");
        Assert.Contains("keeps its numbers in 'lost.bin', which cannot be read (", Refusal(), StringComparison.Ordinal);
    }

    public void Dispose() => folder.Dispose();

    private string Beside(string name) => Path.Combine(Path.GetDirectoryName(path)!, name);

    private string Refusal() => Assert.Throws<OnnxException>(() => OnnxModel.Load(path)).Message;

    private void Write(string location, params (string Key, string Value)[] entries)
    {
        var tensor = new TensorProto { Name = "w", DataType = 1, Dims = { 4 }, DocString = "kept", DataLocation = TensorProto.Types.DataLocation.External };
        tensor.ExternalData.Add(new StringStringEntryProto { Key = "location", Value = location });
        tensor.ExternalData.Add(entries.Select(entry => new StringStringEntryProto { Key = entry.Key, Value = entry.Value }));
        File.WriteAllBytes(path, Models.Padding(tensor).ToByteArray());
    }
}
