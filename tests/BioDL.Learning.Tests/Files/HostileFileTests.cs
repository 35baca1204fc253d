using BioDL.Learning.Files;
using BioDL.Learning.Files.Wire;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace BioDL.Learning.Tests.Files;

public sealed class HostileFileTests
{
    [Theory]
    [InlineData(new byte[0], "The model is empty. Was its download cut short?")]
    [InlineData(new byte[] { 0x50, 0x4B, 3, 4 }, "The model is a zip archive: perhaps of PyTorch weights, which must be exported to ONNX, or a package with an .onnx file inside.")]
    [InlineData(new byte[] { 0x3C, 0x68 }, "The model is a page of the web, perhaps of an error: download the file itself.")]
    [InlineData(new byte[] { 0x08 }, "The model is no ONNX model, or a damaged one: at byte 1 the file ends within a number.")]
    [InlineData(new byte[] { 0x3A, 0x7F, 0x00 }, "The model is no ONNX model, or a damaged one: at byte 1 127 bytes are announced, but 1 are left.")]
    [InlineData(new byte[] { 0x12, 0x02, 0xFF, 0xFE }, "The model is no ONNX model, or a damaged one: at byte 2 text stands that is no UTF-8.")]
    [InlineData(new byte[] { 0x00 }, "The model is no ONNX model, or a damaged one: at byte 0 field 0 stands, which cannot exist.")]
    [InlineData(new byte[] { 0x0B }, "The model is no ONNX model, or a damaged one: at byte 0 a field of the unknown kind 3 stands.")]
    [InlineData(new byte[] { 0x08, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x01 }, "The model is no ONNX model, or a damaged one: at byte 11 a number of more than 10 bytes stands.")]
    [InlineData(new byte[] { 0x10, 0x01 }, "The model states no version of the format. It is no ONNX model, or only a part of one.")]
    public void What_is_no_model_is_refused_with_what_was_found(byte[] bytes, string message) => Assert.Equal(message, Models.Refusal(bytes));

    [Fact]
    public void A_file_that_is_not_there_is_named()
    {
        var error = Assert.Throws<OnnxException>(() => OnnxModel.Load("nowhere.onnx"));
        Assert.StartsWith("nowhere.onnx cannot be read: ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_million_empty_parts_in_two_million_bytes_are_refused_before_they_take_memory()
    {
        // Attributes of two bytes each, which would become objects of several hundred.
        var node = Nested(1, Repeat([0x2A, 0x00], 1_000_000));
        Refused(Nested(7, node));
        // Fields that nobody knows, each with a number of its own.
        Refused([.. Enumerable.Range(1000, 1_900_000).SelectMany(number => (byte[])[.. Varint((ulong)number << 3), 0])]);
        // Names of nothing.
        Refused(Nested(7, Nested(1, Repeat([0x0A, 0x00], 20_000_000))));
    }

    [Fact]
    public void A_million_operators_are_refused_or_read_within_seconds()
    {
        var identity = Models.Node("Identity", ["x"], ["y"]).ToByteArray();
        var bytes = Models.Of(new GraphProto()).ToByteArray().Concat(Nested(7, Repeat([0x0A, (byte)identity.Length, .. identity], 1_000_000))).ToArray();
        var clock = System.Diagnostics.Stopwatch.StartNew();
        Models.Refusal(bytes);
        Assert.InRange(clock.Elapsed.TotalSeconds, 0, 20);
    }

    [Fact]
    public void Graphs_inside_of_graphs_without_end_are_refused()
    {
        var graph = new GraphProto { Name = "innermost" };
        for (var depth = 0; depth < 60; depth++)
            graph = new GraphProto { Node = { Models.Node("If", ["x"], ["y"], Models.Attribute("then_branch", graph)) } };
        Assert.Contains("messages are nested more than 100 deep.", Models.Refusal(Models.Of(graph)), StringComparison.Ordinal);
    }

    [Fact]
    public void Names_as_long_as_the_file_do_not_make_messages_as_long()
    {
        var file = Models.Of(Models.Node(new string('z', 1_000_000), ["x"], ["y"]));
        Assert.InRange(Models.Refusal(file).Length, 10, 5000);
    }

    [Fact]
    public void A_list_of_problems_ends_with_how_many_more_there_are()
    {
        var problems = Models.Problems(Models.Padding([.. Enumerable.Range(0, 1000).Select(n => new TensorProto { Name = $"{n}", DataType = 8 })]));
        Assert.Equal(Problems.Most + 1, problems.Length);
        Assert.Equal("and 980 more problems", problems[^1]);
    }

    [Fact]
    public void What_is_known_of_the_messages_before_they_are_parsed_is_what_the_format_says() => Compare(ModelProto.Descriptor, WireShape.Model, []);

    private static void Compare(MessageDescriptor message, WireShape shape, HashSet<string> seen)
    {
        if (!seen.Add(message.FullName))
            return;
        Assert.Equal(message.Fields.InFieldNumberOrder().Select(field => field.FieldNumber), shape.Fields.Select(field => field.Number).Order());
        foreach (var field in message.Fields.InFieldNumberOrder())
        {
            var (kind, inner) = shape[field.FieldNumber];
            Assert.Equal(
                field.FieldType switch
                {
                    FieldType.Message => WireField.Message,
                    FieldType.String => WireField.Text,
                    FieldType.Bytes => WireField.Bytes,
                    FieldType.Int32 or FieldType.Int64 or FieldType.UInt64 when field.IsPacked => WireField.Packed,
                    _ => WireField.Number,
                },
                kind);
            if (inner is not null)
                Compare(field.MessageType, inner, seen);
        }
    }

    private static void Refused(byte[] bytes)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Contains("No honest network does; is it damaged?", Models.Refusal(bytes), StringComparison.Ordinal);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 20_000_000);
    }

    private static byte[] Nested(int field, byte[] content) => [.. Varint(((ulong)field << 3) | 2), .. Varint((ulong)content.Length), .. content];

    private static byte[] Repeat(byte[] part, int count) => [.. Enumerable.Repeat(part, count).SelectMany(bytes => bytes)];

    private static IEnumerable<byte> Varint(ulong value)
    {
        for (; value >= 0x80; value >>= 7)
            yield return (byte)(value | 0x80);
        yield return (byte)value;
    }
}
