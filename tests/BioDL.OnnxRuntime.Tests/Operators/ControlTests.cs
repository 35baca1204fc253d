using BioDL.Learning;
using BioDL.Learning.Graphs;
using BioDL.OnnxRuntime.Tests.Oracle;

namespace BioDL.OnnxRuntime.Tests.Operators;

public sealed class ControlTests
{
    [OnnxRuntimeTheory, InlineData(true), InlineData(false)]
    public void If_runs_the_branch_that_the_condition_chooses_on_values_from_around_it(bool condition)
    {
        using Tensor truth = Tensor.Scalar(condition), x = Numbers(3, 4);
        foreach (var opset in new[] { 11, 13, 21 })
            GraphCase.Check(Choosing(), opset, new Dictionary<string, Tensor> { ["condition"] = truth, ["x"] = x }, $"If {condition} of opset {opset}");

        static Graph Choosing()
        {
            var graph = Outer(["condition: Bool", "x: Float32"], ["y"]);
            graph.Nodes.Add(Does("Identity", ["x"], "before"));
            graph.Nodes.Add(Does("If", ["condition"], ["y"], ("then_branch", Turned()), ("else_branch", Cut())));
            return graph;
        }

        static Graph Turned() => new() { Name = "then", Outputs = { Value("turned: Float32") }, Nodes = { Does("Transpose", ["before"], "turned") } };

        static Graph Cut()
        {
            var graph = new Graph { Name = "else", Outputs = { Value("cut: Float32") } };
            graph.Initialisers["one"] = Tensor.From([1L], 1);
            graph.Initialisers["three"] = Tensor.From([3L], 1);
            graph.Nodes.Add(Does("Slice", ["before", "one", "three"], "cut"));
            return graph;
        }
    }

    [OnnxRuntimeTheory, InlineData(0), InlineData(1), InlineData(5)]
    public void Loop_carries_values_and_collects_others(int rounds)
    {
        using Tensor trips = Tensor.Scalar((long)rounds), truth = Tensor.Scalar(true), x = Numbers(2, 3);
        GraphCase.Check(Growing(withCondition: true), 13, new Dictionary<string, Tensor> { ["trips"] = trips, ["goes"] = truth, ["x"] = x }, $"Loop of {rounds}");
    }

    [OnnxRuntimeFact]
    public void Loop_ends_when_its_condition_no_longer_holds()
    {
        var graph = Growing(withCondition: true);
        using Tensor trips = Tensor.Scalar(long.MaxValue), truth = Tensor.Scalar(true), x = Numbers(2, 3);
        var given = new Dictionary<string, Tensor> { ["trips"] = trips, ["goes"] = truth, ["x"] = x };
        Assert.Equal(new TensorShape(7, 1), GraphCase.Check(graph, 13, given, "Loop with a condition")["collected"].Shape);
    }

    [OnnxRuntimeFact]
    public void Loop_whose_condition_never_held_runs_no_round()
    {
        using Tensor trips = Tensor.Scalar(3L), truth = Tensor.Scalar(false), x = Numbers(2, 3);
        var given = new Dictionary<string, Tensor> { ["trips"] = trips, ["goes"] = truth, ["x"] = x };
        Assert.Equal(new TensorShape(2, 3), GraphCase.Check(Growing(withCondition: true), 13, given, "Loop never")["y"].Shape);
    }

    [OnnxRuntimeFact]
    public void Loop_inside_of_a_loop_reads_values_of_both_around_it()
    {
        var inner = new Graph { Name = "inner", Inputs = { Value("j: Int64 ()"), Value("inner_goes: Bool ()"), Value("u: Float32") } };
        inner.Outputs.Add(Value("inner_next: Bool"));
        inner.Outputs.Add(Value("u2: Float32"));
        inner.Nodes.Add(Does("Identity", ["inner_goes"], "inner_next"));
        inner.Nodes.Add(Does("Concat", ["u", "v", "x"], ["u2"], ("axis", 0L)));
        var body = new Graph { Name = "body", Inputs = { Value("i: Int64 ()"), Value("body_goes: Bool ()"), Value("v: Float32") } };
        body.Outputs.Add(Value("body_next: Bool"));
        body.Outputs.Add(Value("v2: Float32"));
        body.Nodes.Add(Does("Identity", ["body_goes"], "body_next"));
        body.Nodes.Add(Does("Loop", ["i", "", "v"], ["v2"], ("body", inner)));
        var graph = Outer(["trips: Int64", "x: Float32"], ["y"]);
        graph.Nodes.Add(Does("Loop", ["trips", "", "x"], ["y"], ("body", body)));
        using Tensor trips = Tensor.Scalar(3L), x = Numbers(2, 2);
        GraphCase.Check(graph, 13, new Dictionary<string, Tensor> { ["trips"] = trips, ["x"] = x }, "Loop in a loop");
    }

    [Fact]
    public void Loop_without_an_end_stops_when_it_is_cancelled()
    {
        using var model = new OnnxModel(Growing(withCondition: false), 13);
        using Tensor trips = Tensor.Scalar(long.MaxValue), truth = Tensor.Scalar(true), x = Tensor.Zeros(ElementType.Float32, 0, 3);
        using var patience = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));
        Assert.ThrowsAny<OperationCanceledException>(
            () => model.Run(new Dictionary<string, Tensor> { ["trips"] = trips, ["goes"] = truth, ["x"] = x }, ["y"], patience.Token));
    }

    // Each round joins what is carried with x; "collected" gets the number of the round; with a condition, six rounds follow the first.
    private static Graph Growing(bool withCondition)
    {
        var body = new Graph { Name = "body", Inputs = { Value("i: Int64 ()"), Value("before: Bool ()"), Value("v: Float32") } };
        foreach (var output in new[] { "next: Bool", "v2: Float32", "number: Int64 (1)" })
            body.Outputs.Add(Value(output));
        body.Initialisers["six"] = Tensor.Scalar(6L);
        body.Initialisers["first"] = Tensor.From([0L], 1);
        body.Nodes.Add(withCondition ? Does("Less", ["i", "six"], "next") : Does("Identity", ["before"], "next"));
        body.Nodes.Add(Does("Concat", ["v", "x"], ["v2"], ("axis", 0L)));
        body.Nodes.Add(Does("Unsqueeze", ["i", "first"], "number"));
        var graph = Outer(["trips: Int64", "goes: Bool", "x: Float32"], ["y", "collected"]);
        graph.Nodes.Add(Does("Loop", ["trips", "goes", "x"], ["y", "collected"], ("body", body)));
        return graph;
    }

    private static Tensor Numbers(params int[] sizes) => RandomTensors.Make(ElementType.Float32, sizes, 5);

    private static Graph Outer(string[] inputs, string[] outputs)
    {
        var graph = new Graph { Name = "outer" };
        foreach (var input in inputs)
            graph.Inputs.Add(Value(input));
        foreach (var output in outputs)
            graph.Outputs.Add(new GraphValue(output, ElementType.Undefined, null));
        return graph;
    }

    // "name: type" of any shape, "name: type (1)" of one element, or "name: type ()" of a number alone, as ONNX Runtime wants the first inputs of a Loop's graph.
    private static GraphValue Value(string text) => text.Split([": ", " "], StringSplitOptions.None) is [var name, var type, .. var shape]
        ? new GraphValue(name, Enum.Parse<ElementType>(type), shape switch { [] => null, ["()"] => [], _ => [1] })
        : throw new ArgumentException(text);

    private static Node Does(string what, string[] inputs, string output) => Does(what, inputs, [output]);

    private static Node Does(string what, string[] inputs, string[] outputs, params (string Name, object Value)[] attributes)
    {
        var settings = new Attributes();
        foreach (var (name, value) in attributes)
            settings.Add(name, value);
        return new Node { Operator = what, Inputs = inputs, Outputs = outputs, Attributes = settings };
    }
}
