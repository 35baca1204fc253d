using BioDL.Learning;

namespace BioDL.Models;

/// <summary>Runs a model at sizes minimum + n · step for n of 0, 1 and 2, and batches of 1 and 2, wherever its axes allow (as format 0.5 asks of a test).</summary>
internal static class SizeTrials
{
    public static IReadOnlyList<SizeTrial> Run(ModelRunner runner, IReadOnlyDictionary<string, NamedArray> test, CancellationToken cancellation)
    {
        var model = runner.Description;
        var axes = model.Inputs.SelectMany(input => input.Axes).ToArray();
        var batches = axes.Any(axis => axis.Kind == AxisKind.Batch && axis.Size is not FixedSize) ? new[] { 1, 2 } : [1];
        var steps = axes.Any(axis => axis.Size is SteppedSize) ? new[] { 0, 1, 2 } : [0];
        if (batches.Length * steps.Length == 1)
            return [];
        return [.. from n in steps from batch in batches select Try(runner, test, n, batch, cancellation)];
    }

    private static SizeTrial Try(ModelRunner runner, IReadOnlyDictionary<string, NamedArray> test, int n, int batch, CancellationToken cancellation)
    {
        var model = runner.Description;
        var inputs = model.Inputs.ToDictionary(input => input.Id, input => Grown(test[input.Id], [.. input.Axes.Select(axis => Length(model, axis, n, batch))]));
        var words = string.Join("; ", inputs.Select(input => $"{input.Key} {string.Join(" × ", input.Value.Sizes)}"));
        try
        {
            var outputs = runner.Run(inputs, cancellation);
            var wrong = model.Outputs.SelectMany(output => output.Axes.Select((axis, i) => (output, axis, Found: outputs[output.Id].Sizes[i], Promised: LengthOf(model, axis, inputs, outputs))))
                .Where(each => each.Promised is { } promised && promised != each.Found).ToArray();
            return new SizeTrial(words, wrong.Length == 0 ? "" : string.Join(", ", wrong.Select(each => $"{each.output.Id}.{each.axis.Id} is "
                + $"{each.Found}, promised {each.Promised}")));
        }
        catch (Exception fault) when (fault is OnnxException or ArgumentException)
        {
            return new SizeTrial(words, fault.Message);
        }
    }

    private static int Length(ModelDescription model, Axis axis, int n, int batch, int depth = 0) => axis.Size switch
    {
        FixedSize { Length: var length } => length,
        _ when axis.Kind == AxisKind.Batch => batch,
        SteppedSize { Minimum: var minimum, Step: var step } => minimum + n * step,
        ReferencedSize reference when depth < 4 && Find(model.Inputs, reference) is { } other =>
            (int)Math.Floor(Length(model, other, n, batch, depth + 1) * other.Scale / axis.Scale + reference.Offset + 1e-9),
        _ => 1,
    };

    private static int? LengthOf(ModelDescription model, Axis axis, Dictionary<string, NamedArray> inputs, IReadOnlyDictionary<string, NamedArray> outputs)
    {
        if (axis.Size is FixedSize { Length: var length })
            return axis.Kind == AxisKind.Batch ? null : length;
        if (axis.Size is not ReferencedSize reference || Find([.. model.Inputs, .. model.Outputs], reference) is not { } other)
            return null;
        var array = inputs.TryGetValue(reference.Tensor, out var input) ? input : outputs[reference.Tensor];
        return (int)Math.Floor(array.Sizes[array.IndexOf(reference.Axis)] * other.Scale / axis.Scale + reference.Offset + 1e-9);
    }

    private static Axis? Find(IEnumerable<TensorDescription> tensors, ReferencedSize reference) =>
        tensors.FirstOrDefault(tensor => tensor.Id == reference.Tensor)?.Axes.FirstOrDefault(axis => axis.Id == reference.Axis);

    /// <summary>The test tensor cut or repeated to other sizes.</summary>
    private static NamedArray Grown(NamedArray test, int[] sizes)
    {
        var values = new float[sizes.Aggregate(1, (count, size) => checked(count * size))];
        for (var i = 0; i < values.Length; i++)
        {
            int rest = i, place = 0, step = 1;
            for (var axis = sizes.Length - 1; axis >= 0; axis--)
            {
                place += rest % sizes[axis] % test.Sizes[axis] * step;
                rest /= sizes[axis];
                step *= test.Sizes[axis];
            }
            values[i] = test.Values[place];
        }
        return new NamedArray(values, test.Axes, sizes);
    }
}
