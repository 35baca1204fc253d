namespace BioDL.Models;

/// <summary>Brings a tensor to what format 0.5 can say.</summary>
internal static class TensorUpgrade
{
    public static TensorDescription Of(TensorDescription tensor, string path, List<string> notes) => tensor with
    {
        Axes = [.. tensor.Axes.Select((axis, i) => Axis(axis, $"{path}.axes[{i}]", notes))],
        Processing = [.. tensor.Processing.Select((step, i) => Step(step, tensor, $"{path}, step {i + 1}", notes))],
    };

    private static Axis Axis(Axis axis, string path, List<string> notes)
    {
        switch (axis.Kind)
        {
            case AxisKind.Batch when axis.Size is not FixedSize { Length: 1 } && axis.Size != new SteppedSize(1, 1):
                notes.Add($"{path}: a batch of {Words(axis.Size)} cannot be asked for in 0.5, only 1 or any; any is written.");
                return axis with { Size = new SteppedSize(1, 1), Scale = 1 };
            case AxisKind.Channel when axis.Size is FixedSize { Length: var count } && axis.ChannelNames.Count == 0:
                notes.Add($"{path}: 0.5 wants names of channels, which are not known; {(count > 1 ? $"channel0 to channel{count - 1} are" : "channel0 is")} written.");
                return axis with { ChannelNames = [.. Enumerable.Range(0, count).Select(number => $"channel{number}")] };
            case AxisKind.Channel when axis.ChannelNames.Count == 0:
                notes.Add($"{path}: a number of channels of {Words(axis.Size)} cannot be said in 0.5; it is written nevertheless, and other programs will refuse it.");
                return axis;
            case AxisKind.Index when axis.Scale != 1:
                notes.Add($"{path}: an index axis has no scale in 0.5; {axis.Scale} is left out.");
                return axis with { Scale = 1 };
            case AxisKind.Space or AxisKind.Time when axis.Halo > 0 && axis.Size is not ReferencedSize:
                notes.Add($"{path}: 0.5 allows a halo only where the size refers to another axis, not with {Words(axis.Size)}; it is written nevertheless.");
                return axis;
            default:
                return axis;
        }
    }

    private static ProcessingStep Step(ProcessingStep step, TensorDescription tensor, string place, List<string> notes)
    {
        switch (step)
        {
            case FixedZeroMeanUnitVariance { Epsilon: not 0 } given:
                notes.Add($"{place}: 0.5 has no eps beside a given deviation; {given.Epsilon} is added to the deviations instead, which is the same.");
                return given with { Deviations = [.. given.Deviations.Select(deviation => deviation + given.Epsilon)], Epsilon = 0 };
            case ZeroMeanUnitVariance each:
                return each with { Axes = Over(each.Axes, each.PerDataset, tensor, place, notes), PerDataset = IsOver(each.Axes, each.PerDataset) };
            case ScaleRange each:
                return each with { Axes = Over(each.Axes, each.PerDataset, tensor, place, notes), PerDataset = IsOver(each.Axes, each.PerDataset) };
            case ScaleMeanVariance each:
                return each with { Axes = Over(each.Axes, each.PerDataset, tensor, place, notes), PerDataset = IsOver(each.Axes, each.PerDataset) };
            default:
                return step;
        }
    }

    private static bool IsOver(IReadOnlyList<string> axes, bool perDataset) => perDataset || axes.Contains("batch", StringComparer.Ordinal);

    private static IReadOnlyList<string> Over(IReadOnlyList<string> axes, bool perDataset, TensorDescription tensor, string place, List<string> notes)
    {
        if (!perDataset)
            return axes;
        notes.Add($"{place}: 0.5 has no mode per_dataset; the batch among the axes says it, and programs differ in what they then measure: the batch, or all images.");
        if (axes.Count == 0)
            return [.. tensor.Axes.Select(axis => axis.Id)];
        return axes.Contains("batch", StringComparer.Ordinal) ? axes : ["batch", .. axes];
    }

    private static string Words(AxisSize size) => size switch
    {
        FixedSize each => $"{each.Length}",
        SteppedSize each => $"{each.Minimum} + n · {each.Step}",
        ReferencedSize each => $"the size of {each.Tensor}.{each.Axis}",
        DataDependentSize each => $"{each.Minimum} or more",
        _ => "an unknown size",
    };
}
