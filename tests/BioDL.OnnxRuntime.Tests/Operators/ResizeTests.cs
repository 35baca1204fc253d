using BioDL.Learning;
using BioDL.Learning.Graphs;
using BioDL.OnnxRuntime.Tests.Oracle;
using static BioDL.OnnxRuntime.Tests.Oracle.Given;

namespace BioDL.OnnxRuntime.Tests.Operators;

public sealed class ResizeTests
{
    private const string Coordinates = "coordinate_transformation_mode";
    private static readonly string[] Places = ["half_pixel", "asymmetric", "align_corners", "pytorch_half_pixel"];
    private static readonly string[] Roundings = ["round_prefer_floor", "round_prefer_ceil", "floor", "ceil"];

    public static TheoryData<OperatorCase> Cases =>
    [
        .. from places in Places from rounding in Roundings
           select new OperatorCase("Resize", 13, [Floats(1, 2, 5, 6), Nothing, Constant(1, 1, 2, 1.7f)], (Coordinates, places), ("nearest_mode", rounding)),
        .. from places in Places from rounding in Roundings
           select new OperatorCase("Resize", 13, [Floats(1, 2, 7, 9), Nothing, Nothing, Constant(1, 2, 4, 3L)], (Coordinates, places), ("nearest_mode", rounding)),
        .. Places.Select(places => new OperatorCase("Resize", 13, [Floats(2, 3, 5, 6), Nothing, Constant(1, 1, 2, 2f)], (Coordinates, places), ("mode", "linear"))),
        .. Places.Select(places => new OperatorCase("Resize", 11, [Floats(1, 3, 8, 9), NoFloats, Constant(1, 1, 0.6f, 0.4f)], (Coordinates, places), ("mode", "linear"))),
        .. Places.Select(places => new OperatorCase("Resize", 13, [Floats(1, 2, 6, 7), Nothing, Constant(1, 1, 1.5f, 2)], (Coordinates, places), ("mode", "cubic"))),
        new("Resize", 13, [Floats(1, 2, 6, 7), Nothing, Constant(1, 1, 2f, 0.7f)], ("mode", "cubic"), ("exclude_outside", 1L), ("cubic_coeff_a", -0.5f)),
        new("Resize", 13, [Floats(1, 2, 1, 6), Nothing, Nothing, Constant(1, 2, 1, 12L)], (Coordinates, "align_corners"), ("mode", "linear")),
        new("Resize", 13, [Floats(1, 2, 4, 6), Nothing, Nothing, Constant(1, 2, 1, 3L)], (Coordinates, "pytorch_half_pixel"), ("mode", "linear")),
        new("Resize", 11, [Floats(1, 2, 4, 6), NoFloats, Constant(1, 1, 2f, 2)], (Coordinates, "tf_half_pixel_for_nn"), ("nearest_mode", "floor")),
        new("Resize", 19, [Floats(1, 2, 5, 6), Nothing, Constant(2.3f, 1.3f), Nothing], (Coordinates, "half_pixel_symmetric"), ("mode", "linear"), ("axes", new[] { 2L, 3 })),
        new("Resize", 19, [Floats(1, 2, 5, 6), Nothing, Constant(1, 1, 2.3f, 1.3f), Nothing], (Coordinates, "half_pixel_symmetric")),
        new("Resize", 18, [Floats(1, 2, 5, 6), Nothing, Nothing, Constant(9, 20L)], ("axes", new[] { 2L, 3 }), ("keep_aspect_ratio_policy", "not_larger")),
        new("Resize", 18, [Floats(1, 2, 5, 6), Nothing, Nothing, Constant(9, 20L)], ("axes", new[] { 2L, 3 }), ("keep_aspect_ratio_policy", "not_smaller")),
        new("Resize", 13, [Floats(1, 2, 6), Nothing, Constant(1, 1, 3f)]),
        new("Resize", 13, [Floats(1, 2, 6), Nothing, Constant(1, 1, 2.5f)], ("mode", "linear")),
        new("Resize", 13, [Floats(5, 6), Nothing, Constant(2, 1.5f)], ("mode", "linear")),
        new("Resize", 13, [Random(ElementType.Int32, 1, 2, 4, 4), Nothing, Constant(1, 1, 2, 2f)]),
        new("Resize", 13, [Random(ElementType.UInt8, 1, 2, 4, 4), Nothing, Constant(1, 1, 2, 2f)], (Coordinates, "asymmetric"), ("nearest_mode", "floor")),
        new("Resize", 13, [Floats(1, 20, 40, 50), Nothing, Constant(1, 1, 2, 2f)], ("mode", "linear")),
    ];

    [OnnxRuntimeTheory, MemberData(nameof(Cases))]
    public void Pixels_are_those_of_ONNX_Runtime(OperatorCase each) => each.Check();

    // Between convolutions the channels lie in blocks, here one whole block and a part of one.
    [OnnxRuntimeTheory, InlineData("nearest", 2, 2), InlineData("linear", 2, 2), InlineData("linear", 1.5f, 0.8f), InlineData("cubic", 2, 1)]
    public void Pixels_in_blocks_of_channels_are_those_of_ONNX_Runtime(string mode, float down, float across)
    {
        var graph = new Graph { Inputs = { new GraphValue("x", ElementType.Float32, null) }, Outputs = { new GraphValue("y", ElementType.Float32, null) } };
        graph.Initialisers["first"] = RandomTensors.Make(ElementType.Float32, [20, 3, 3, 3], seed: 1);
        graph.Initialisers["second"] = RandomTensors.Make(ElementType.Float32, [5, 20, 1, 1], seed: 2);
        graph.Initialisers["scales"] = Tensor.From([1f, 1, down, across], 4);
        graph.Nodes.Add(new Node { Operator = "Conv", Inputs = ["x", "first"], Outputs = ["a"] });
        graph.Nodes.Add(new Node { Operator = "Resize", Inputs = ["a", "", "scales"], Outputs = ["b"], Attributes = new() { { "mode", mode } } });
        graph.Nodes.Add(new Node { Operator = "Conv", Inputs = ["b", "second"], Outputs = ["y"] });
        using var x = RandomTensors.Make(ElementType.Float32, [2, 3, 13, 17], seed: 3);
        GraphCase.Check(graph, 13, new Dictionary<string, Tensor> { ["x"] = x }, $"Resize in blocks, {mode} by {down} and {across}");
    }

    // Files of operator set 10 and later have no Upsample any more; it is what Resize does asymmetrically.
    [Theory, InlineData("nearest"), InlineData("linear")]
    public void Upsample_is_Resize_from_the_first_pixel_on(string mode)
    {
        using var x = RandomTensors.Make(ElementType.Float32, [1, 2, 4, 6], seed: 3);
        using Tensor old = Run("Upsample", ["x", "scales"], new() { { "mode", mode } });
        using Tensor resized = Run("Resize", ["x", "", "scales"], new() { { "mode", mode }, { Coordinates, "asymmetric" }, { "nearest_mode", "floor" } });
        Assert.Equal(resized.ToArray<float>(), old.ToArray<float>());
        Assert.Equal(new TensorShape(1, 2, 8, 18), old.Shape);

        Tensor Run(string name, string[] inputs, Attributes attributes)
        {
            var graph = new Graph { Inputs = { new GraphValue("x", ElementType.Float32, null) }, Outputs = { new GraphValue("y", ElementType.Float32, null) } };
            graph.Initialisers["scales"] = Tensor.From([1f, 1, 2, 3], 4);
            graph.Nodes.Add(new Node { Operator = name, Inputs = inputs, Outputs = ["y"], Attributes = attributes });
            using var model = new OnnxModel(graph, 13);
            return model.Run(x);
        }
    }
}
