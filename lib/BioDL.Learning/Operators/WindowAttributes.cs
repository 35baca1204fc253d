using BioDL.Learning.Graphs;
using BioDL.Learning.Kernels;

namespace BioDL.Learning.Operators;

/// <summary>
/// The attributes that convolutions and pools share: kernel_shape, strides, dilations, pads, auto_pad. One axis is taken as an image of one row.
/// </summary>
internal sealed class WindowAttributes
{
    private static readonly string[] AutoPads = ["NOTSET", "VALID", "SAME_UPPER", "SAME_LOWER"];

    private readonly IReadOnlyList<long>? sizes;
    private readonly IReadOnlyList<long>? strides;
    private readonly IReadOnlyList<long>? dilations;
    private readonly IReadOnlyList<long>? pads;

    /// <summary>Reads and checks the attributes of a node.</summary>
    /// <exception cref="OnnxException">They contradict each other or make no window.</exception>
    public WindowAttributes(Node node)
    {
        sizes = Positive(node, "kernel_shape");
        strides = Positive(node, "strides");
        dilations = Positive(node, "dilations");
        pads = node.Attributes.Integers("pads");
        AutoPad = node.Attributes.Text("auto_pad", "NOTSET");
        if (!AutoPads.Contains(AutoPad))
            throw new OnnxException($"auto_pad is '{AutoPad}', but only {string.Join(", ", AutoPads)} are defined");
        if (pads is not null && pads.Any(pad => pad is < 0 or > int.MaxValue / 4))
            throw new OnnxException($"pads are {Text(pads)}, but padding cannot be negative; use Slice to crop");
    }

    /// <summary>NOTSET, VALID, SAME_UPPER or SAME_LOWER.</summary>
    public string AutoPad { get; }

    /// <summary>Whether there are no strides and no padding.</summary>
    public bool StaysInPlace => (strides?.All(stride => stride == 1) ?? true) && (pads?.All(pad => pad == 0) ?? true);

    /// <summary>The window for an image.</summary>
    /// <param name="image">The spatial sizes of the image: (height, width) or (width).</param>
    /// <param name="kernel">The spatial sizes of the weights; null for pools.</param>
    /// <exception cref="OnnxException">The number of axes is not supported, or sizes do not fit.</exception>
    public Window For(ReadOnlySpan<int> image, int[]? kernel = null)
    {
        var rank = image.Length;
        if (rank is not (1 or 2))
            throw new OnnxException($"the input has {rank} spatial axes, but windows of 1 or 2 are supported; run 3-D images plane by plane");
        if (sizes is not null && kernel is not null && !sizes.SequenceEqual(kernel.Select(size => (long)size)))
            throw new OnnxException($"kernel_shape is {Text(sizes)}, but the weights have a kernel of ({string.Join(", ", kernel)})");
        var size = sizes ?? kernel?.Select(each => (long)each).ToArray() ?? throw new OnnxException("attribute 'kernel_shape' is missing");
        foreach (var (name, values, count) in new[] { ("kernel_shape", size, rank), ("strides", strides, rank), ("dilations", dilations, rank), ("pads", pads, 2 * rank) })
        {
            if (values is not null && values.Count != count)
                throw new OnnxException($"{name} has {values.Count} numbers, but the input's {rank} spatial axes need {count}");
        }
        var last = Axis(rank - 1, image[rank - 1], (int)size[rank - 1], rank);
        return new Window(rank == 1 ? WindowAxis.None : Axis(0, image[0], (int)size[0], rank), last);
    }

    private WindowAxis Axis(int axis, int length, int size, int rank)
    {
        var plain = new WindowAxis(size, (int)(strides?[axis] ?? 1), (int)(dilations?[axis] ?? 1), 0, 0);
        if (AutoPad == "VALID")
            return plain;
        if (AutoPad == "NOTSET")
            return plain with { Before = (int)(pads?[axis] ?? 0), After = (int)(pads?[axis + rank] ?? 0) };
        var positions = (length + plain.Stride - 1) / plain.Stride;
        var total = Math.Max(((positions - 1) * plain.Stride) + plain.Span - length, 0);
        var less = total / 2;
        return AutoPad == "SAME_UPPER" ? plain with { Before = less, After = total - less } : plain with { Before = total - less, After = less };
    }

    private static IReadOnlyList<long>? Positive(Node node, string name)
    {
        var values = node.Attributes.Integers(name);
        return values is null || values.All(value => value is > 0 and <= int.MaxValue / 4)
            ? values
            : throw new OnnxException($"{name} is {Text(values)}, but each number must be at least 1");
    }

    private static string Text(IEnumerable<long> values) => $"({string.Join(", ", values)})";
}
