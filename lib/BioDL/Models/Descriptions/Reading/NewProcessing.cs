using BioDL.Hosting;

namespace BioDL.Models;

/// <summary>Reads pre- and postprocessing of format 0.5.</summary>
internal static class NewProcessing
{
    private static readonly string[] Steps =
        ["binarize", "clip", "ensure_dtype", "fixed_zero_mean_unit_variance", "scale_linear", "scale_range", "sigmoid", "softmax", "zero_mean_unit_variance"];

    private static readonly string[] PostSteps = [.. Steps, "scale_mean_variance"];

    public static IReadOnlyList<ProcessingStep> Read(Field field, bool isInput) => [.. field.Items().Select(each => Step(each, isInput ? Steps : PostSteps)).OfType<ProcessingStep>()];

    private static ProcessingStep? Step(Field field, string[] known)
    {
        if (!field.RequireMap("{id, kwargs}"))
        {
            if (!field.Exists)
                field.Error("{id, kwargs}");
            return null;
        }
        var id = field["id"].Required($"one of {string.Join(", ", known)}");
        var arguments = field["kwargs"];
        arguments.RequireMap();
        ProcessingStep? step = !known.Contains(id, StringComparer.Ordinal) ? null : id switch
        {
            "binarize" => Binarize(arguments),
            "clip" => Clip(arguments),
            "ensure_dtype" => new EnsureDataType(NewFormat.DataType(arguments["dtype"], MissingType(arguments["dtype"]))),
            "scale_linear" => ScaleLinear(arguments),
            "sigmoid" => new Sigmoid(),
            "softmax" => new Softmax(arguments["axis"].Text() ?? "channel"),
            "fixed_zero_mean_unit_variance" => Fixed(arguments),
            "zero_mean_unit_variance" => new ZeroMeanUnitVariance(Axes(arguments["axes"]), Epsilon(arguments["eps"]), IsOverDataset(arguments["axes"])),
            "scale_range" => ScaleRange(arguments),
            _ => new ScaleMeanVariance(arguments["reference_tensor"].Required("the id of a tensor"), Axes(arguments["axes"]), Epsilon(arguments["eps"]), IsOverDataset(arguments["axes"])),
        };
        if (step is null && id.Length > 0)
            field["id"].Error(Spelling.Nearest(id, known) is { } meant ? $"'{meant}', probably" : $"one of {string.Join(", ", known)}");
        if (step is not null)
            arguments.WarnOfUnknownKeys();
        field.WarnOfUnknownKeys();
        return step;
    }

    /// <summary>Reads eps of any format: a small number that is not negative.</summary>
    public static double Epsilon(Field field)
    {
        var epsilon = field.Finite(1e-6, "a number > 0, at most 0.1");
        if (epsilon is < 0 or > 0.1)
            field.Error("a number > 0, at most 0.1");
        return epsilon;
    }

    public static Clip Clip(Field arguments)
    {
        double? low = Limit(arguments["min"]), high = Limit(arguments["max"]);
        if (low is null && high is null)
            arguments.Error("{min, max} or one of them");
        if (low > high)
            arguments["max"].Error($"a number ≥ min = {low}");
        return new Clip(low, high);
    }

    public static ScaleRange Percentiles(Field arguments, ScaleRange range)
    {
        range = range with
        {
            MinimumPercentile = arguments["min_percentile"].Finite(0),
            MaximumPercentile = arguments["max_percentile"].Finite(100),
            Epsilon = Epsilon(arguments["eps"]),
            Reference = arguments["reference_tensor"].Text(),
        };
        if (range.MinimumPercentile is < 0 or >= 100 || range.MinimumPercentile >= range.MaximumPercentile)
            arguments["min_percentile"].Error($"a number ≥ 0, below max_percentile = {range.MaximumPercentile}");
        if (range.MaximumPercentile > 100)
            arguments["max_percentile"].Error("a number > 0, at most 100");
        return range;
    }

    /// <summary>Several values belong to the positions along an axis: their numbers must agree, and the axis be named.</summary>
    public static void RequireSameCount(Field arguments, string? axis, params (string Key, IReadOnlyList<double> Values)[] lists)
    {
        var longest = lists.Max(list => list.Values.Count);
        foreach (var (key, _) in lists.Where(list => list.Values.Count != longest))
            arguments[key].Error($"{longest} values, as many as for the others");
        if (longest > 1 && axis is null)
            arguments["axis"].Error($"the axis that the {longest} values belong to");
    }

    private static double? Limit(Field field) => field.Number() is { } number && double.IsFinite(number) ? number : null;

    private static string MissingType(Field field)
    {
        if (!field.Exists)
            field.Error($"one of {string.Join(", ", AxisWords.DataTypes)}");
        return "float32";
    }

    private static IReadOnlyList<string> Axes(Field field) => field.Texts();

    /// <summary>With the batch among the axes, mean and spread are those of the data set (specification 0.5).</summary>
    private static bool IsOverDataset(Field axes) => axes.Texts().Contains("batch", StringComparer.Ordinal);

    private static Binarize Binarize(Field arguments)
    {
        var thresholds = arguments["threshold"].FiniteNumbers("a number, or a list of them");
        if (thresholds.Count == 0)
            arguments["threshold"].Error("a number, or a list of them");
        var axis = arguments["axis"].Text();
        RequireSameCount(arguments, axis, ("threshold", thresholds));
        return new Binarize(thresholds, axis);
    }

    private static ScaleLinear ScaleLinear(Field arguments)
    {
        var gains = arguments["gain"].FiniteNumbers("a number, or a list of them");
        var offsets = arguments["offset"].FiniteNumbers("a number, or a list of them");
        var axis = arguments["axis"].Text();
        (gains, offsets) = Completed(gains, offsets);
        RequireSameCount(arguments, axis, ("gain", gains), ("offset", offsets));
        return new ScaleLinear(gains, offsets, axis);
    }

    /// <summary>A list that is missing is filled: gains with 1, offsets with 0. A single value counts for all.</summary>
    public static (IReadOnlyList<double> Gains, IReadOnlyList<double> Offsets) Completed(IReadOnlyList<double> gains, IReadOnlyList<double> offsets)
    {
        var count = Math.Max(1, Math.Max(gains.Count, offsets.Count));
        return (Filled(gains, count, 1), Filled(offsets, count, 0));
    }

    private static IReadOnlyList<double> Filled(IReadOnlyList<double> values, int count, double otherwise) =>
        values.Count <= 1 ? [.. Enumerable.Repeat(values.Count == 1 ? values[0] : otherwise, count)] : values;

    private static FixedZeroMeanUnitVariance Fixed(Field arguments)
    {
        var means = arguments["mean"].FiniteNumbers("a number, or a list of them");
        var deviations = arguments["std"].FiniteNumbers("a number > 0, or a list of them");
        var axis = arguments["axis"].Text();
        RequireMoments(arguments, means, deviations);
        RequireSameCount(arguments, axis, ("mean", means), ("std", deviations));
        return new FixedZeroMeanUnitVariance(means, deviations, axis);
    }

    public static void RequireMoments(Field arguments, IReadOnlyList<double> means, IReadOnlyList<double> deviations)
    {
        if (means.Count == 0)
            arguments["mean"].Error("a number, or a list of them");
        if (deviations.Count == 0 || deviations.Any(deviation => !(deviation > 0)))
            arguments["std"].Error("a number > 0, or a list of them");
    }

    private static ScaleRange ScaleRange(Field arguments) =>
        Percentiles(arguments, new ScaleRange(Axes(arguments["axes"]), PerDataset: IsOverDataset(arguments["axes"])));
}
