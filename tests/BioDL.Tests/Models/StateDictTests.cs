using BioDL.Learning;
using BioDL.Models;
using BioDL.Tests.Fixtures;

namespace BioDL.Tests.Models;

/// <summary>Against what PyTorch 1.13 wrote and read: Fixtures/make_state_dicts.py.</summary>
public sealed class StateDictTests
{
    private static string At(string name) => Fixture.Path(Path.Combine("state_dicts", name));

    [Theory]
    [InlineData("tensors.pth")]
    [InlineData("tensors-legacy.pth")]
    [InlineData("tensors-protocol4.pth")]
    public void Tensors_of_all_types_and_orders_have_the_values_that_PyTorch_sees(string file)
    {
        var weights = StateDict.Read(At(file));
        Assert.Equal(["base", "transposed", "part", "number", "empty", "double", "half", "int32", "int16", "int8", "uint8", "bool", "parameter"], weights.Names);
        foreach (var tensor in weights.Tensors)
        {
            using var values = tensor.ToTensor();
            Assert.Equal(tensor.Sizes, values.Shape.ToArray());
            Assert.Equal(Fixture.Array<double>(Path.Combine("state_dicts", "expected.npz"), $"tensor_{tensor.Name}"), Numbers(values));
        }
        Assert.Equal([6, 4], weights["transposed"].Sizes);
        Assert.Empty(weights["number"].Sizes);
        Assert.Equal((ElementType.Float16, ElementType.Bool, ElementType.Float32), (weights["half"].Type, weights["bool"].Type, weights["parameter"].Type));
    }

    [Fact]
    public void A_set_of_weights_shows_as_a_table()
    {
        var weights = StateDict.Read(At("tensors.pth"));
        Assert.Contains("tensors.pth: 13 tensors, 74 values", weights.ToString(), StringComparison.Ordinal);
        Assert.Contains("6 × 4", weights.ToString(), StringComparison.Ordinal);
        Assert.Equal("transposed: Float32 (6 × 4)", weights["transposed"].ToString());
        Assert.Contains("has no tensor 'bas'. It has 13: base, transposed, part,", Assert.Throws<ArgumentException>(() => weights["bas"]).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("checkpoint.pth")]
    [InlineData("checkpoint-legacy.pth")]
    public void Weights_are_found_in_a_checkpoint_with_an_optimiser(string file)
    {
        Assert.Equal(["weight", "bias"], StateDict.Read(At(file)).Names);
        Assert.Equal([1, 2], StateDict.Read(At(file), "model")["weight"].Sizes);
    }

    [Fact]
    public void Of_two_sets_of_weights_one_must_be_named()
    {
        var fault = Assert.Throws<PackageException>(() => StateDict.Read(At("two.pth")));
        Assert.Contains("holds several sets of weights: 'model', 'average'. Say which: StateDict.Read(path, entry: \"model\")", fault.Message, StringComparison.Ordinal);
        Assert.Equal(2, StateDict.Read(At("two.pth"), "average").Tensors.Count);
        Assert.Contains("holds no weights under 'ema', but 'model', 'average'", Assert.Throws<PackageException>(() => StateDict.Read(At("two.pth"), "ema")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_whole_pickled_model_is_refused_by_the_name_of_its_class()
    {
        var message = Assert.Throws<PackageException>(() => StateDict.Read(At("whole-model.pth"))).Message;
        Assert.Contains("contains 'torch.nn.modules.linear.Linear'; only weights and plain values are read", message, StringComparison.Ordinal);
        Assert.Contains("torch.save(model.state_dict(), path)", message, StringComparison.Ordinal);
        Assert.Contains("is a TorchScript file", Assert.Throws<PackageException>(() => StateDict.Read(At("torchscript.pt"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Other_files_are_named_as_such()
    {
        Assert.Contains("is no file of PyTorch", Assert.Throws<PackageException>(() => StateDict.Read([1, 2, 3], "a.pth")).Message, StringComparison.Ordinal);
        Assert.Contains("is no file of PyTorch", Assert.Throws<PackageException>(() => StateDict.Read([], "a.pth")).Message, StringComparison.Ordinal);
        Assert.Contains("is a zip with 0 files */data.pkl, expected one", Refusal(("a/b.txt", [1])), StringComparison.Ordinal);
        Assert.Contains("is a zip with 2 files */data.pkl, expected one", Refusal(("a/data.pkl", [1]), ("b/data.pkl", [1])), StringComparison.Ordinal);
        Assert.Contains("cannot be read", Assert.Throws<PackageException>(() => StateDict.Read(At("no such file.pth"))).Message, StringComparison.Ordinal);
    }

    private static string Refusal(params IEnumerable<(string Name, byte[] Content)> files) =>
        Assert.Throws<PackageException>(() => StateDict.Read(Zips.Of(files), "a.pth")).Message;

    private static double[] Numbers(Tensor values) => values.Type switch
    {
        ElementType.Float32 => [.. values.ToArray<float>()],
        ElementType.Float64 => values.ToArray<double>(),
        ElementType.Float16 => [.. values.ToArray<Half>().Select(value => (double)value)],
        ElementType.Int64 => [.. values.ToArray<long>()],
        ElementType.Int32 => [.. values.ToArray<int>()],
        ElementType.Int16 => [.. values.ToArray<short>()],
        ElementType.Int8 => [.. values.ToArray<sbyte>()],
        ElementType.Bool => [.. values.ToArray<bool>().Select(value => value ? 1.0 : 0)],
        _ => [.. values.ToArray<byte>()],
    };
}
