using BioDL.Learning.Files.Wire;

namespace BioDL.Learning.Tests.Files;

public sealed class TensorReadingTests
{
    [Fact]
    public void Numbers_written_one_by_one_are_read_for_every_type()
    {
        using var model = Models.Load(Models.Padding(
            new TensorProto { Name = "f32", DataType = 1, Dims = { 2 }, FloatData = { 1.5f, -2 } },
            new TensorProto { Name = "u8", DataType = 2, Dims = { 2 }, Int32Data = { 0, 255 } },
            new TensorProto { Name = "i8", DataType = 3, Dims = { 2 }, Int32Data = { -128, 127 } },
            new TensorProto { Name = "u16", DataType = 4, Dims = { 1 }, Int32Data = { 65535 } },
            new TensorProto { Name = "i16", DataType = 5, Dims = { 1 }, Int32Data = { -32768 } },
            new TensorProto { Name = "i32", DataType = 6, Dims = { 1 }, Int32Data = { int.MinValue } },
            new TensorProto { Name = "i64", DataType = 7, Int64Data = { long.MinValue } },
            new TensorProto { Name = "bool", DataType = 9, Dims = { 2 }, Int32Data = { 1, 0 } },
            new TensorProto { Name = "f16", DataType = 10, Dims = { 2 }, Int32Data = { 0x3C00, 0xC000 } },
            new TensorProto { Name = "f64", DataType = 11, Dims = { 1 }, DoubleData = { 0.1 } },
            new TensorProto { Name = "u32", DataType = 12, Dims = { 1 }, Uint64Data = { uint.MaxValue } },
            new TensorProto { Name = "u64", DataType = 13, Dims = { 1 }, Uint64Data = { ulong.MaxValue } }));
        var tensors = model.Graph.Initialisers;
        Assert.Equal([1.5f, -2], tensors["f32"].ToArray<float>());
        Assert.Equal([0, 255], tensors["u8"].ToArray<byte>());
        Assert.Equal([-128, 127], tensors["i8"].ToArray<sbyte>());
        Assert.Equal([65535], tensors["u16"].ToArray<ushort>());
        Assert.Equal([-32768], tensors["i16"].ToArray<short>());
        Assert.Equal([int.MinValue], tensors["i32"].ToArray<int>());
        Assert.Equal([long.MinValue], tensors["i64"].ToArray<long>());
        Assert.Equal(0, tensors["i64"].Shape.Rank);
        Assert.Equal([true, false], tensors["bool"].ToArray<bool>());
        Assert.Equal([(Half)1, (Half)(-2)], tensors["f16"].ToArray<Half>());
        Assert.Equal([0.1], tensors["f64"].ToArray<double>());
        Assert.Equal([uint.MaxValue], tensors["u32"].ToArray<uint>());
        Assert.Equal([ulong.MaxValue], tensors["u64"].ToArray<ulong>());
    }

    [Fact]
    public void Raw_numbers_are_little_endian_and_truth_values_one_or_zero()
    {
        using var model = Models.Load(Models.Padding(
            Models.Raw("f16", 10, [0x00, 0x3C], 1),
            Models.Raw("i64", 7, [1, 0, 0, 0, 0, 0, 0, 0x80], 1),
            Models.Raw("bool", 9, [0, 1, 7], 3),
            Models.Raw("none", 1, [], 2, 0, 3)));
        Assert.Equal([(Half)1], model.Graph.Initialisers["f16"].ToArray<Half>());
        Assert.Equal([long.MinValue + 1], model.Graph.Initialisers["i64"].ToArray<long>());
        Assert.Equal([0, 1, 1], model.Graph.Initialisers["bool"].Bytes.ToArray());
        Assert.Equal(new TensorShape(2, 0, 3), model.Graph.Initialisers["none"].Shape);
    }

    [Fact]
    public void Every_tensor_that_is_wrong_is_named_with_what_is_wrong()
    {
        var problems = Models.Problems(Models.Padding(
            Models.Raw("short", 1, new byte[12], 2, 2),
            new TensorProto { Name = "few", DataType = 6, Dims = { 3 }, Int32Data = { 1, 2 } },
            new TensorProto { Name = "large", DataType = 2, Dims = { 2 }, Int32Data = { 1, 256 } },
            Models.Raw("negative", 1, [], -1),
            Models.Raw("huge", 1, [], 1 << 16, 1 << 16, 1 << 16, 1 << 16, 1 << 16),
            Models.Raw("deep", 1, [0, 0, 0, 0], 1, 1, 1, 1, 1, 1, 1, 1, 1),
            new TensorProto { Name = "text", DataType = 8 },
            new TensorProto { Name = "brain", DataType = 16 },
            new TensorProto { Name = "strange", DataType = 99 },
            new TensorProto { Name = "parts", DataType = 1, Segment = new() },
            new TensorProto { Name = "elsewhere", DataType = 1, DataLocation = TensorProto.Types.DataLocation.External },
            Models.Raw("pads", 1, [])));
        Assert.Equal(
            [
                "initialiser 'short' has 12 bytes of numbers, but Float32 (2, 2) needs 16.",
                "initialiser 'few' has 2 numbers in int32_data, but Int32 (3) needs 3.",
                "initialiser 'large' has 256 as number 1 of int32_data, which UInt8 cannot hold.",
                "initialiser 'negative' has shape (-1), but sizes start at 0.",
                "initialiser 'huge' has shape (65536, 65536, 65536, 65536, 65536), but one tensor may have up to 2147483647 bytes.",
                "initialiser 'deep' has 9 axes, but up to 8 are supported.",
                "initialiser 'text' holds text, but numbers of 8 to 64 bits and truth values are supported. Convert it before exporting.",
                "initialiser 'brain' holds bfloat16 numbers, but numbers of 8 to 64 bits and truth values are supported. Convert it before exporting.",
                "initialiser 'strange' holds numbers of the unknown type 99, but numbers of 8 to 64 bits and truth values are supported. Convert it before exporting.",
                "initialiser 'parts' comes in segments, which is not supported. Write it in one piece.",
                "initialiser 'elsewhere' keeps its numbers in another file. Load such a model by its path, so that the other file can be found.",
                "initialiser 'pads' is there twice.",
            ],
            problems);
    }

    [Fact]
    public void A_sparse_initialiser_is_refused_by_name()
    {
        var model = Models.Padding();
        model.Graph.SparseInitializer.Add(new SparseTensorProto { Values = new TensorProto { Name = "thin" } });
        Assert.Equal("The model: initialiser 'thin' is a sparse tensor, which is not supported. Export it as an ordinary one.", Models.Refusal(model));
    }
}
