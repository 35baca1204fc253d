using BioDL.Learning.Graphs;

namespace BioDL.Learning.Tests.Gradients;

/// <summary>
/// Compares gradients with central differences that are computed in double precision: (f(x + h) − f(x − h)) / 2h, where f is the sum of all outputs,
/// each element times a random factor.
/// </summary>
internal static class GradientCheck
{
    private const double Step = 1e-5;
    private const int Samples = 20;

    /// <summary>Checks one node: gradients by all inputs that hold real numbers; whole numbers are constants of the graph.</summary>
    public static void Holds(string operation, Attributes? attributes, int opset, params Tensor?[] inputs) => Holds(operation, attributes, opset, outputs: 1, inputs);

    /// <summary>Checks one node for all vectors, and that its gradients are the same to the last bit with one thread and with three.</summary>
    public static void HoldsOnEveryPath(string operation, Attributes? attributes, int opset, params Tensor?[] inputs)
    {
        var given = inputs.Index().Where(input => input.Item is { Type: ElementType.Float32 }).ToDictionary(input => $"x{input.Index}", input => input.Item!);
        using var twin = new OnnxModel(OneNode(operation, attributes, 1, inputs, ElementType.Float64), opset);
        foreach (var path in new[] { SimdPath.Avx512, SimdPath.Avx2, SimdPath.Portable })
        {
            using var model = Model(path, 1);
            Holds(model, twin, given, [.. given.Keys]);
            using var shared = Model(path, 3);
            Assert.Equal(Bits(model), Bits(shared));
        }

        OnnxModel Model(SimdPath path, int threads) =>
            new(OneNode(operation, attributes, 1, inputs, ElementType.Float32), opset, new ComputeOptions { Simd = path, Threads = threads });

        float[] Bits(OnnxModel model)
        {
            var factors = model.Run(given).ToDictionary(pair => pair.Key, pair => Random(new Random(3), pair.Value.Shape.ToArray()));
            return [.. model.Gradients(given, factors, [.. given.Keys]).OrderBy(pair => pair.Key, StringComparer.Ordinal).SelectMany(pair => pair.Value.ToArray<float>())];
        }
    }

    /// <summary>Checks one node with several outputs.</summary>
    public static void Holds(string operation, Attributes? attributes, int opset, int outputs, params Tensor?[] inputs)
    {
        var given = inputs.Index().Where(input => input.Item is { Type: ElementType.Float32 }).ToDictionary(input => $"x{input.Index}", input => input.Item!);
        using var model = new OnnxModel(OneNode(operation, attributes, outputs, inputs, ElementType.Float32), opset);
        Holds(model, new OnnxModel(OneNode(operation, attributes, outputs, inputs, ElementType.Float64), opset), given, [.. given.Keys]);
    }

    /// <summary>Checks a network: gradients by some of its values.</summary>
    /// <param name="model">The network.</param>
    /// <param name="twin">The same network in double precision.</param>
    /// <param name="inputs">Its inputs.</param>
    /// <param name="of">Names of inputs or initialisers.</param>
    public static void Holds(OnnxModel model, OnnxModel twin, IReadOnlyDictionary<string, Tensor> inputs, IReadOnlyList<string> of)
    {
        var random = new Random(5);
        var factors = model.Run(inputs).ToDictionary(pair => pair.Key, pair => Random(random, pair.Value.Shape.ToArray()));
        var gradients = model.Gradients(inputs, factors, of);
        var wide = inputs.ToDictionary(pair => pair.Key, pair => Widened(pair.Value));
        foreach (var name in of)
        {
            var values = (wide.GetValueOrDefault(name) ?? twin.Graph.Initialisers[name]);
            var gradient = gradients[name].ToArray<float>();
            Assert.Equal(values.Shape, gradients[name].Shape);
            foreach (var place in Enumerable.Range(0, gradient.Length).OrderBy(_ => random.Next()).Take(Samples))
            {
                var expected = (At(values, place, Step) - At(values, place, -Step)) / (2 * Step);
                Assert.True(Math.Abs(expected - gradient[place]) <= 2e-4 + 2e-4 * Math.Abs(expected),
                    $"The gradient by element {place} of '{name}' {values.Shape} is {gradient[place]}, but differences give {expected}.");
            }
        }

        double At(Tensor values, int place, double step)
        {
            var before = values.Span<double>()[place];
            values.Span<double>()[place] = before + step;
            var sum = twin.Run(wide).Sum(pair => pair.Value.ToArray<double>().Zip(factors[pair.Key].ToArray<float>()).Sum(product => product.First * product.Second));
            values.Span<double>()[place] = before;
            return sum;
        }
    }

    /// <summary>Numbers between −2 and 2, none of them within 0.01 of a whole number or a half, where functions may have corners.</summary>
    public static Tensor Random(Random random, params int[] sizes)
    {
        var tensor = Tensor.Zeros(ElementType.Float32, sizes);
        foreach (ref var value in tensor.Span<float>())
        {
            do
                value = (float)(4 * random.NextDouble() - 2);
            while (Math.Abs(2 * value - Math.Round(2 * value)) < 0.02);
        }
        return tensor;
    }

    /// <summary>The same numbers in double precision.</summary>
    public static Tensor Widened(Tensor tensor) => tensor.Type == ElementType.Float32
        ? Tensor.From(Array.ConvertAll(tensor.ToArray<float>(), value => (double)value), tensor.Shape.ToArray())
        : tensor;

    /// <summary>The same graph with weights and inputs in double precision.</summary>
    public static Graph Widened(Graph graph)
    {
        var wide = new Graph { Name = graph.Name };
        foreach (var input in graph.Inputs)
            wide.Inputs.Add(input with { Type = input.Type == ElementType.Float32 ? ElementType.Float64 : input.Type });
        foreach (var output in graph.Outputs)
            wide.Outputs.Add(output with { Type = output.Type == ElementType.Float32 ? ElementType.Float64 : output.Type });
        foreach (var node in graph.Nodes)
            wide.Nodes.Add(node);
        foreach (var (name, tensor) in graph.Initialisers)
            wide.Initialisers.Add(name, name == "enlarge.scales" ? tensor : Widened(tensor));
        return wide;
    }

    private static Graph OneNode(string operation, Attributes? attributes, int outputs, Tensor?[] inputs, ElementType type)
    {
        var graph = new Graph();
        foreach (var (number, tensor) in inputs.Index())
        {
            if (tensor?.Type == ElementType.Float32)
                graph.Inputs.Add(new GraphValue($"x{number}", type, null));
            else if (tensor is not null)
                graph.Initialisers.Add($"x{number}", tensor);
        }
        for (var output = 0; output < outputs; output++)
            graph.Outputs.Add(new GraphValue($"y{output}", type, null));
        graph.Nodes.Add(new Node
        {
            Operator = operation,
            Attributes = attributes ?? [],
            Inputs = [.. inputs.Index().Select(input => input.Item is null ? "" : $"x{input.Index}")],
            Outputs = [.. Enumerable.Range(0, outputs).Select(output => $"y{output}")],
        });
        return graph;
    }
}
