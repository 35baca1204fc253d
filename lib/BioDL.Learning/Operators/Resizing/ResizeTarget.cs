using BioDL.Learning.Graphs;

namespace BioDL.Learning.Operators.Resizing;

/// <summary>The size that an axis shall have, and the factor with which places are computed.</summary>
/// <param name="Size">Elements along the axis.</param>
/// <param name="Scale">How many there are for each of the input.</param>
/// <param name="IsRatio">Whether the factor is no more than the ratio of the sizes.</param>
internal readonly record struct AxisTarget(int Size, float Scale, bool IsRatio = false);

/// <summary>How large the output of a Resize is: its node gives factors or sizes, for all axes or some.</summary>
internal sealed class ResizeTarget(Attributes attributes, int opset)
{
    /// <summary>Which input gives factors.</summary>
    public int ScalesInput { get; } = opset < 11 ? 1 : 2;

    /// <summary>Which input gives sizes.</summary>
    public int SizesInput { get; } = opset < 11 ? int.MaxValue : 3;

    private readonly IReadOnlyList<long>? given = attributes.Integers("axes");
    private readonly string policy = attributes.Choice("keep_aspect_ratio_policy", "stretch", "stretch", "not_larger", "not_smaller");

    /// <exception cref="OnnxException">Neither or too few are given, or a factor is not above 0.</exception>
    public AxisTarget[] Find(TensorShape shape, Tensor? scales, long[]? sizes)
    {
        int[] axes = [.. given?.Select(axis => InputReading.Axis(axis, shape.Rank)) ?? Enumerable.Range(0, shape.Rank)];
        if (scales is { Shape.Count: > 0 })
            return FromScales(shape, axes, scales.ToArray<float>());
        return sizes is not null ? FromSizes(shape, axes, sizes) : throw new OnnxException("neither scales nor sizes are given");
    }

    /// <summary>The factors for all axes, when they are constants of the graph; otherwise null.</summary>
    public float[]? ConstantScales(Execution.Step step, IReadOnlyDictionary<int, Tensor> constants) =>
        given is null && ScalesInput < step.Inputs.Length && constants.TryGetValue(step.Inputs[ScalesInput], out var scales) && scales.Count > 0
            ? scales.ToArray<float>()
            : null;

    private static AxisTarget[] FromScales(TensorShape shape, int[] axes, float[] scales)
    {
        Fit(axes, scales.Length, "scales", shape);
        var targets = Unchanged(shape);
        for (var n = 0; n < axes.Length; n++)
        {
            var size = scales[n] * (float)shape[axes[n]];
            if (!(scales[n] > 0) || !(size < int.MaxValue))
                throw new OnnxException($"scale {scales[n]} of axis {axes[n]} is not possible for {shape}");
            targets[axes[n]] = new AxisTarget((int)size, scales[n]);
        }
        return targets;
    }

    private AxisTarget[] FromSizes(TensorShape shape, int[] axes, long[] sizes)
    {
        Fit(axes, sizes.Length, "sizes", shape);
        var targets = Unchanged(shape);
        float[] scales = [.. axes.Select((axis, n) => sizes[n] is >= 0 and < int.MaxValue
            ? sizes[n] / (float)shape[axis] : throw new OnnxException($"size {sizes[n]} of axis {axis} is not possible"))];
        for (var n = 0; n < axes.Length; n++)
        {
            var common = policy == "not_larger" ? scales.Min() : scales.Max();
            targets[axes[n]] = policy == "stretch"
                ? new AxisTarget((int)sizes[n], scales[n], IsRatio: true)
                : new AxisTarget((int)MathF.Round(common * shape[axes[n]], MidpointRounding.AwayFromZero), common);
        }
        return targets;
    }

    private static AxisTarget[] Unchanged(TensorShape shape) => Array.ConvertAll(shape.ToArray(), size => new AxisTarget(size, 1));

    private static void Fit(int[] axes, int count, string what, TensorShape shape)
    {
        if (axes.Length != count)
            throw new OnnxException($"{count} {what} are given for {axes.Length} axes of {shape}");
    }
}
