using BioDL.Learning.Graphs;

namespace BioDL.Learning.Tests.Gradients;

/// <summary>One line for each way in which an operator is used.</summary>
public sealed class OperatorGradientTests
{
    private static readonly Dictionary<string, Action> Cases = All().ToDictionary(pair => pair.Name, pair => pair.Check);

    public static TheoryData<string> Names => [.. Cases.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Gradients_are_what_central_differences_give(string name) => Cases[name]();

    private static Tensor X(params int[] sizes) => GradientCheck.Random(new Random(sizes.Length + sizes.Sum()), sizes);

    private static Tensor Positive(params int[] sizes)
    {
        var tensor = X(sizes);
        foreach (ref var value in tensor.Span<float>())
            value = Math.Abs(value) + 0.3f;
        return tensor;
    }

    private static Tensor Whole(params long[] numbers) => Tensor.From(numbers, numbers.Length);

    private static IEnumerable<(string Name, Action Check)> All() =>
    [
        .. Movement().Select(each => ($"movement: {each.Name}", each.Check)),
        .. Elementwise(), .. Reductions(), .. Products(), .. Normalisations(), .. Convolutions(), .. Sizes(),
    ];

    private static IEnumerable<(string Name, Action Check)> Movement() =>
    [
        ("Identity", () => GradientCheck.Holds("Identity", null, 13, X(2, 3))),
        ("Reshape", () => GradientCheck.Holds("Reshape", null, 13, X(2, 3, 4), Whole(4, -1))),
        ("Flatten", () => GradientCheck.Holds("Flatten", null, 13, X(2, 3, 4))),
        ("Squeeze", () => GradientCheck.Holds("Squeeze", null, 13, X(2, 1, 4), Whole(1))),
        ("Unsqueeze", () => GradientCheck.Holds("Unsqueeze", null, 13, X(2, 4), Whole(1))),
        ("Transpose", () => GradientCheck.Holds("Transpose", new() { { "perm", new long[] { 0, 2, 3, 1 } } }, 13, X(2, 3, 4, 5))),
        ("Expand", () => GradientCheck.Holds("Expand", null, 13, X(3, 1), Whole(2, 3, 4))),
        ("Tile", () => GradientCheck.Holds("Tile", null, 13, X(2, 3), Whole(2, 2))),
        ("Slice with a step", () => GradientCheck.Holds("Slice", null, 13, X(4, 7), Whole(1, -1), Whole(4, 0), Whole(0, 1), Whole(1, -2))),
        ("Split", () => GradientCheck.Holds("Split", new() { { "axis", 1 } }, 13, 2, X(2, 5), Whole(2, 3))),
        ("Gather", () => GradientCheck.Holds("Gather", new() { { "axis", 1 } }, 13, X(2, 5), Whole(0, 3, 3, -1))),
        ("GatherElements", () => GradientCheck.Holds("GatherElements", new() { { "axis", 1 } }, 13, X(2, 3), Tensor.From([0L, 2, 2, 1], 2, 2))),
        ("Pad with zeros", () => GradientCheck.Holds("Pad", null, 13, X(2, 3, 4), Whole(0, 1, 2, 0, 1, -1))),
        ("Pad by reflection", () => GradientCheck.Holds("Pad", new() { { "mode", "reflect" } }, 13, X(3, 4), Whole(1, 2, 1, 3))),
        ("Pad by the edge", () => GradientCheck.Holds("Pad", new() { { "mode", "edge" } }, 13, X(3, 4), Whole(1, 2, 1, 3))),
        ("DepthToSpace", () => GradientCheck.Holds("DepthToSpace", new() { { "blocksize", 2 } }, 13, X(1, 8, 2, 3))),
        ("SpaceToDepth", () => GradientCheck.Holds("SpaceToDepth", new() { { "blocksize", 2 } }, 13, X(1, 2, 4, 6))),
        ("Concat", () => GradientCheck.Holds("Concat", new() { { "axis", 1 } }, 13, X(2, 3, 4), X(2, 1, 4), X(2, 2, 4))),
        ("Where", () => GradientCheck.Holds("Where", null, 16, Tensor.From([true, false, true], 3), X(2, 3), X(2, 1))),
    ];

    private static IEnumerable<(string Name, Action Check)> Elementwise()
    {
        foreach (var name in new[] { "Relu", "Sigmoid", "Tanh", "Exp", "Abs", "Neg", "Softplus", "Softsign", "Erf", "LeakyRelu", "ThresholdedRelu", "Elu", "Selu", "Celu", "HardSigmoid", "HardSwish", "Mish", "Gelu" })
            yield return (name, () => GradientCheck.Holds(name, null, 20, X(2, 3, 4)));
        foreach (var name in new[] { "Log", "Sqrt", "Reciprocal" })
            yield return (name, () => GradientCheck.Holds(name, null, 20, Positive(2, 3, 4)));
        yield return ("LeakyRelu with a slope of its own", () => GradientCheck.Holds("LeakyRelu", new() { { "alpha", 0.3f } }, 16, X(2, 3)));
        yield return ("Gelu by tangent", () => GradientCheck.Holds("Gelu", new() { { "approximate", "tanh" } }, 20, X(2, 3)));
        foreach (var name in new[] { "Add", "Sub", "Mul", "Max", "Min", "Sum", "Mean" })
        {
            yield return (name, () => GradientCheck.Holds(name, null, 13, X(2, 3, 4), X(4, 3, 2) is var other ? Reshaped(other, 2, 3, 4) : other));
            yield return ($"{name}, repeated", () => GradientCheck.Holds(name, null, 13, X(2, 3, 4), X(3, 1)));
            yield return ($"{name}, both repeated", () => GradientCheck.Holds(name, null, 13, X(2, 1, 4), X(3, 1)));
        }
        yield return ("Div", () => GradientCheck.Holds("Div", null, 13, X(2, 3), Positive(3)));
        yield return ("Pow", () => GradientCheck.Holds("Pow", null, 13, Positive(2, 3), X(3)));
        yield return ("PRelu", () => GradientCheck.Holds("PRelu", null, 16, X(2, 3, 4), X(3, 1)));
    }

    private static IEnumerable<(string Name, Action Check)> Reductions()
    {
        foreach (var name in new[] { "ReduceSum", "ReduceMean", "ReduceSumSquare", "ReduceL1", "ReduceL2", "ReduceLogSumExp", "ReduceMax", "ReduceMin" })
        {
            yield return ($"{name} over two axes", () => GradientCheck.Holds(name, null, 18, X(2, 3, 4), Whole(0, -1)));
            yield return ($"{name} over all", () => GradientCheck.Holds(name, new() { { "keepdims", 0 } }, 18, X(2, 3)));
        }
        yield return ("ReduceMean of an older operator set", () => GradientCheck.Holds("ReduceMean", new() { { "axes", new long[] { 1 } }, { "keepdims", 0 } }, 13, X(2, 3, 4)));
        yield return ("ReduceLogSum", () => GradientCheck.Holds("ReduceLogSum", null, 18, Positive(2, 3), Whole(1)));
        foreach (var name in new[] { "Softmax", "LogSoftmax" })
        {
            yield return ($"{name} over channels", () => GradientCheck.Holds(name, new() { { "axis", 1 } }, 13, X(2, 3, 4)));
            yield return ($"{name} of an older operator set", () => GradientCheck.Holds(name, new() { { "axis", 1 } }, 11, X(2, 3, 4)));
        }
    }

    private static IEnumerable<(string Name, Action Check)> Products() =>
    [
        ("Gemm", () => GradientCheck.Holds("Gemm", null, 13, X(2, 3), X(3, 4), X(4))),
        ("Gemm, turned and scaled", () => GradientCheck.Holds("Gemm", new() { { "transA", 1 }, { "transB", 1 }, { "alpha", 0.5f }, { "beta", 2f } }, 13, X(3, 2), X(4, 3), X(2, 1))),
        ("MatMul", () => GradientCheck.Holds("MatMul", null, 13, X(2, 3), X(3, 4))),
        ("MatMul in batches", () => GradientCheck.Holds("MatMul", null, 13, X(2, 1, 2, 3), X(4, 3, 2))),
        ("MatMul of vectors", () => GradientCheck.Holds("MatMul", null, 13, X(3), X(2, 3, 2))),
    ];

    private static IEnumerable<(string Name, Action Check)> Normalisations() =>
    [
        ("BatchNormalization by running statistics", () => GradientCheck.Holds("BatchNormalization", null, 15, X(2, 3, 4, 5), X(3), Reshaped(X(3), 3), Reshaped(X(3), 3), Positive(3))),
        ("LayerNormalization", () => GradientCheck.Holds("LayerNormalization", new() { { "axis", 1 } }, 17, X(3, 4, 5), X(4, 5), Reshaped(X(4, 5), 4, 5))),
        ("InstanceNormalization", () => GradientCheck.Holds("InstanceNormalization", null, 13, X(2, 3, 4, 5), X(3), Reshaped(X(3), 3))),
        ("GroupNormalization", () => GradientCheck.Holds("GroupNormalization", new() { { "num_groups", 2 } }, 21, X(2, 4, 3, 5), X(4), Reshaped(X(4), 4))),
    ];

    private static IEnumerable<(string Name, Action Check)> Convolutions() =>
    [
        ("Conv", () => GradientCheck.HoldsOnEveryPath("Conv", Window(3, pads: [1, 1, 1, 1]), 13, X(2, 3, 7, 9), X(4, 3, 3, 3), X(4))),
        ("Conv of many channels", () => GradientCheck.HoldsOnEveryPath("Conv", Window(3, pads: [1, 1, 1, 1]), 13, X(2, 18, 5, 6), X(33, 18, 3, 3), X(33))),
        ("Conv of 16 channels", () => GradientCheck.HoldsOnEveryPath("Conv", Window(3, pads: [1, 1, 1, 1]), 13, X(1, 16, 20, 35), X(16, 16, 3, 3), X(16))),
        ("Conv with wide padding", () => GradientCheck.HoldsOnEveryPath("Conv", Window(3, pads: [0, 3, 4, 1]), 13, X(2, 16, 6, 7), X(32, 16, 3, 3))),
        ("Conv of one pixel", () => GradientCheck.HoldsOnEveryPath("Conv", Window(1), 13, X(2, 17, 4, 5), X(1, 17, 1, 1), X(1))),
        ("Conv with strides", () => GradientCheck.HoldsOnEveryPath("Conv", Window(3, strides: [2, 3], pads: [1, 0, 2, 1]), 13, X(2, 17, 8, 11), X(5, 17, 3, 3))),
        ("Conv with strides of a plain image", () => GradientCheck.HoldsOnEveryPath("Conv", Window(3, strides: [2, 2], pads: [1, 1, 1, 1]), 13, X(2, 2, 9, 8), X(5, 2, 3, 3))),
        ("Conv with dilation", () => GradientCheck.HoldsOnEveryPath("Conv", Window(3, dilations: [2, 3], pads: [2, 3, 2, 3]), 13, X(1, 4, 9, 10), X(3, 4, 3, 3))),
        ("Conv without padding that leaves a border", () => GradientCheck.HoldsOnEveryPath("Conv", Window(2, strides: [3, 3]), 13, X(1, 20, 9, 10), X(3, 20, 2, 2))),
        ("Conv in groups", () => GradientCheck.HoldsOnEveryPath("Conv", Grouped(2, 3, [1, 1, 1, 1]), 13, X(2, 4, 5, 6), X(6, 2, 3, 3), X(6))),
        ("Conv of each channel by itself", () => GradientCheck.HoldsOnEveryPath("Conv", Grouped(5, 3, [1, 1, 1, 1]), 13, X(2, 5, 5, 6), X(5, 1, 3, 3), Reshaped(X(5), 5))),
        ("Conv of signals", () => GradientCheck.HoldsOnEveryPath("Conv", new() { { "kernel_shape", new long[] { 3 } }, { "pads", new long[] { 1, 1 } } }, 13, X(2, 3, 9), X(4, 3, 3), X(4))),
        ("ConvTranspose", () => GradientCheck.HoldsOnEveryPath("ConvTranspose", Window(2, strides: [2, 2]), 13, X(2, 5, 4, 6), X(5, 3, 2, 2), X(3))),
        ("ConvTranspose of many channels", () => GradientCheck.HoldsOnEveryPath("ConvTranspose", Window(3, strides: [2, 2], pads: [1, 1, 1, 1]), 13, X(1, 33, 4, 5), X(33, 17, 3, 3), X(17))),
        ("ConvTranspose of neighbours", () => GradientCheck.HoldsOnEveryPath("ConvTranspose", Window(3, pads: [1, 0, 2, 1]), 13, X(2, 16, 7, 6), X(16, 16, 3, 3), X(16))),
        ("ConvTranspose in groups", () => GradientCheck.HoldsOnEveryPath("ConvTranspose", Grouped(2, 2, [0, 0, 0, 0]), 13, X(2, 4, 4, 5), X(4, 3, 2, 2), X(6))),
    ];

    private static IEnumerable<(string Name, Action Check)> Sizes() =>
    [
        ("MaxPool", () => GradientCheck.Holds("MaxPool", Window(2, strides: [2, 2]), 13, X(2, 3, 6, 8))),
        ("MaxPool of many channels with a border", () => GradientCheck.Holds("MaxPool", Window(2, strides: [2, 2]), 13, X(1, 17, 5, 7))),
        ("MaxPool with overlap", () => GradientCheck.Holds("MaxPool", Window(3, strides: [2, 1], pads: [1, 1, 1, 1]), 13, X(1, 3, 6, 8))),
        ("MaxPool of signals", () => GradientCheck.Holds("MaxPool", new() { { "kernel_shape", new long[] { 2 } }, { "strides", new long[] { 2 } } }, 13, X(2, 3, 8))),
        ("AveragePool", () => GradientCheck.Holds("AveragePool", Window(3, strides: [2, 2], pads: [1, 1, 1, 1]), 13, X(1, 9, 6, 8))),
        ("AveragePool with padding that counts", () => GradientCheck.Holds("AveragePool", new() { { "kernel_shape", new long[] { 3, 3 } }, { "pads", new long[] { 1, 1, 1, 1 } }, { "count_include_pad", 1 } }, 13, X(1, 3, 6, 8))),
        ("AveragePool of signals", () => GradientCheck.Holds("AveragePool", new() { { "kernel_shape", new long[] { 2 } } }, 13, X(2, 3, 8))),
        ("GlobalAveragePool", () => GradientCheck.Holds("GlobalAveragePool", null, 13, X(2, 3, 4, 5))),
        ("GlobalMaxPool", () => GradientCheck.Holds("GlobalMaxPool", null, 13, X(2, 3, 4, 5))),
        ("Resize by linear interpolation", () => GradientCheck.Holds("Resize", new() { { "mode", "linear" } }, 13, X(1, 3, 4, 5), null, null, Whole(1, 3, 8, 10))),
        ("Resize of many channels", () => GradientCheck.Holds("Resize", new() { { "mode", "linear" }, { "coordinate_transformation_mode", "align_corners" } }, 13, X(2, 18, 3, 4), null, null, Whole(2, 18, 7, 6))),
        ("Resize to the nearest", () => GradientCheck.Holds("Resize", new() { { "mode", "nearest" }, { "coordinate_transformation_mode", "asymmetric" }, { "nearest_mode", "floor" } }, 13, X(1, 3, 4, 5), null, null, Whole(1, 3, 8, 3))),
        ("Resize by cubic interpolation", () => GradientCheck.Holds("Resize", new() { { "mode", "cubic" } }, 13, X(1, 2, 5, 6), null, null, Whole(1, 2, 9, 8))),
    ];

    private static Attributes Window(long size, long[]? strides = null, long[]? dilations = null, long[]? pads = null)
    {
        var attributes = new Attributes { { "kernel_shape", new[] { size, size } }, { "pads", pads ?? [0, 0, 0, 0] } };
        attributes.Add("strides", strides ?? [1, 1]);
        attributes.Add("dilations", dilations ?? [1, 1]);
        return attributes;
    }

    private static Attributes Grouped(int groups, long size, long[] pads) =>
        new() { { "kernel_shape", new[] { size, size } }, { "pads", pads }, { "group", groups } };

    private static Tensor Reshaped(Tensor tensor, params int[] sizes) => Tensor.From(tensor.ToArray<float>().Reverse().ToArray(), sizes);
}
