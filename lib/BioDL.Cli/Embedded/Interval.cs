namespace BioDL.Cli.Embedded;

/// <summary>A mean over independent fields, and how sure it is.</summary>
/// <param name="Mean">Mean over the fields.</param>
/// <param name="Low">Lower end of the 95 % interval.</param>
/// <param name="High">Upper end.</param>
/// <param name="Fields">Number of independent fields: of few, such as 3, the interval says too little.</param>
internal sealed record Interval(double Mean, double Low, double High, int Fields)
{
    private const int Resamples = 10_000;

    /// <summary>Percentile bootstrap over fields (Efron 1979): fields are drawn with replacement, 10,000 times.</summary>
    public static Interval Of(IReadOnlyList<double> fields)
    {
        var random = new Random(1);
        var means = new double[Resamples];
        for (var n = 0; n < Resamples; n++)
        {
            for (var draw = 0; draw < fields.Count; draw++)
                means[n] += fields[random.Next(fields.Count)] / fields.Count;
        }
        Array.Sort(means);
        return new Interval(fields.Average(), means[Resamples / 40], means[^(Resamples / 40 + 1)], fields.Count);
    }
}
