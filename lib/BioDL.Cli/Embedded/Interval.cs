using BioDL.Statistics;

namespace BioDL.Cli.Embedded;

/// <summary>A mean over independent fields, and how sure it is.</summary>
/// <param name="Mean">Mean over the fields.</param>
/// <param name="Low">Lower end of the 95 % interval.</param>
/// <param name="High">Upper end.</param>
/// <param name="Fields">Number of independent fields: of few, such as 3, the interval says too little.</param>
internal sealed record Interval(double Mean, double Low, double High, int Fields)
{
    /// <summary>Percentile bootstrap over fields (Efron 1979); of one field there is none, and both ends are its value.</summary>
    public static Interval Of(IReadOnlyList<double> fields)
    {
        if (fields.Count == 1)
            return new Interval(fields[0], fields[0], fields[0], 1);
        var mean = Bootstrap.Mean(fields, options: new BootstrapOptions { Method = IntervalMethod.Percentile });
        return new Interval(mean.Estimate, mean.Low, mean.High, mean.Units);
    }
}
