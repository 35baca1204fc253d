using BioDL.Models;
using BioDL.Tests.Fixtures;

namespace BioDL.Tests.Models;

/// <summary>Weights come from anywhere too, and pickles are programs.</summary>
public sealed class UntrustedStateDictTests
{
    private static readonly byte[] Command = Pickles.Text("touch /tmp/harm");

    private static string Refusal(params IEnumerable<byte> pickle) => Assert.Throws<PackageException>(() => StateDict.Read(Pickles.File(pickle), "weights.pth")).Message;

    [Fact]
    public void A_tensor_written_by_hand_is_read()
    {
        var weights = StateDict.Read(Pickles.File(Pickles.Dictionary(Pickles.Text("w"), Pickles.Tensor(Pickles.Storage(), 1, [3], [1]))), "weights.pth");
        Assert.Equal(["w: Float32 (3)"], weights.Tensors.Select(tensor => tensor.ToString()));
    }

    [Theory]
    [InlineData("os", "system")]
    [InlineData("posix", "system")]
    [InlineData("builtins", "eval")]
    [InlineData("__builtin__", "exec")]
    [InlineData("builtins", "getattr")]
    [InlineData("subprocess", "Popen")]
    [InlineData("torch", "load")]
    [InlineData("torch._utils", "_rebuild_tensor_v3")]
    [InlineData("collections", "OrderedDict.fromkeys")]
    [InlineData("torch.FloatStorage\nos", "system")]
    [InlineData("", "")]
    public void A_name_that_weights_do_not_need_is_refused_before_it_is_called(string module, string name)
    {
        Assert.Contains("Pickles can run any program, so this one is not read further", Refusal(Called(Pickles.Global(module, name))), StringComparison.Ordinal);
        Assert.Contains("only weights and plain values are read", Refusal(Called([.. Pickles.Text(module), .. Pickles.Text(name), 0x93])), StringComparison.Ordinal);
        Assert.Contains("'", Refusal(Pickles.Dictionary(Pickles.Text("never called"), Pickles.Global(module, name))), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData('i')]
    [InlineData('o')]
    [InlineData('\u0081')]
    [InlineData('\u0092')]
    [InlineData('\u0082')]
    [InlineData('P')]
    [InlineData('\u008b')]
    [InlineData('2')]
    [InlineData('\u0097')]
    public void An_instruction_that_weights_do_not_need_is_refused(char code) =>
        Assert.Contains($"the instruction 0x{(int)code:x2}, which plain weights do not need", Refusal([.. Pickles.Global("collections", "OrderedDict"), (byte)')', (byte)code]), StringComparison.Ordinal);

    [Fact]
    public void Calling_something_that_is_no_name_is_refused()
    {
        Assert.Contains("a call of something that is no name", Refusal(Called(Pickles.Text("eval"))), StringComparison.Ordinal);
        Assert.Contains("attributes for something other than a dictionary", Refusal([.. Pickles.Global("torch", "FloatStorage"), (byte)'}', (byte)'b']), StringComparison.Ordinal);
        var call = (byte[])[.. Pickles.Global("torch", "FloatStorage"), .. Pickles.Tuple(Command), (byte)'R'];
        Assert.Contains("is not made as PyTorch makes tensors", Refusal(Pickles.Dictionary(Pickles.Text("w"), call)), StringComparison.Ordinal);
    }

    [Fact]
    public void References_to_anything_but_storages_are_refused()
    {
        var module = (byte[])[.. Pickles.Tuple(Pickles.Text("module"), Pickles.Text("source"), Command), (byte)'Q'];
        Assert.Contains("refers to something that is no storage", Refusal(Pickles.Dictionary(Pickles.Text("w"), Pickles.Tensor(module, 0, [1], [1]))), StringComparison.Ordinal);
        Assert.Contains("no storage", Refusal(Pickles.Dictionary(Pickles.Text("w"), Pickles.Tensor(Pickles.Storage(-1), 0, [1], [1]))), StringComparison.Ordinal);
    }

    [Fact]
    public void A_dictionary_that_holds_itself_does_no_harm() =>
        Assert.Contains("holds no tensors by name", Refusal([(byte)'}', (byte)'q', 0, .. Pickles.Text("me"), (byte)'h', 0, (byte)'s']), StringComparison.Ordinal);

    [Fact]
    public void Values_nested_a_million_deep_or_doubled_forty_times_do_no_harm()
    {
        Assert.IsType<object?[]>(new PickleReader([(byte)')', .. Enumerable.Repeat((byte)0x85, 1_000_000), (byte)'.'], "weights.pth", new HashSet<string>()).Read());
        var doubled = Enumerable.Range(0, 40).SelectMany(i => (byte[])[(byte)'q', (byte)i, (byte)'h', (byte)i, 0x86]);
        Assert.Contains("holds no dictionary of tensors", Refusal([(byte)')', .. doubled]), StringComparison.Ordinal);
    }

    [Fact]
    public void Too_many_values_groups_or_remembered_places_are_refused()
    {
        foreach (var code in "N(]\u0094")
        {
            var reader = new PickleReader([(byte)'N', .. Enumerable.Repeat((byte)code, 1_000_010)], "weights.pth", new HashSet<string>());
            Assert.Contains("more than 1,000,000 values at a time", Assert.Throws<PackageException>(reader.Read).Message, StringComparison.Ordinal);
        }
        var endless = new PickleReader([(byte)']', .. Enumerable.Range(0, 3_000_000).SelectMany(_ => "Na"u8.ToArray())], "weights.pth", new HashSet<string>());
        Assert.Contains("more than 5,000,000 instructions", Assert.Throws<PackageException>(endless.Read).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, new[] { 5 }, new[] { 1 }, "has more values than the 4")]
    [InlineData(0, new[] { 1_000_000, 1_000_000 }, new[] { 0, 0 }, "has more values than the 4")]
    [InlineData(0, new[] { 65536, 65536, 65536, 65536 }, new[] { 0, 0, 0, 0 }, "has more values than the 4")]
    [InlineData(2, new[] { 3 }, new[] { 1 }, "reaches to value 4")]
    [InlineData(0, new[] { 2 }, new[] { 4 }, "reaches to value 4")]
    [InlineData(0, new[] { 2 }, new[] { int.MaxValue }, "reaches to value 2147483647")]
    [InlineData(-1, new[] { 2 }, new[] { 1 }, "negative")]
    [InlineData(0, new[] { -2 }, new[] { 1 }, "negative")]
    [InlineData(3, new[] { 2 }, new[] { -1 }, "negative")]
    [InlineData(0, new[] { 2, 2 }, new[] { 1 }, "has 2 axes and 1 steps")]
    [InlineData(0, new[] { 1, 1, 1, 1, 1, 1, 1, 1, 1 }, new[] { 1, 1, 1, 1, 1, 1, 1, 1, 1 }, "has 9 axes")]
    public void A_view_beyond_its_storage_is_refused(int offset, int[] sizes, int[] strides, string why) =>
        Assert.Contains(why, Refusal(Pickles.Dictionary(Pickles.Text("w"), Pickles.Tensor(Pickles.Storage(), offset, sizes, strides))), StringComparison.Ordinal);

    [Fact]
    public void A_storage_of_another_size_or_none_is_refused()
    {
        Assert.Contains("has 16 bytes; expected 5 values of 4", Refusal(Pickles.Dictionary(Pickles.Text("w"), Pickles.Tensor(Pickles.Storage(5), 0, [5], [1]))), StringComparison.Ordinal);
        Assert.Contains("has 16 bytes", Refusal(Pickles.Dictionary(Pickles.Text("w"), Pickles.Tensor(Pickles.Storage(1_999_999_999), 0, [5], [1]))), StringComparison.Ordinal);
        Assert.Contains("lacks the file archive/data/../1", Refusal(Pickles.Dictionary(Pickles.Text("w"), Pickles.Tensor(Pickles.Storage(key: "../1"), 0, [4], [1]))), StringComparison.Ordinal);
        var two = Pickles.Dictionary(Pickles.Text("v"), Pickles.Tensor(Pickles.Storage(), 0, [4], [1]), Pickles.Text("w"), Pickles.Tensor(Pickles.Storage(2, type: "LongStorage"), 0, [2], [1]));
        Assert.Contains("describes its storage '0' in two ways", Refusal(two), StringComparison.Ordinal);
    }

    [Fact]
    public void Another_byte_order_is_refused()
    {
        var pickle = (byte[])[0x80, 2, .. Pickles.Dictionary(Pickles.Text("w"), Pickles.Tensor(Pickles.Storage(), 0, [4], [1])), (byte)'.'];
        var file = Zips.Of(("archive/data.pkl", pickle), ("archive/data/0", new byte[16]), ("archive/byteorder", Zips.Text("big")));
        Assert.Contains("another byte order ('big')", Assert.Throws<PackageException>(() => StateDict.Read(file, "a.pth")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Five_thousand_damaged_files_are_read_or_refused()
    {
        ReadDamaged("tensors-legacy.pth", 1_500, seed: 1);
        ReadDamaged("checkpoint-legacy.pth", 1_000, seed: 2);
        ReadDamaged("tensors.pth", 500, seed: 3);
        ReadDamagedPickles("tensors.pth", 1_500, seed: 4);
        ReadDamagedPickles("tensors-protocol4.pth", 500, seed: 5);
    }

    [Fact]
    [Trait("Tier", "long")]
    public void A_hundred_thousand_damaged_files_are_read_or_refused()
    {
        ReadDamaged("tensors-legacy.pth", 50_000, seed: 11);
        ReadDamagedPickles("tensors.pth", 50_000, seed: 12);
    }

    private static byte[] Called(byte[] callee) => [.. callee, .. Pickles.Tuple(Command), (byte)'R'];

    private static void ReadDamaged(string name, int count, int seed)
    {
        var (random, whole) = (new Random(seed), File.ReadAllBytes(Fixture.Path(Path.Combine("state_dicts", name))));
        ReadOrRefuse(count, () => Damage.Bytes(random, whole));
    }

    /// <summary>The checksums of a zip find most damage: here the pickle is damaged first and packed afterwards.</summary>
    private static void ReadDamagedPickles(string name, int count, int seed)
    {
        var random = new Random(seed);
        var zip = new ZipFiles(Fixture.Path(Path.Combine("state_dicts", name)));
        var pickle = zip.Paths.Single(path => path.EndsWith("data.pkl", StringComparison.Ordinal));
        var rest = zip.Paths.Where(path => path != pickle).Select(path => (path, zip.Read(path, 1_000_000))).ToArray();
        var whole = zip.Read(pickle, 1_000_000);
        ReadOrRefuse(count, () => Zips.Of([(pickle, Damage.Bytes(random, whole)), .. rest]));
    }

    private static void ReadOrRefuse(int count, Func<byte[]> next)
    {
        var refused = 0;
        for (var i = 0; i < count; i++)
        {
            try
            {
                foreach (var tensor in StateDict.Read(next(), "damaged.pth").Tensors)
                    tensor.ToTensor().Dispose();
            }
            catch (PackageException)
            {
                refused++;
            }
        }
        Assert.InRange(refused, count / 10, count - 1);
    }
}
