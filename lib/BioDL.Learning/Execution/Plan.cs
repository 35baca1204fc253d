using BioDL.Learning.Gradients;
using BioDL.Learning.Graphs;
using BioDL.Learning.Operators;

namespace BioDL.Learning.Execution;

/// <summary>
/// What must be run, in order, to get certain values of a graph: only the nodes that they need, values by number instead of by name, and for each
/// step which values it is the last to read.
/// </summary>
internal sealed class Plan : IDisposable
{
    private readonly Dictionary<string, int> numbers = new(StringComparer.Ordinal);
    private readonly Plan? outer;
    private readonly List<(int Outer, int Inner)> captured = [];

    private Plan(Graph graph, ComputeOptions compute, Plan? outer, bool keepsValues)
    {
        KeepsValues = keepsValues;
        Compute = compute;
        this.outer = outer;
        foreach (var input in graph.Inputs)
            Number(input.Name);
        foreach (var (name, tensor) in graph.Initialisers)
            Constants.TryAdd(Number(name), tensor);
    }

    public ComputeOptions Compute { get; }

    /// <summary>Whether runs keep every value, so that gradients can be computed.</summary>
    public bool KeepsValues { get; }

    public List<Step> Steps { get; } = [];

    /// <summary>Weights and other values that are the same in every run, by number.</summary>
    public Dictionary<int, Tensor> Constants { get; } = [];

    /// <summary>Numbers of the values to return.</summary>
    public int[] Outputs { get; private set; } = [];

    /// <summary>Values of the graph around this one that it reads: their number there and here.</summary>
    public IReadOnlyList<(int Outer, int Inner)> Captured => captured;

    public int ValueCount => numbers.Count;

    /// <summary>Plans a graph.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="outputs">Names of the values to return.</param>
    /// <param name="opset">Version of the operator set.</param>
    /// <param name="compute">How to compute.</param>
    /// <param name="outer">The plan of the graph around this one.</param>
    /// <param name="keepsValues">Whether runs keep every value, so that gradients can be computed.</param>
    /// <param name="fuses">Whether steps may become one where nobody asks for what lies between.</param>
    /// <exception cref="OnnxException">A value or operator does not exist, or attributes are wrong.</exception>
    public static Plan Make(
        Graph graph, IReadOnlyList<string> outputs, int opset, ComputeOptions compute, Plan? outer = null, bool keepsValues = false, bool fuses = true)
    {
        var plan = new Plan(graph, compute, outer, keepsValues);
        foreach (var node in Needed(graph, outputs))
            plan.Add(node, opset, fuses);
        plan.Outputs = [.. outputs.Select(name => plan.Find(name)
            ?? throw new OnnxException($"This network has no value '{name}'. Its outputs are {string.Join(", ", graph.Outputs.Select(output => output.Name))}."))];
        if (fuses && !keepsValues)
            Fusion.Apply(plan);
        if (!keepsValues)
            plan.FindLastUses();
        return plan;
    }

    /// <summary>The number of a named value; null when nothing writes it.</summary>
    public int? Find(string name)
    {
        if (numbers.TryGetValue(name, out var number))
            return number;
        if (outer?.Find(name) is not { } above)
            return null;
        number = Number(name);
        captured.Add((above, number));
        return number;
    }

    /// <summary>Frees what the operators keep.</summary>
    public void Dispose()
    {
        foreach (var step in Steps)
        {
            step.Operator.Dispose();
            step.Gradient?.Dispose();
            foreach (var inner in step.Inner.Values)
                inner.Dispose();
        }
    }

    private static List<Node> Needed(Graph graph, IReadOnlyList<string> outputs)
    {
        var wanted = new HashSet<string>(outputs, StringComparer.Ordinal);
        var needed = new List<Node>();
        for (var n = graph.Nodes.Count - 1; n >= 0; n--)
        {
            var node = graph.Nodes[n];
            if (!node.Outputs.Any(wanted.Contains))
                continue;
            needed.Add(node);
            wanted.UnionWith(node.Inputs);
            foreach (var (_, value) in node.Attributes)
            {
                if (value is Graph inner)
                    wanted.UnionWith(Read(inner));
            }
        }
        needed.Reverse();
        return needed;
    }

    /// <summary>Every name that the nodes of a graph read, also in graphs inside.</summary>
    private static IEnumerable<string> Read(Graph graph) => graph.Outputs.Select(output => output.Name).Concat(graph.Nodes.SelectMany(node =>
        node.Inputs.Concat(node.Attributes.Select(attribute => attribute.Value).OfType<Graph>().SelectMany(Read))));

    private void Add(Node node, int opset, bool fuses)
    {
        var inputs = node.Inputs.Select(name => name.Length == 0 ? -1 : Find(name)
            ?? throw new OnnxException($"{node}: nothing gives its input '{name}'.")).ToArray();
        if (node.Operator == "Constant" && node.Attributes.TensorOf("value") is { } constant)
        {
            Constants[Number(node.Outputs[0])] = constant;
            return;
        }
        var made = OperatorRegistry.Make(node, opset);
        var step = new Step(node, made, inputs, [.. node.Outputs.Select(name => name.Length == 0 ? -1 : Number(name))])
        {
            Gradient = KeepsValues ? GradientRules.Find(node, opset) : null,
        };
        foreach (var (name, value) in node.Attributes)
        {
            if (value is Graph inner)
                step.Inner[name] = Make(inner, [.. inner.Outputs.Select(output => output.Name)], opset, Compute, this, KeepsValues, fuses);
        }
        Steps.Add(step);
    }

    private int Number(string name)
    {
        if (!numbers.TryGetValue(name, out var number))
            numbers[name] = number = numbers.Count;
        return number;
    }

    private void FindLastUses()
    {
        var kept = new HashSet<int>(Outputs.Concat(Constants.Keys).Concat(captured.Select(pair => pair.Inner)));
        for (var n = Steps.Count - 1; n >= 0; n--)
        {
            var step = Steps[n];
            step.LastUses = [.. step.Inputs.Concat(step.Outputs).Concat(step.Inner.Values.SelectMany(inner => inner.Captured).Select(pair => pair.Outer))
                .Where(number => number >= 0).Distinct().Where(kept.Add)];
        }
    }
}
