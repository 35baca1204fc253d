using BioDL.Hosting;

namespace BioDL.Models;

/// <summary>
/// Reads pre- and postprocessing of formats 0.3 and 0.4. There, <c>axes</c> are letters without the batch, and <c>mode</c> says whether mean and spread are given
/// (<c>fixed</c>), measured on each image (<c>per_sample</c>) or on all (<c>per_dataset</c>).
/// </summary>
internal static class OldProcessing
{
    private static readonly string[] Steps = ["binarize", "clip", "scale_linear", "sigmoid", "zero_mean_unit_variance", "scale_range"];

    private static readonly string[] PostSteps = [.. Steps, "scale_mean_variance"];

    public static IReadOnlyList<ProcessingStep> Read(Field field, string letters, bool isInput) =>
        [.. field.Items().Select(each => Step(each, letters, isInput ? Steps : PostSteps)).OfType<ProcessingStep>()];

    private static ProcessingStep? Step(Field field, string letters, string[] known)
    {
        if (!field.RequireMap("{name, kwargs}"))
        {
            if (!field.Exists)
                field.Error("{name, kwargs}");
            return null;
        }
        var name = field["name"].Required($"one of {string.Join(", ", known)}");
        var arguments = field["kwargs"];
        arguments.RequireMap();
        ProcessingStep? step = !known.Contains(name, StringComparer.Ordinal) ? null : name switch
        {
            "binarize" => Binarize(arguments),
            "clip" => NewProcessing.Clip(arguments),
            "scale_linear" => ScaleLinear(arguments, letters),
            "sigmoid" => new Sigmoid(),
            "zero_mean_unit_variance" => ZeroMean(arguments, letters),
            "scale_range" => ScaleRange(arguments, letters),
            _ => MeanVariance(arguments, letters),
        };
        if (step is null && name.Length > 0)
            field["name"].Error(Spelling.Nearest(name, known) is { } meant ? $"'{meant}', probably" : $"one of {string.Join(", ", known)}");
        if (step is not null)
            arguments.WarnOfUnknownKeys();
        field.WarnOfUnknownKeys();
        return step;
    }

    private static Binarize Binarize(Field arguments)
    {
        if (!arguments["threshold"].Exists)
            arguments["threshold"].Error("a number");
        return new Binarize([arguments["threshold"].Finite(0)]);
    }

    private static ScaleLinear ScaleLinear(Field arguments, string letters)
    {
        var (gains, offsets) = NewProcessing.Completed(arguments["gain"].FiniteNumbers("a number, or a list of them"), arguments["offset"].FiniteNumbers("a number, or a list of them"));
        var axis = gains.Count > 1 || offsets.Count > 1 ? Remaining(arguments["axes"], letters) : Ignored(arguments["axes"], letters);
        NewProcessing.RequireSameCount(arguments, axis, ("gain", gains), ("offset", offsets));
        return new ScaleLinear(gains, offsets, axis);
    }

    private static ProcessingStep ZeroMean(Field arguments, string letters)
    {
        var epsilon = NewProcessing.Epsilon(arguments["eps"]);
        var mode = Mode(arguments["mode"], "per_sample", "fixed", "per_dataset");
        if (mode != "fixed")
        {
            // A mean and a deviation that are given have no meaning with the other modes.
            _ = (arguments["mean"], arguments["std"]);
            return new ZeroMeanUnitVariance(Axes(arguments["axes"], letters, mode), epsilon, mode == "per_dataset");
        }
        var (means, deviations) = (arguments["mean"].FiniteNumbers("a number, or a list of them"), arguments["std"].FiniteNumbers("a number > 0, or a list of them"));
        NewProcessing.RequireMoments(arguments, means, deviations);
        var axis = means.Count > 1 || deviations.Count > 1 ? Remaining(arguments["axes"], letters) : Ignored(arguments["axes"], letters);
        NewProcessing.RequireSameCount(arguments, axis, ("mean", means), ("std", deviations));
        return new FixedZeroMeanUnitVariance(means, deviations, axis, epsilon);
    }

    private static ScaleRange ScaleRange(Field arguments, string letters)
    {
        var mode = Mode(arguments["mode"], "per_sample", "per_dataset");
        return NewProcessing.Percentiles(arguments, new ScaleRange(Axes(arguments["axes"], letters, mode), PerDataset: mode == "per_dataset"));
    }

    private static ScaleMeanVariance MeanVariance(Field arguments, string letters)
    {
        var mode = Mode(arguments["mode"], "per_sample", "per_dataset");
        return new ScaleMeanVariance(
            arguments["reference_tensor"].Required("the name of a tensor"), Axes(arguments["axes"], letters, mode), NewProcessing.Epsilon(arguments["eps"]), mode == "per_dataset");
    }

    /// <summary>The first of the modes where none is written.</summary>
    private static string Mode(Field field, params string[] modes)
    {
        var mode = field.Text() ?? modes[0];
        if (modes.Contains(mode, StringComparer.Ordinal))
            return mode;
        field.Error(Spelling.Nearest(mode, modes) is { } meant ? $"'{meant}', probably" : $"one of {string.Join(", ", modes)}");
        return modes[0];
    }

    /// <summary>Letters as axes; without letters all axes but the batch, which each image has for itself. Measured on a data set, the batch belongs to them.</summary>
    private static IReadOnlyList<string> Axes(Field field, string letters, string mode)
    {
        var written = Written(field, letters) ?? letters.Replace("b", "", StringComparison.Ordinal);
        return [.. mode == "per_dataset" && letters.Contains('b', StringComparison.Ordinal) && !written.Contains('b', StringComparison.Ordinal) ? ["batch"] : (string[])[], .. written.Select(letter => AxisWords.Of(letter)!.Value.Id)];
    }

    private static string? Written(Field field, string letters)
    {
        var written = field.IsList ? string.Concat(field.Texts()) : field.Text($"letters from {letters}");
        if (written is null)
            return null;
        if (written.Any(letter => !letters.Contains(letter, StringComparison.Ordinal)))
            field.Error($"letters from {letters}, the axes of the tensor");
        return string.Concat(written.Where(letter => letters.Contains(letter, StringComparison.Ordinal)).Distinct());
    }

    /// <summary>Values for each position belong to the one axis that is not named (nor the batch): format 0.5 names it.</summary>
    private static string? Remaining(Field field, string letters)
    {
        var written = Written(field, letters) ?? "";
        var left = letters.Where(letter => letter != 'b' && !written.Contains(letter, StringComparison.Ordinal)).ToArray();
        if (left.Length == 1)
            return AxisWords.Of(left[0])!.Value.Id;
        field.Error($"all axes of {letters} but the batch and the one that the several values belong to");
        return "channel";
    }

    private static string? Ignored(Field field, string letters)
    {
        _ = Written(field, letters);
        return null;
    }
}
