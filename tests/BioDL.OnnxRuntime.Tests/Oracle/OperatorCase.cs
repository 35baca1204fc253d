using BioDL.Learning;
using BioDL.Learning.Graphs;

namespace BioDL.OnnxRuntime.Tests.Oracle;

/// <summary>
/// One operator with its attributes and inputs, computed by our engine on every SIMD path, with one thread and with two, and by ONNX Runtime.
/// <code>new OperatorCase("Transpose", 13, [Given.Floats(2, 3, 4)], ("perm", new long[] { 2, 0, 1 }))</code>
/// </summary>
public sealed class OperatorCase
{
    private readonly string name;
    private readonly int opset;
    private readonly Given[] inputs;
    private readonly (string Name, object Value)[] attributes;

    public OperatorCase(string name, int opset, Given[] inputs, params (string Name, object Value)[] attributes) =>
        (this.name, this.opset, this.inputs, this.attributes) = (name, opset, inputs, attributes);

    /// <summary>How many outputs the operator has.</summary>
    public int Outputs { get; init; } = 1;

    /// <summary>From which the random inputs are made.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Names of all of the case's outputs.</summary>
    private string[] Names => [.. Enumerable.Range(0, Outputs).Select(n => $"y{n}")];

    /// <summary>Compares; a difference fails the test and prints the case.</summary>
    public void Check()
    {
        var values = inputs.Select((input, n) => input.Make?.Invoke(Seed + n)).ToArray();
        var given = Enumerable.Range(0, inputs.Length).Where(n => values[n] is not null && !inputs[n].IsConstant).ToDictionary(Name, n => values[n]!);
        GraphCase.Check(Build(values), opset, given, ToString());
    }

    /// <summary>The case in one line; messages and the list of tests show it.</summary>
    public override string ToString() =>
        $"{name}-{opset}({string.Join("; ", inputs.Select(input => input.ToString()))}){string.Concat(attributes.Select(each => $" {each.Name}={Show(each.Value)}"))}"
        + (Seed == 1 ? "" : $" seed {Seed}");

    private static string Name(int input) => $"x{input}";

    private static string Show(object value) => value switch
    {
        long[] numbers => $"[{string.Join(", ", numbers)}]",
        float[] numbers => $"[{string.Join(", ", numbers)}]",
        _ => value.ToString()!,
    };

    private Graph Build(Tensor?[] values)
    {
        var settings = new Attributes();
        foreach (var (key, value) in attributes)
            settings.Add(key, value);
        var graph = new Graph { Name = name };
        for (var n = 0; n < values.Length; n++)
        {
            if (values[n] is { } constant && inputs[n].IsConstant)
                graph.Initialisers.Add(Name(n), constant);
            else if (values[n] is { } tensor)
                graph.Inputs.Add(new GraphValue(Name(n), tensor.Type, [.. tensor.Shape.ToArray().Select((_, axis) => new Dimension(null, $"d{n}{axis}"))]));
        }
        graph.Nodes.Add(new Node
        {
            Operator = name,
            Inputs = [.. values.Select((value, n) => value is null ? "" : Name(n))],
            Outputs = Names,
            Attributes = settings,
        });
        foreach (var output in Names)
            graph.Outputs.Add(new GraphValue(output, ElementType.Undefined, null));
        return graph;
    }
}
