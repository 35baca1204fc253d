using System.Numerics.Tensors;
using BioDL.Images;

namespace BioDL.Models;

/// <summary>
/// Applies the operations of the specification to a whole tensor, in place. A step measures the tensor as the steps before it left it; a
/// reference is measured as that tensor came in (an input before its preprocessing, an output before its postprocessing).
/// </summary>
internal static class Processor
{
    private const int Chunk = 4096;

    /// <summary>Applies steps in order.</summary>
    /// <param name="array">What is processed, in place.</param>
    /// <param name="steps">In order.</param>
    /// <param name="references">Other tensors by name, where steps refer to any.</param>
    /// <exception cref="ArgumentException">A step does not fit the tensor.</exception>
    public static void Apply(NamedArray array, IEnumerable<ProcessingStep> steps, IReadOnlyDictionary<string, NamedArray>? references = null)
    {
        foreach (var step in steps)
            Apply(array, step, references);
    }

    private static void Apply(NamedArray array, ProcessingStep step, IReadOnlyDictionary<string, NamedArray>? references)
    {
        switch (step)
        {
            case Binarize binarize:
                Compare(array, binarize);
                break;
            case Clip clip:
                Limit(array.Values, clip);
                break;
            case EnsureDataType ensure when NumberTypes.Conversion(ensure.DataType) is { } convert:
                Map(array.Values, convert);
                break;
            case EnsureDataType:
                break;
            case ScaleLinear linear:
                Scale(array, linear);
                break;
            case Sigmoid:
                OverChunks(array.Values.Length, (start, length) => TensorPrimitives.Sigmoid(array.Values.AsSpan(start, length), array.Values.AsSpan(start, length)));
                break;
            case Softmax softmax:
                SoftmaxAlong(array, softmax.Axis);
                break;
            case FixedZeroMeanUnitVariance known:
                Standardise(array, known);
                break;
            case ZeroMeanUnitVariance standard:
                Standardise(array, standard);
                break;
            case ScaleRange range:
                Stretch(array, range, references);
                break;
            case ScaleMeanVariance match:
                Match(array, match, references);
                break;
            default:
                throw new ArgumentException($"The processing step {step.GetType().Name} is not known here.");
        }
    }

    private static void Compare(NamedArray array, Binarize step)
    {
        var groups = AxisGroups.Along(array, step.Thresholds.Count > 1 ? step.Axis ?? "channel" : null);
        var thresholds = ForGroups(step.Thresholds, groups, "binarize", "threshold");
        OverRuns(array, groups, (group, values) =>
        {
            foreach (ref var value in values)
                value = value > thresholds[group] ? 1 : 0;
        });
    }

    private static void Limit(float[] values, Clip step)
    {
        var (low, high) = ((float)(step.Minimum ?? double.NegativeInfinity), (float)(step.Maximum ?? double.PositiveInfinity));
        if (low > high)
            throw new ArgumentException($"A description clips to {low} to {high}; expected the minimum to be the smaller one.");
        Map(values, value => value < low ? low : value > high ? high : value);
    }

    private static void Scale(NamedArray array, ScaleLinear step)
    {
        var groups = AxisGroups.Along(array, step.Gains.Count > 1 || step.Offsets.Count > 1 ? step.Axis ?? "channel" : null);
        var gains = ForGroups(step.Gains, groups, "scale_linear", "gain");
        var offsets = ForGroups(step.Offsets, groups, "scale_linear", "offset");
        Affine(array, groups, group => (0, gains[group], offsets[group]));
    }

    private static void Standardise(NamedArray array, FixedZeroMeanUnitVariance step)
    {
        var groups = AxisGroups.Along(array, step.Means.Count > 1 || step.Deviations.Count > 1 ? step.Axis ?? "channel" : null);
        var means = ForGroups(step.Means, groups, "fixed_zero_mean_unit_variance", "mean");
        var deviations = ForGroups(step.Deviations, groups, "fixed_zero_mean_unit_variance", "std");
        Affine(array, groups, group => (means[group], 1 / (deviations[group] + step.Epsilon), 0));
    }

    private static void Standardise(NamedArray array, ZeroMeanUnitVariance step)
    {
        var groups = AxisGroups.Jointly(array, step.Axes);
        var measured = Measures.MeanAndDeviation(array, groups);
        Affine(array, groups, group => (measured[group].Mean, 1 / (measured[group].Deviation + step.Epsilon), 0));
    }

    private static void Stretch(NamedArray array, ScaleRange step, IReadOnlyDictionary<string, NamedArray>? references)
    {
        var groups = AxisGroups.Jointly(array, step.Axes);
        var reference = step.Reference is null ? array : Find(step.Reference, references);
        var others = AxisGroups.Jointly(reference, step.Axes);
        var measured = Measures.Percentiles(reference, others, step.MinimumPercentile, step.MaximumPercentile);
        var other = Pairing(groups, others, step.Reference);
        Affine(array, groups, group => (measured[other(group)].Low, 1 / (measured[other(group)].High - measured[other(group)].Low + step.Epsilon), 0));
    }

    private static void Match(NamedArray array, ScaleMeanVariance step, IReadOnlyDictionary<string, NamedArray>? references)
    {
        var reference = Find(step.Reference, references);
        AxisGroups groups = AxisGroups.Jointly(array, step.Axes), others = AxisGroups.Jointly(reference, step.Axes);
        var own = Measures.MeanAndDeviation(array, groups);
        var wanted = Measures.MeanAndDeviation(reference, others);
        var other = Pairing(groups, others, step.Reference);
        Affine(array, groups, group =>
            (own[group].Mean, (wanted[other(group)].Deviation + step.Epsilon) / (own[group].Deviation + step.Epsilon), wanted[other(group)].Mean));
    }

    private static void SoftmaxAlong(NamedArray array, string axis)
    {
        var at = array.IndexOf(axis);
        var size = array.Sizes[at];
        var inner = array.Sizes.Skip(at + 1).Aggregate(1, (count, each) => count * each);
        var values = array.Values;
        for (var start = 0; start < values.Length; start += size * inner)
        {
            var block = start;
            Threads.OverRows(inner, size, (from, to) =>
            {
                for (var i = block + from; i < block + to; i++)
                    SoftmaxOf(values, i, size, inner);
            });
        }
    }

    private static void SoftmaxOf(float[] values, int first, int count, int step)
    {
        var largest = float.NegativeInfinity;
        for (var i = 0; i < count; i++)
            largest = MathF.Max(largest, values[first + i * step]);
        var sum = 0.0;
        for (var i = 0; i < count; i++)
            sum += values[first + i * step] = MathF.Exp(values[first + i * step] - largest);
        for (var i = 0; i < count; i++)
            values[first + i * step] = (float)(values[first + i * step] / sum);
    }

    /// <summary>(x − subtract) · multiply + add in double precision, with numbers of its own for each group.</summary>
    private static void Affine(NamedArray array, AxisGroups groups, Func<int, (double Subtract, double Multiply, double Add)> numbers)
    {
        var all = Enumerable.Range(0, groups.Count).Select(numbers).ToArray();
        OverRuns(array, groups, (group, values) =>
        {
            var (subtract, multiply, add) = all[group];
            foreach (ref var value in values)
                value = (float)((value - subtract) * multiply + add);
        });
    }

    private delegate void GroupWork(int group, Span<float> values);

    private static void OverRuns(NamedArray array, AxisGroups groups, GroupWork work)
    {
        var values = array.Values;
        if (groups.Run < Chunk)
        {
            Threads.OverRows(groups.Runs, groups.Run, (from, to) =>
            {
                for (var run = from; run < to; run++)
                    work(groups.GroupOf(run), values.AsSpan(run * groups.Run, groups.Run));
            });
            return;
        }
        for (var run = 0; run < groups.Runs; run++)
        {
            var (group, start) = (groups.GroupOf(run), run * groups.Run);
            OverChunks(groups.Run, (from, length) => work(group, values.AsSpan(start + from, length)));
        }
    }

    private static void Map(float[] values, Func<float, float> function) => OverChunks(values.Length, (start, length) =>
    {
        foreach (ref var value in values.AsSpan(start, length))
            value = function(value);
    });

    private static void OverChunks(int count, Action<int, int> work) => Threads.OverRows((count + Chunk - 1) / Chunk, Chunk, (from, to) =>
        work(from * Chunk, Math.Min(to * Chunk, count) - from * Chunk));

    private static NamedArray Find(string reference, IReadOnlyDictionary<string, NamedArray>? references) =>
        references is not null && references.TryGetValue(reference, out var array)
            ? array
            : throw new ArgumentException($"A processing step refers to the tensor '{reference}', which is not at hand. "
                + $"There are: {string.Join(", ", references?.Keys ?? [])}.");

    /// <summary>Which group of a reference goes with a group: the one of the same number, or the only one.</summary>
    private static Func<int, int> Pairing(AxisGroups groups, AxisGroups others, string? reference) =>
        others.Count == groups.Count ? group => group
        : others.Count == 1 ? _ => 0
        : throw new ArgumentException($"A processing step measures {others.Count} groups in the tensor '{reference}', but the tensor that it changes "
            + $"has {groups.Count}.");

    private static double[] ForGroups(IReadOnlyList<double> numbers, AxisGroups groups, string step, string what) =>
        numbers.Count == groups.Count ? [.. numbers]
        : numbers.Count == 1 ? [.. Enumerable.Repeat(numbers[0], groups.Count)]
        : throw new ArgumentException($"{step} gives {numbers.Count} values of '{what}' for {groups.Count} positions along its axis; expected 1 or {groups.Count}.");
}
