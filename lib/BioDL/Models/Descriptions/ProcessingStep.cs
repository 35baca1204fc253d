namespace BioDL.Models;

/// <summary>
/// One operation of the specification before or after the network. Axes are named as in <see cref="Axis.Id"/>; an empty list of axes means
/// the whole tensor, all batches together, as <c>axes: null</c> does in format 0.5.
/// </summary>
public abstract record ProcessingStep;

/// <summary>1 where x &gt; threshold, else 0.</summary>
/// <param name="Thresholds">One, or one for each position along <paramref name="Axis"/>.</param>
/// <param name="Axis">The axis that several thresholds belong to.</param>
public sealed record Binarize(IReadOnlyList<double> Thresholds, string? Axis = null) : ProcessingStep;

/// <summary>Values below the minimum become the minimum, above the maximum the maximum; null for no bound.</summary>
public sealed record Clip(double? Minimum, double? Maximum) : ProcessingStep;

/// <summary>Converts to a type, NumPy's name: <c>float32</c>.</summary>
public sealed record EnsureDataType(string DataType) : ProcessingStep;

/// <summary>x · gain + offset.</summary>
/// <param name="Gains">One, or one for each position along <paramref name="Axis"/>.</param>
/// <param name="Offsets">As many.</param>
/// <param name="Axis">The axis that several values belong to.</param>
public sealed record ScaleLinear(IReadOnlyList<double> Gains, IReadOnlyList<double> Offsets, string? Axis = null) : ProcessingStep;

/// <summary>1 / (1 + e^−x).</summary>
public sealed record Sigmoid : ProcessingStep;

/// <summary>e^x / Σ e^x along an axis.</summary>
public sealed record Softmax(string Axis = "channel") : ProcessingStep;

/// <summary>(x − mean) / (std + eps), measured on each tensor or on the data set, jointly over the named axes.</summary>
public sealed record ZeroMeanUnitVariance(IReadOnlyList<string> Axes, double Epsilon = 1e-6, bool PerDataset = false) : ProcessingStep;

/// <summary>(x − mean) / std with the numbers given.</summary>
/// <param name="Means">One, or one for each position along <paramref name="Axis"/>.</param>
/// <param name="Deviations">As many.</param>
/// <param name="Axis">The axis that several values belong to.</param>
/// <param name="Epsilon">Added to the deviation: 0 in format 0.5, 1e-6 in 0.4.</param>
public sealed record FixedZeroMeanUnitVariance(IReadOnlyList<double> Means, IReadOnlyList<double> Deviations, string? Axis = null, double Epsilon = 0) : ProcessingStep;

/// <summary>(x − low) / (high − low + eps), low and high being percentiles, measured jointly over the named axes.</summary>
/// <param name="Axes">Jointly over these.</param>
/// <param name="MinimumPercentile">0 to below the maximum.</param>
/// <param name="MaximumPercentile">At most 100.</param>
/// <param name="Epsilon">Added to the difference.</param>
/// <param name="Reference">The tensor that the percentiles are measured on; null for the tensor itself.</param>
/// <param name="PerDataset">Measured on the data set instead of each tensor.</param>
public sealed record ScaleRange(
    IReadOnlyList<string> Axes, double MinimumPercentile = 0, double MaximumPercentile = 100, double Epsilon = 1e-6, string? Reference = null, bool PerDataset = false)
    : ProcessingStep;

/// <summary>(x − mean) / (std + eps) · (reference std + eps) + reference mean: an output gets mean and spread of another tensor.</summary>
public sealed record ScaleMeanVariance(string Reference, IReadOnlyList<string> Axes, double Epsilon = 1e-6, bool PerDataset = false) : ProcessingStep;
