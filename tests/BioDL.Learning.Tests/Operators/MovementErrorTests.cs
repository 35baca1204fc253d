using BioDL.Learning.Graphs;

namespace BioDL.Learning.Tests.Operators;

public sealed class MovementErrorTests
{
    [Fact]
    public void Elements_that_do_not_fit_a_shape_are_counted() => Refuses("Reshape", new(),
        "the 6 elements of (2, 3) cannot be arranged as (4, -1)", Tensor.From([4L, -1], 2));

    [Fact]
    public void Index_beyond_the_axis_is_named() => Refuses("Gather", new() { { "axis", 1L } },
        "index 3 does not exist: the axis has size 3", Tensor.From([0L, 3], 2));

    [Fact]
    public void Step_of_nothing_is_refused() => Refuses("Slice", new(),
        "a step of 0 never arrives", Tensor.From([0L], 1), Tensor.From([2L], 1), Tensor.From([0L], 1), Tensor.From([0L], 1));

    [Fact]
    public void Axis_that_does_not_exist_is_told_with_those_that_do() => Refuses("Squeeze", new(),
        "axis 2 does not exist: the tensor has 2 axes, so that -2 to 1 are possible", Tensor.From([2L], 1));

    [Fact]
    public void Shapes_that_do_not_extend_to_each_other_are_both_told() => Refuses("Expand", new(),
        "shapes (2, 3) and (4) do not fit", Tensor.From([4L], 1));

    [Fact]
    public void Repeats_beyond_all_memory_are_refused_before_it_is_asked_for() => Refuses("Tile", new(),
        "the output would have shape", Tensor.From([1L << 20, 1L << 20], 2));

    [Fact]
    public void Coordinates_that_are_not_supported_are_named_beside_those_that_are() => Refuses(
        "Resize", new() { { "coordinate_transformation_mode", "tf_crop_and_resize" } },
        "attribute 'coordinate_transformation_mode' is 'tf_crop_and_resize', but only half_pixel, ", Tensor.Zeros(ElementType.Float32, 0), Tensor.From([1f, 2], 2));

    [Fact]
    public void Smoothing_while_shrinking_is_refused_by_name() => Refuses("Resize", new() { { "antialias", 1L } },
        "attribute 'antialias' is 1, which is not supported", Tensor.Zeros(ElementType.Float32, 0), Tensor.From([1f, 0.5f], 2));

    private static void Refuses(string name, Attributes attributes, string message, params Tensor[] further)
    {
        var graph = new Graph { Inputs = { new GraphValue("x", ElementType.Float32, null) }, Outputs = { new GraphValue("y", ElementType.Float32, null) } };
        for (var n = 0; n < further.Length; n++)
            graph.Initialisers[$"c{n}"] = further[n];
        graph.Nodes.Add(new Node { Operator = name, Name = "here", Inputs = ["x", .. further.Select((_, n) => $"c{n}")], Outputs = ["y"], Attributes = attributes });
        using var model = new OnnxModel(graph, 18);
        using var x = Tensor.Zeros(ElementType.Float32, 2, 3);
        var error = Assert.Throws<OnnxException>(() => model.Run(x));
        Assert.StartsWith($"{name} 'here': ", error.Message, StringComparison.Ordinal);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }
}
