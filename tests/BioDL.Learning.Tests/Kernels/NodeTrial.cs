using BioDL.Learning.Execution;
using BioDL.Learning.Graphs;
using BioDL.Learning.Operators;

namespace BioDL.Learning.Tests.Kernels;

/// <summary>Runs nodes on memory full of NaN: what an operator reads without need, or forgets to write, shows.</summary>
internal static class NodeTrial
{
    /// <summary>Every path of this machine.</summary>
    public static IEnumerable<SimdPath> Paths => new[] { SimdPath.Avx512, SimdPath.Avx2, SimdPath.Portable }
        .Where(path => new ComputeOptions { Simd = path }.Taken == path);

    /// <summary>The output of nodes that follow each other; the first reads "x", each writes "v0", "v1" …</summary>
    /// <param name="nodes">The nodes.</param>
    /// <param name="input">What "x" is.</param>
    /// <param name="constants">The weights.</param>
    /// <param name="compute">How to compute.</param>
    /// <param name="isBlocked">Whether the first node gets its input in blocks, with NaN where channels are missing.</param>
    public static Tensor Run(
        IReadOnlyList<Node> nodes, Tensor input, IReadOnlyDictionary<string, Tensor> constants, ComputeOptions compute, bool isBlocked = false)
    {
        var graph = new Graph { Inputs = { new GraphValue("given", input.Type, null) }, Outputs = { new GraphValue(nodes[^1].Outputs[0], input.Type, null) } };
        graph.Nodes.Add(new Node { Operator = "Identity", Inputs = ["given"], Outputs = ["x"] });
        foreach (var node in nodes)
            graph.Nodes.Add(node);
        foreach (var (name, tensor) in constants)
            graph.Initialisers.Add(name, tensor);
        using var plan = Plan.Make(graph, [nodes[^1].Outputs[0]], 13, compute);
        if (isBlocked)
            plan.Steps[0] = plan.Steps[0] with { Operator = new BlockingOperator() };
        using var pool = new MemoryPool();
        Poison(pool);
        using var run = new Run(plan, pool);
        run.Begin(RunOptions.Default, CancellationToken.None);
        run.Values[0] = input.Viewed(input.Shape);
        return run.Complete()[0];
    }

    /// <summary>Numbers between −1 and 1.</summary>
    public static Tensor Random(Random random, params int[] sizes)
    {
        var tensor = Tensor.Zeros(ElementType.Float32, sizes);
        foreach (ref var value in tensor.Span<float>())
            value = (random.NextSingle() * 2) - 1;
        return tensor;
    }

    /// <summary>Whether every number is within 1e-5 + 1e-4 · |expected|.</summary>
    public static void Near(ReadOnlySpan<double> expected, ReadOnlySpan<float> found, string what)
    {
        Assert.Equal(expected.Length, found.Length);
        for (var n = 0; n < expected.Length; n++)
        {
            if (!(Math.Abs(expected[n] - found[n]) <= 1e-5 + (1e-4 * Math.Abs(expected[n]))))
                Assert.Fail($"{what}: element {n} of {found.Length} is {found[n]}, but {expected[n]} is expected.");
        }
    }

    /// <summary>The numbers in double precision.</summary>
    public static double[] Doubles(Tensor tensor) => [.. tensor.ToArray<float>().Select(value => (double)value)];

    private static void Poison(MemoryPool pool)
    {
        var rented = Enumerable.Range(6, 16).SelectMany(power => Enumerable.Range(0, 3).Select(_ => pool.Rent((nint)1 << power))).ToArray();
        foreach (var memory in rented)
        {
            unsafe
            {
                new Span<float>(memory.Pointer, (int)(memory.Bytes / sizeof(float))).Fill(float.NaN);
            }
            memory.Release();
        }
    }

    private sealed class BlockingOperator : Operator
    {
        public override unsafe void Run(OperatorCall call)
        {
            var input = call.Input(0);
            var (shape, pixels) = (input.Shape, input.Shape[2] * input.Shape[3]);
            var output = call.Output(0, input.Type, shape, TensorLayout.Blocked16);
            new Span<float>(output.Floats, output.Count).Fill(float.NaN);
            for (var n = 0; n < shape.Count; n++)
            {
                var (image, channel, pixel) = (n / (shape[1] * pixels), n / pixels % shape[1], n % pixels);
                var block = (image * TensorLayouts.Blocks(shape[1])) + (channel / 16);
                output.Floats[((((long)block * pixels) + pixel) * 16) + (channel % 16)] = input.Floats[n];
            }
        }
    }
}
