using BioDL.Learning.Files.Wire;
using BioDL.Learning.Tests.Files;
using Kind = BioDL.Learning.Files.Wire.AttributeProto.Types.AttributeType;

namespace BioDL.Learning.Tests.Checking;

public sealed class GraphCheckTests
{
    [Fact]
    public void Everything_that_is_wrong_with_a_node_is_said_at_once()
    {
        var problems = Models.Problems(Models.Of(
            Models.Node("Concat", ["x"], ["a", "b"], Models.Attribute("axes", [1])),
            Models.Node("Flatten", ["a"], ["c"], Models.Attribute("axis", "one")),
            Models.Node("Identity", [], ["d"]),
            Models.Node("Reshape", ["c", ""], ["y"])));
        Assert.Equal(
            [
                "Concat 'the Concat' has 2 outputs, but 1 is expected.",
                "Concat 'the Concat' has an attribute 'axes', but Concat of opset 17 has only axis.",
                "Concat 'the Concat' lacks the attribute 'axis'.",
                "attribute 'axis' of Flatten 'the Flatten' is a text, but must be a whole number.",
                "Identity 'the Identity' has 0 inputs, but 1 is expected.",
                "Reshape 'the Reshape' leaves out input 1, which it needs.",
            ],
            problems);
    }

    [Fact]
    public void An_attribute_that_came_later_or_is_gone_is_named_with_the_version()
    {
        var file = Models.Of(Models.Node("Split", ["x"], ["y", "z"], Models.Attribute("num_outputs", 2)));
        Assert.Equal("The model: Split 'the Split' has an attribute 'num_outputs', but Split of opset 17 has only axis.", Models.Refusal(file));
        file.OpsetImport[0].Version = 18;
        Models.Load(file).Dispose();
    }

    [Fact]
    public void Attributes_that_contradict_themselves_are_refused_where_they_stand()
    {
        var problems = Models.Problems(Models.Of(Models.Node(
            "Flatten", ["x"], ["y"],
            new AttributeProto { Name = "a", Type = Kind.Int, F = 1 },
            new AttributeProto { Name = "b" },
            new AttributeProto { Name = "c", Type = Kind.Tensor },
            new AttributeProto { Name = "d", Type = Kind.SparseTensor },
            new AttributeProto { Name = "e", RefAttrName = "outer" },
            new AttributeProto { Name = "f", Type = Kind.String, S = Google.Protobuf.ByteString.CopyFrom(0xFF) },
            new AttributeProto { Name = "g", I = 1, S = Google.Protobuf.ByteString.Empty },
            Models.Attribute("axis", 1), Models.Attribute("axis", 1))));
        Assert.Equal(
            [
                "attribute 'a' of Flatten 'the Flatten' says that it is of type Int, but holds Float.",
                "attribute 'b' of Flatten 'the Flatten' does not say of which type it is.",
                "attribute 'c' of Flatten 'the Flatten' says that it is of type Tensor, but holds nothing.",
                "attribute 'd' of Flatten 'the Flatten' is of type SparseTensor, which is not supported.",
                "attribute 'e' of Flatten 'the Flatten' stands for 'outer' of a function around it, but there is none.",
                "attribute 'f' of Flatten 'the Flatten' holds text that is not UTF-8.",
                "attribute 'g' of Flatten 'the Flatten' says that it is of type Undefined, but holds Int and String.",
                "attribute 'axis' of Flatten 'the Flatten' is there twice.",
            ],
            problems);
    }

    [Fact]
    public void Values_that_nothing_writes_or_two_nodes_write_are_named()
    {
        var problems = Models.Problems(Models.Of(
            Models.Node("Reshape", ["x", "nobody"], ["a"]),
            Models.Node("Identity", ["x"], ["a"]),
            Models.Node("Identity", ["a"], ["x"])));
        Assert.Equal(
            [
                "Reshape 'the Reshape' reads 'nobody', which nothing writes.",
                "'a' is written twice, the second time by Identity 'the Identity'.",
                "'x' is written twice, the second time by Identity 'the Identity'.",
                "output 'y' is written by no node.",
            ],
            problems);
    }

    [Fact]
    public void A_wrong_order_and_a_circle_are_told_apart()
    {
        var order = Models.Of(Models.Node("Flatten", ["a"], ["y"]), Models.Node("Shape", ["x"], ["a"]));
        Assert.Equal("The model: Flatten 'the Flatten' reads what Shape 'the Shape' writes only later: nodes must stand in the order in which they run.", Models.Refusal(order));
        var circle = Models.Of(Models.Node("Flatten", ["x"], ["z"]), Models.Node("Reshape", ["z", "b"], ["a"]), Models.Node("Tile", ["a", "z"], ["b"]), Models.Node("Shape", ["b"], ["y"]));
        Assert.Equal("The model: nodes wait for each other in a circle: Reshape 'the Reshape' → Tile 'the Tile' → Reshape 'the Reshape'.", Models.Refusal(circle));
    }

    [Fact]
    public void What_cannot_be_read_and_what_does_not_exist_are_in_one_list()
    {
        var file = Models.Padding(new TensorProto { Name = "w", DataType = 8 });
        file.Graph.Node.Add(Models.Node("NoSuchThing", ["w"], ["z"]));
        Assert.Equal(
            [
                "initialiser 'w' holds text, but numbers of 8 to 64 bits and truth values are supported. Convert it before exporting.",
                "it uses operators that are not supported: NoSuchThing (1 node, NoSuchThing 'the NoSuchThing').",
            ],
            Models.Problems(file));
    }

    [Fact]
    public void Inputs_of_one_name_and_without_a_name_are_refused()
    {
        var file = Models.Padding();
        file.Graph.Input.Add([Models.Value("x", 1), Models.Value("", 1)]);
        Assert.Equal(["'x' is written twice, the second time by input.", "an input has no name."], Models.Problems(file));
    }

    [Fact]
    public void Inputs_that_are_no_tensors_are_refused()
    {
        var file = Models.Padding();
        file.Graph.Input.Add([new ValueInfoProto { Name = "list", Type = new TypeProto() }, Models.Value("words", 8), Models.Value("long", 1, 1L << 40)]);
        Assert.Equal(
            [
                "input 'list' is a sequence, a map or optional, but only tensors are supported.",
                "input 'words' holds text, but numbers of 8 to 64 bits and truth values are supported.",
                "input 'long' has a size of 1099511627776, but sizes up to 2147483647 are supported.",
            ],
            Models.Problems(file));
    }

    [Fact]
    public void Weights_that_contradict_their_node_are_named_with_both_shapes()
    {
        var graph = new GraphProto
        {
            Node =
            {
                Models.Node("Conv", ["x", "w", "b"], ["y"], Models.Attribute("kernel_shape", [5, 5]), Models.Attribute("strides", [1]), Models.Attribute("group", 3)),
                Models.Node("Conv", ["x", "w", "b"], ["z"], Models.Attribute("pads", [1, 1])),
                Models.Node("Conv", ["x", "b"], ["v"]),
            },
            Input = { Models.Value("x", 1) },
            Output = { Models.Value("y", 1) },
            Initializer = { Models.Floats("w", 4, 2, 3, 3), Models.Floats("b", 3) },
        };
        Assert.Equal(
            [
                "Conv 'the Conv': its weights 'w' have shape (4, 2, 3, 3), but its attribute kernel_shape says (5, 5).",
                "Conv 'the Conv': its attribute strides has 1 numbers, but 2 are expected for a kernel of 2 axes.",
                "Conv 'the Conv': its weights 'w' have shape (4, 2, 3, 3), but its 3 groups cannot share 4 channels.",
                "Conv 'the Conv': its attribute pads has 2 numbers, but 4 are expected for a kernel of 2 axes.",
                "Conv 'the Conv': its weights 'w' have shape (4, 2, 3, 3), but its bias 'b' has (3).",
                "Conv 'the Conv': its weights 'b' have shape (3), but channels, channels and at least one axis of the kernel are expected.",
            ],
            WeightProblems(graph));
    }

    [Fact]
    public void Statistics_of_a_normalisation_must_be_one_number_for_each_channel()
    {
        var graph = new GraphProto
        {
            Node = { Models.Node("BatchNormalization", ["x", "s", "b", "m", "v"], ["y"]) },
            Initializer = { Models.Floats("s", 4), Models.Floats("b", 4), Models.Floats("m", 3), Models.Floats("v", 4) },
        };
        Assert.Equal(
            ["BatchNormalization 'the BatchNormalization': 'm' has shape (3) and 's' (4), but both must be one number for each channel."], WeightProblems(graph));
    }

    [Fact]
    public void Graphs_inside_of_nodes_are_checked_with_what_they_see_from_outside()
    {
        var inner = new GraphProto
        {
            Node = { Models.Node("Nothing", ["x"], ["t"]), Models.Node("Identity", ["late"], ["u"]), Models.Node("Identity", ["unknown"], ["v"]), Models.Node("Neg", ["x"], ["x"]) },
            Output = { Models.Value("t", 1), Models.Value("w", 1) },
        };
        var problems = new Learning.Files.Problems();
        var file = Models.Of(Models.Node("If", ["x"], ["y"], Models.Attribute("then_branch", inner)), Models.Node("Identity", ["y"], ["late"]));
        var graph = new Learning.Files.GraphReader(new Learning.Files.ExternalData(null), problems).Read(file.Graph, "");
        Learning.Checking.OrderCheck.Check(graph, problems);
        Assert.Equal(
            [
                "Identity 'the Identity' in attribute 'then_branch' of If 'the If' reads 'late', which Identity 'the Identity' writes only later: nodes must stand in the order in which they run.",
                "Identity 'the Identity' in attribute 'then_branch' of If 'the If' reads 'unknown', which nothing writes.",
                "Neg 'the Neg' in attribute 'then_branch' of If 'the If' writes 'x', which a graph around it has written already.",
                "output 'w' in attribute 'then_branch' of If 'the If' is written by no node.",
            ],
            problems.Found);
    }

    [Fact]
    public void A_graph_that_was_changed_can_be_checked_again()
    {
        using var model = Models.Load(Models.Padding());
        Assert.Empty(model.Check());
        model.Graph.Initialisers.Remove("pads", out var pads);
        pads!.Dispose();
        Assert.Equal(["Pad 'the Pad' reads 'pads', which nothing writes."], model.Check());
    }

    private static IReadOnlyList<string> WeightProblems(GraphProto message)
    {
        var problems = new Learning.Files.Problems();
        var graph = new Learning.Files.GraphReader(new Learning.Files.ExternalData(null), problems).Read(message, "");
        var check = new Learning.Checking.WeightCheck(graph, problems);
        foreach (var node in graph.Nodes)
            check.Check(node, "");
        graph.Free();
        return problems.Found;
    }
}
