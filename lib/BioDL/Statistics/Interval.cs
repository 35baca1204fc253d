namespace BioDL.Statistics;

/// <summary>An estimate and how sure it is.</summary>
/// <param name="Quantity">What was estimated: "mean".</param>
/// <param name="Estimate">The value in the sample.</param>
/// <param name="Low">Lower end.</param>
/// <param name="High">Upper end.</param>
/// <param name="Confidence">How often such intervals should hold the truth, 0 to 1.</param>
/// <param name="Method">How it was found, in words.</param>
/// <param name="Units">Number of independent units: groups where groups were given.</param>
/// <param name="Measured">Number of values, which is larger than <paramref name="Units"/> where groups hold several.</param>
public sealed record Interval(string Quantity, double Estimate, double Low, double High, double Confidence, string Method, int Units, int Measured) : Finding
{
    /// <summary>Whether a value lies in the interval, its ends included.</summary>
    public bool Contains(double value) => value >= Low && value <= High;

    /// <inheritdoc/>
    protected override string Sentence =>
        $"{Quantity} {Wording.Number(Estimate)}, {Wording.Interval(Low, High, Confidence)} ({Method}, {Size}).";

    private string Size => Units == Measured ? $"n = {Units}" : $"n = {Units} groups with {Measured} values";
}
