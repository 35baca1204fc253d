using BioDL.Learning;
using BioDL.Learning.Graphs;

namespace BioDL.OnnxRuntime.Tests;

public sealed class OnnxRuntimeModelTests
{
    [OnnxRuntimeFact]
    public void A_network_is_described_and_run()
    {
        using var engine = OnnxRuntimeModel.Load(File());
        Assert.Equal(["x: Float32 (n, 3)"], engine.Inputs.Select(input => input.ToString()));
        using var x = Tensor.From([1f, 2, 3], 1, 3);
        Assert.Equal([2f, 4, 6], engine.Run(new Dictionary<string, Tensor> { ["x"] = x })["y"].ToArray<float>());
    }

    [OnnxRuntimeFact]
    public void A_file_is_loaded_as_well()
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "model.onnx");
        System.IO.File.WriteAllBytes(path, File());
        using var engine = OnnxRuntimeModel.Load(path);
        Assert.Equal("y", engine.Outputs.Single().Name);
    }

    [OnnxRuntimeFact]
    public void Values_between_operators_can_be_asked_for()
    {
        using var engine = OnnxRuntimeModel.Load(File());
        using var x = Tensor.From([1f, 2, 3], 1, 3);
        var given = new Dictionary<string, Tensor> { ["x"] = x };
        Assert.Equal([1f, 2, 3], engine.Run(given, ["between"])["between"].ToArray<float>());
        Assert.Contains("no value 'elsewhere'", Assert.Throws<OnnxException>(() => engine.Run(given, ["elsewhere"])).Message, StringComparison.Ordinal);
    }

    [OnnxRuntimeFact]
    public void Inputs_that_do_not_fit_are_refused_in_the_words_of_our_own_engine()
    {
        using var model = OnnxModel.Load(File());
        using var engine = OnnxRuntimeModel.Load(File());
        using var x = Tensor.From([1f, 2], 1, 2);
        var given = new Dictionary<string, Tensor> { ["x"] = x };
        Assert.Equal(Assert.Throws<OnnxException>(() => model.Run(given)).Message, Assert.Throws<OnnxException>(() => engine.Run(given)).Message);
    }

    [OnnxRuntimeFact]
    public void A_file_that_is_no_model_is_refused_by_name()
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "model.onnx");
        System.IO.File.WriteAllText(path, "not a model");
        var error = Assert.Throws<OnnxException>(() => OnnxRuntimeModel.Load(path));
        Assert.StartsWith($"{path}: ONNX Runtime does not accept this model: ", error.Message, StringComparison.Ordinal);
    }

    [OnnxRuntimeFact]
    public void A_run_that_was_cancelled_before_it_began_ends_as_cancelled()
    {
        using var engine = OnnxRuntimeModel.Load(File());
        using var x = Tensor.From([1f, 2, 3], 1, 3);
        Assert.ThrowsAny<OperationCanceledException>(() => engine.Run(new Dictionary<string, Tensor> { ["x"] = x }, null, new CancellationToken(canceled: true)));
    }

    [Fact]
    public void Without_ONNX_Runtime_loading_says_how_to_get_it()
    {
        if (OnnxRuntimeModel.Obstacle is { } obstacle)
            Assert.Contains(obstacle, Assert.Throws<OnnxException>(() => OnnxRuntimeModel.Load("model.onnx")).Message, StringComparison.Ordinal);
    }

    private static byte[] File()
    {
        var graph = new Graph
        {
            Inputs = { new GraphValue("x", ElementType.Float32, [new Dimension(null, "n"), 3]) },
            Outputs = { new GraphValue("y", ElementType.Float32, [new Dimension(null, "n"), 3]) },
        };
        graph.Nodes.Add(new Node { Operator = "Abs", Inputs = ["x"], Outputs = ["between"] });
        graph.Nodes.Add(new Node { Operator = "Add", Inputs = ["between", "x"], Outputs = ["y"] });
        using var model = new OnnxModel(graph, 13);
        return model.ToBytes();
    }
}
