using System.Globalization;
using BioDL.Models;

namespace BioDL.Cli.Pretrained;

/// <summary>Axes, sizes and processing of a description in words.</summary>
internal static class DescriptionWords
{
    /// <summary><c>batch any × channel 1 (nuclei) × y 512 × x 512, float32</c></summary>
    public static string Tensor(TensorDescription tensor) => $"{string.Join(" × ", tensor.Axes.Select(Axis))}, {tensor.DataType}{Range(tensor)}";

    /// <summary>What is done to a tensor, a sentence each.</summary>
    public static IEnumerable<string> Processing(TensorDescription tensor) => tensor.Processing.Select(Step);

    /// <summary>A format of weights and whether it runs here.</summary>
    public static string Weights(WeightsDescription weights, DescribedModel model)
    {
        var version = weights.Format == WeightsDescription.Onnx
            ? weights.OpsetVersion is { } opset ? $" (operator set {opset})" : ""
            : weights.FrameworkVersion is { } framework ? $" ({framework})" : "";
        var isHere = model.Model?.Package.Holds(weights.File) == true;
        var runs = weights.Format != WeightsDescription.Onnx ? "does not run here"
            : model.Model is null ? "would run here; not at hand"
            : isHere ? "runs here" : $"would run here, but the file is not at hand: {weights.File.Source}";
        return $"{weights.Format}{version}: {runs}{(weights.Format != WeightsDescription.Onnx && isHere ? $"; file {weights.File.Source}" : "")}";
    }

    private static string Axis(Axis axis)
    {
        var names = axis.ChannelNames.Count is > 0 and < 9 ? $" ({string.Join(", ", axis.ChannelNames)})" : "";
        var scale = axis.Unit is { } unit ? $" of {Number(axis.Scale)} {unit}" : "";
        return $"{axis.Id} {Size(axis.Size)}{names}{scale}{(axis.Halo > 0 ? $", {axis.Halo} at each end not to be trusted" : "")}";
    }

    private static string Size(AxisSize size) => size switch
    {
        FixedSize each => $"{each.Length}",
        SteppedSize { Minimum: 1, Step: 1 } => "any",
        SteppedSize { Step: 1 } each => $"{each.Minimum} or more",
        SteppedSize each => $"{each.Minimum}, {each.Minimum + each.Step}, {each.Minimum + 2 * each.Step} …",
        ReferencedSize { Offset: 0 } each => $"as {each.Tensor}.{each.Axis}",
        ReferencedSize each => $"as {each.Tensor}.{each.Axis} {(each.Offset < 0 ? '−' : '+')} {Math.Abs(each.Offset)}",
        DataDependentSize each => $"{each.Minimum} or more",
        _ => "?",
    };

    private static string Range(TensorDescription tensor) => tensor.Range switch
    {
        (null, null) => "",
        ({ } low, { } high) => $", {Number(low)} to {Number(high)}",
        ({ } low, null) => $", at least {Number(low)}",
        (null, { } high) => $", at most {Number(high)}",
    };

    private static string Step(ProcessingStep step) => step switch
    {
        Binarize each => $"1 above {Numbers(each.Thresholds)}, else 0",
        Clip { Minimum: { } low, Maximum: { } high } => $"values clipped to {Number(low)} to {Number(high)}",
        Clip { Minimum: { } low } => $"values below {Number(low)} become {Number(low)}",
        Clip { Maximum: { } high } => $"values above {Number(high)} become {Number(high)}",
        EnsureDataType each => $"converted to {each.DataType}",
        ScaleLinear each => $"times {Numbers(each.Gains)}, plus {Numbers(each.Offsets)}",
        Sigmoid => "sigmoid: 0 to 1",
        Softmax each => $"softmax along {each.Axis}",
        ZeroMeanUnitVariance each => $"mean 0 and standard deviation 1, measured {Over(each.Axes, each.PerDataset)}",
        FixedZeroMeanUnitVariance each => $"less {Numbers(each.Means)}, divided by {Numbers(each.Deviations)} (fixed mean and standard deviation)",
        ScaleRange each => $"percentiles {Number(each.MinimumPercentile)} and {Number(each.MaximumPercentile)} become 0 and 1, measured {Over(each.Axes, each.PerDataset)}"
            + (each.Reference is { } reference ? $" of {reference}" : ""),
        ScaleMeanVariance each => $"given mean and standard deviation of {each.Reference}, measured {Over(each.Axes, each.PerDataset)}",
        _ => step.GetType().Name,
    };

    private static string Over(IReadOnlyList<string> axes, bool perDataset) =>
        perDataset ? "over a whole data set" : axes.Count == 0 ? "over the whole tensor" : $"over {string.Join(", ", axes)} of each image";

    private static string Numbers(IReadOnlyList<double> values) => string.Join(", ", values.Take(8).Select(Number)) + (values.Count > 8 ? " …" : "");

    private static string Number(double value) => value.ToString("0.#####", CultureInfo.InvariantCulture);
}
