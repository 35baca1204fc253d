namespace BioDL.Models;

/// <summary>Writes tensors of format 0.5.</summary>
internal static class TensorWriter
{
    public static YamlMap Tensor(TensorDescription tensor, bool isInput) => new()
    {
        { "id", tensor.Id },
        { "description", DescriptionWriter.Some(tensor.Description) },
        { "optional", tensor.Optional ? true : null },
        { "axes", tensor.Axes.Select(Axis).ToList() },
        { "data", Data(tensor) },
        { "test_tensor", tensor.TestTensor is { } test ? DescriptionWriter.Pair(test) : null },
        { "sample_tensor", tensor.SampleTensor is { } sample ? DescriptionWriter.Pair(sample) : null },
        { isInput ? "preprocessing" : "postprocessing", DescriptionWriter.Some(tensor.Processing, Step) },
    };

    private static YamlMap Axis(Axis axis) => new()
    {
        { "type", axis.Kind.ToString().ToLowerInvariant() },
        { "id", axis.Id },
        { "channel_names", DescriptionWriter.Some(axis.ChannelNames, name => name) },
        { "size", Size(axis) },
        { "unit", axis.Unit },
        { "scale", axis.Scale != 1 ? axis.Scale : null },
        { "halo", axis.Halo > 0 ? axis.Halo : null },
    };

    private static object? Size(Axis axis) => axis.Size switch
    {
        _ when axis.Kind == AxisKind.Channel && axis.ChannelNames.Count > 0 => null,
        SteppedSize { Minimum: 1, Step: 1 } when axis.Kind == AxisKind.Batch => null,
        FixedSize size => size.Length,
        SteppedSize size => new YamlMap { { "min", size.Minimum }, { "step", size.Step } },
        ReferencedSize size => new YamlMap { { "tensor_id", size.Tensor }, { "axis_id", size.Axis }, { "offset", size.Offset != 0 ? size.Offset : null } },
        DataDependentSize size => new YamlMap { { "min", size.Minimum }, { "max", size.Maximum } },
        _ => throw new ArgumentException($"Found a size of type {axis.Size.GetType().Name}; expected one of the specification's."),
    };

    private static YamlMap Data(TensorDescription tensor) => new()
    {
        { "type", tensor.DataType },
        { "range", tensor.Range is (null, null) ? null : new List<object?> { tensor.Range.Minimum, tensor.Range.Maximum } },
    };

    private static YamlMap Step(ProcessingStep step)
    {
        var (id, arguments) = Parts(step);
        return new YamlMap { { "id", id }, { "kwargs", arguments.Any() ? arguments : null } };
    }

    private static (string Id, YamlMap Arguments) Parts(ProcessingStep step) => step switch
    {
        Binarize each => ("binarize", new YamlMap { { "threshold", OneOrMore(each.Thresholds) }, { "axis", each.Axis } }),
        Clip each => ("clip", new YamlMap { { "min", each.Minimum }, { "max", each.Maximum } }),
        EnsureDataType each => ("ensure_dtype", new YamlMap { { "dtype", each.DataType } }),
        ScaleLinear each => ("scale_linear", new YamlMap { { "gain", OneOrMore(each.Gains) }, { "offset", OneOrMore(each.Offsets) }, { "axis", each.Axis } }),
        Sigmoid => ("sigmoid", []),
        Softmax each => ("softmax", new YamlMap { { "axis", each.Axis } }),
        FixedZeroMeanUnitVariance each => ("fixed_zero_mean_unit_variance", new YamlMap { { "mean", OneOrMore(each.Means) }, { "std", OneOrMore(each.Deviations) }, { "axis", each.Axis } }),
        ZeroMeanUnitVariance each => ("zero_mean_unit_variance", new YamlMap { { "axes", Axes(each.Axes) }, { "eps", each.Epsilon } }),
        ScaleRange each => ("scale_range", new YamlMap
        {
            { "axes", Axes(each.Axes) }, { "min_percentile", each.MinimumPercentile }, { "max_percentile", each.MaximumPercentile }, { "eps", each.Epsilon }, { "reference_tensor", each.Reference },
        }),
        ScaleMeanVariance each => ("scale_mean_variance", new YamlMap { { "reference_tensor", each.Reference }, { "axes", Axes(each.Axes) }, { "eps", each.Epsilon } }),
        _ => throw new ArgumentException($"Found a step of type {step.GetType().Name}; expected one of the specification's."),
    };

    private static object? Axes(IReadOnlyList<string> axes) => DescriptionWriter.Some(axes, axis => axis);

    private static object OneOrMore(IReadOnlyList<double> values) => values.Count == 1 ? values[0] : values;
}
