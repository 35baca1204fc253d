namespace BioDL.Models;

/// <summary>What must agree between the parts of a description.</summary>
internal sealed class DescriptionChecks
{
    private readonly ModelDescription description;
    private readonly ProblemList problems;
    private readonly bool isOld;
    private readonly Dictionary<string, TensorDescription> tensors = new(StringComparer.Ordinal);
    private readonly HashSet<string> ambiguous = new(StringComparer.Ordinal);

    private DescriptionChecks(ModelDescription description, ProblemList problems, bool isOld) => (this.description, this.problems, this.isOld) = (description, problems, isOld);

    /// <param name="description">What was read.</param>
    /// <param name="problems">Gets what is wrong.</param>
    /// <param name="isOld">Whether the file was of format 0.3 or 0.4, whose paths differ.</param>
    public static void Check(ModelDescription description, ProblemList problems, bool isOld)
    {
        var checks = new DescriptionChecks(description, problems, isOld);
        checks.CheckNames();
        checks.ForEach(checks.CheckAxes);
        checks.ForEach(checks.CheckSizes);
        checks.ForEach(checks.CheckProcessing);
        checks.CheckWeights();
    }

    private string NameKey => isOld ? "name" : "id";

    private void ForEach(Action<TensorDescription, string, bool> check)
    {
        for (var i = 0; i < description.Inputs.Count; i++)
            check(description.Inputs[i], $"inputs[{i}]", true);
        for (var i = 0; i < description.Outputs.Count; i++)
            check(description.Outputs[i], $"outputs[{i}]", false);
    }

    private void CheckNames()
    {
        var first = new Dictionary<string, string>(StringComparer.Ordinal);
        ForEach((tensor, path, _) =>
        {
            if (!first.TryAdd(tensor.Id, path) && tensor.Id.Length > 0 && ambiguous.Add(tensor.Id))
                problems.Error($"{path}.{NameKey}", $"'{tensor.Id}', which {first[tensor.Id]} is called too", "a name that no other input or output has");
            tensors.TryAdd(tensor.Id, tensor);
        });
    }

    private void CheckAxes(TensorDescription tensor, string path, bool isInput)
    {
        var first = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < tensor.Axes.Count; i++)
        {
            var axis = tensor.Axes[i];
            if (!first.TryAdd(axis.Id, i))
                problems.Error($"{path}.axes[{i}].id", $"'{axis.Id}', as axes[{first[axis.Id]}] is called", "another id for each axis of a tensor");
            if (axis.ChannelNames.Count != axis.ChannelNames.Distinct(StringComparer.Ordinal).Count())
                problems.Error($"{path}.axes[{i}].channel_names", string.Join(", ", axis.ChannelNames), "another name for each channel");
        }
        foreach (var kind in new[] { AxisKind.Batch, AxisKind.Channel, AxisKind.Time, AxisKind.Index })
        {
            if (tensor.Axes.Count(axis => axis.Kind == kind) > 1)
                problems.Error($"{path}.axes", $"{tensor.Axes.Count(axis => axis.Kind == kind)} axes of type {kind.ToString().ToLowerInvariant()}", "one at most");
        }
    }

    private void CheckSizes(TensorDescription tensor, string path, bool isInput)
    {
        for (var i = 0; i < tensor.Axes.Count; i++)
        {
            var axis = tensor.Axes[i];
            var place = isOld ? $"{path}.shape" : $"{path}.axes[{i}].size";
            if (problems.HasErrorsAt(place) || problems.HasErrorsAt($"{path}.axes"))
                continue;
            if (axis.Size is DataDependentSize { Maximum: { } most, Minimum: var least } && most < least)
                problems.Error(place, $"{{min: {least}, max: {most}}}", "the smaller number first");
            CheckReference(tensor, axis, place);
            if (axis.Halo > 0 && axis.Size is FixedSize { Length: var length } && 2 * (long)axis.Halo >= length)
                problems.Error(isOld ? $"{path}.halo" : $"{path}.axes[{i}].halo", $"{axis.Halo} at each end of {length}", "less than half of the size");
            if (axis.Halo > 0 && axis.Size is ReferencedSize reference && LengthOf(reference, axis, 0) is { } dictated && 2L * axis.Halo >= dictated)
                problems.Error(isOld ? $"{path}.halo" : $"{path}.axes[{i}].halo", $"{axis.Halo} at each end of {dictated}", "less than half of the size");
        }
    }

    private void CheckReference(TensorDescription tensor, Axis axis, string place)
    {
        if (axis.Size is not ReferencedSize reference || ambiguous.Contains(reference.Tensor))
            return;
        if (!tensors.TryGetValue(reference.Tensor, out var target))
        {
            problems.Error($"{place}{(isOld ? "" : ".tensor_id")}", $"'{reference.Tensor}'", $"one of {string.Join(", ", tensors.Keys)}");
            return;
        }
        var followed = target.Axes.FirstOrDefault(each => each.Id == reference.Axis);
        if (followed is null)
            problems.Error($"{place}{(isOld ? "" : ".axis_id")}", $"'{reference.Axis}'", $"an axis of {target.Id}: {string.Join(", ", target.Axes.Select(each => each.Id))}");
        else if (IsCircle(tensor.Id, axis))
            problems.Error(place, $"a reference to {reference.Tensor}.{reference.Axis} that leads back to itself", "sizes that do not go round in a circle");
        else if (followed.Unit is not null && axis.Unit is not null && followed.Unit != axis.Unit)
            problems.Error(place, $"a reference from {axis.Unit} to {followed.Unit}", "the same unit for both axes");
        else if (LengthOf(reference, axis, 0) is < 1)
            problems.Error(place, $"a size of {LengthOf(reference, axis, 0)}", "at least 1");
    }

    private bool IsCircle(string tensor, Axis axis)
    {
        var seen = new HashSet<(string, string)> { (tensor, axis.Id) };
        for (var at = axis; at?.Size is ReferencedSize next;)
        {
            if (!seen.Add((next.Tensor, next.Axis)))
                return true;
            at = tensors.GetValueOrDefault(next.Tensor)?.Axes.FirstOrDefault(each => each.Id == next.Axis);
        }
        return false;
    }

    /// <summary>The smallest length that a reference leads to; null where it leads to none that is known.</summary>
    private long? LengthOf(ReferencedSize reference, Axis axis, int depth)
    {
        var followed = tensors.GetValueOrDefault(reference.Tensor)?.Axes.FirstOrDefault(each => each.Id == reference.Axis);
        long? length = followed?.Size switch
        {
            FixedSize size => size.Length,
            ReferencedSize next when depth < 20 => LengthOf(next, followed, depth + 1),
            _ => null,
        };
        return length is null ? null : (long)Math.Floor(length.Value * followed!.Scale / axis.Scale + reference.Offset);
    }

    private void CheckProcessing(TensorDescription tensor, string path, bool isInput)
    {
        for (var i = 0; i < tensor.Processing.Count; i++)
        {
            var place = $"{path}.{(isInput ? "preprocessing" : "postprocessing")}[{i}].kwargs";
            var (axes, axis, reference, count) = Parts(tensor.Processing[i]);
            if (problems.HasErrorsAt(place) || problems.HasErrorsAt($"{path}.axes"))
                continue;
            foreach (var missing in axes.Where(id => tensor.Axes.All(each => each.Id != id)))
                problems.Error($"{place}.axes", $"'{missing}'", $"axes of {tensor.Id}: {string.Join(", ", tensor.Axes.Select(each => each.Id))}");
            var named = tensor.Axes.FirstOrDefault(each => each.Id == axis);
            if (axis is not null && named is null)
                problems.Error($"{place}.axis", $"'{axis}'", $"an axis of {tensor.Id}: {string.Join(", ", tensor.Axes.Select(each => each.Id))}");
            if (named?.Size is FixedSize { Length: var length } && count > 1 && count != length)
                problems.Error(place, $"{count} values for the {length} positions along {axis}", $"{length} values, or one");
            if (reference is not null && !tensors.ContainsKey(reference))
                problems.Error($"{place}.reference_tensor", $"'{reference}'", $"one of {string.Join(", ", tensors.Keys)}");
        }
    }

    private static (IReadOnlyList<string> Axes, string? Axis, string? Reference, int Values) Parts(ProcessingStep step) => step switch
    {
        Binarize each => ([], each.Axis, null, each.Thresholds.Count),
        ScaleLinear each => ([], each.Axis, null, each.Gains.Count),
        FixedZeroMeanUnitVariance each => ([], each.Axis, null, each.Means.Count),
        Softmax each => ([], each.Axis, null, 0),
        ZeroMeanUnitVariance each => (each.Axes, null, null, 0),
        ScaleRange each => (each.Axes, null, each.Reference, 0),
        ScaleMeanVariance each => (each.Axes, null, each.Reference, 0),
        _ => ([], null, null, 0),
    };

    private void CheckWeights()
    {
        foreach (var weights in description.Weights)
        {
            var seen = new HashSet<string>(StringComparer.Ordinal);
            for (var at = weights; at is not null; at = description.Weights.FirstOrDefault(each => each.Format == at.Parent))
            {
                if (seen.Add(at.Format))
                    continue;
                problems.Error($"weights.{weights.Format}.parent", $"'{weights.Parent}', which leads back to {weights.Format}", "weights that were not converted from themselves");
                break;
            }
        }
    }
}
