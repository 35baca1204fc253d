using BioDL.Learning.Graphs;
using BioDL.Learning.Networks;

namespace BioDL.Learning.Tests.Gradients;

public sealed class NetworkGradientTests
{
    [Theory]
    [InlineData(Normalisation.None)]
    [InlineData(Normalisation.Instance)]
    [InlineData(Normalisation.Group)]
    public void A_whole_U_Net_has_the_gradients_of_central_differences_by_weights_and_by_its_image(Normalisation normalisation)
    {
        using var model = new UNet { Width = 8, Depth = 1, Normalisation = normalisation }.Build(seed: 2);
        using var twin = new OnnxModel(GradientCheck.Widened(model.Graph), model.Opset);
        var image = GradientCheck.Random(new Random(3), 1, 1, 6, 8);
        var names = model.Graph.Initialisers.Keys.Where(name => name.StartsWith("encoder.0.conv", StringComparison.Ordinal) || name.StartsWith("head", StringComparison.Ordinal));
        GradientCheck.Holds(model, twin, new Dictionary<string, Tensor> { ["image"] = image }, ["image", .. names]);
    }

    [Fact]
    public void A_value_between_two_operators_has_a_gradient_too()
    {
        // y = (2x)², so dy/d(2x) = 2 · 2x.
        using var model = new OnnxModel(Chain(("Mul", ["x", "two"], "twice"), ("Mul", ["twice", "twice"], "y")), 13);
        using var x = Tensor.From([3f], 1);
        using var factor = Tensor.From([1f], 1);
        var gradients = model.Gradients(Named("x", x), Named("y", factor), ["twice", "x"]);
        Assert.Equal([12f], gradients["twice"].ToArray<float>());
        Assert.Equal([24f], gradients["x"].ToArray<float>());
    }

    [Fact]
    public void What_nothing_depends_on_has_a_gradient_of_zeros()
    {
        using var model = new OnnxModel(Chain(("Mul", ["two", "two"], "four"), ("Mul", ["x", "zero"], "lost"), ("Add", ["four", "two"], "y"), ("Add", ["y", "lost"], "z")), 13);
        using var x = Tensor.From([3f], 1);
        using var factor = Tensor.From([1f], 1);
        Assert.Equal([0f], model.Gradients(Named("x", x), Named("z", factor), ["x"])["x"].ToArray<float>());
    }

    [Fact]
    public void An_operator_without_gradient_on_the_way_is_named()
    {
        using var model = new OnnxModel(Chain(("Mul", ["x", "two"], "twice"), ("Floor", ["twice"], "y")), 13);
        using var x = Tensor.From([3f], 1);
        using var factor = Tensor.From([1f], 1);
        var error = Assert.Throws<OnnxException>(() => model.Gradients(Named("x", x), Named("y", factor), ["x"]));
        Assert.Contains("Floor that writes 'y'", error.Message, StringComparison.Ordinal);
        Assert.Contains("no gradient passes through Floor", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Factors_of_another_shape_are_refused_with_both()
    {
        using var model = new OnnxModel(Chain(("Mul", ["x", "two"], "y")), 13);
        using var x = Tensor.From([3f], 1);
        using var factor = Tensor.From([1f, 2], 2);
        var error = Assert.Throws<OnnxException>(() => model.Gradients(Named("x", x), Named("y", factor), ["x"]));
        Assert.Contains("(2)", error.Message, StringComparison.Ordinal);
        Assert.Contains("(1)", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_value_that_does_not_exist_is_named()
    {
        using var model = new OnnxModel(Chain(("Mul", ["x", "two"], "y")), 13);
        using var x = Tensor.From([3f], 1);
        using var factor = Tensor.From([1f], 1);
        Assert.Contains("'nowhere'", Assert.Throws<OnnxException>(() => model.Gradients(Named("x", x), Named("y", factor), ["nowhere"])).Message, StringComparison.Ordinal);
    }

    private static Dictionary<string, Tensor> Named(string name, Tensor tensor) => new() { [name] = tensor };

    private static Graph Chain(params (string Operator, string[] Inputs, string Output)[] steps)
    {
        var graph = new Graph
        {
            Inputs = { new GraphValue("x", ElementType.Float32, null) },
            Outputs = { new GraphValue(steps[^1].Output, ElementType.Float32, null) },
            Initialisers = { ["two"] = Tensor.From([2f], 1), ["zero"] = Tensor.From([0f], 1) },
        };
        foreach (var (operation, inputs, output) in steps)
            graph.Nodes.Add(new Node { Operator = operation, Inputs = inputs, Outputs = [output] });
        return graph;
    }
}
