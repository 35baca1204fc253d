using MathNet.Numerics.Distributions;

namespace BioDL.Statistics;

/// <summary>Shares of a count.</summary>
public static class Proportion
{
    /// <summary>
    /// Wilson's (1927) interval of a share p̂ = successes / total: (p̂ + z²/2n ± z √(p̂(1 − p̂)/n + z²/4n²)) / (1 + z²/n). Stays within 0 to 1, and is honest for few. Counts must be
    /// independent: nuclei of one field are not.
    /// </summary>
    /// <param name="successes">0 to <paramref name="total"/>.</param>
    /// <param name="total">At least 1.</param>
    /// <param name="confidence">Between 0 and 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside of its range.</exception>
    public static Interval Wilson(int successes, int total, double confidence = 0.95)
    {
        Require.Within(total, 1, int.MaxValue, nameof(total));
        Require.Within(successes, 0, total, nameof(successes));
        Require.Between(confidence, 0, 1, nameof(confidence));
        double share = successes / (double)total, z = -Normal.InvCDF(0, 1, (1 - confidence) / 2), weight = z * z / total;
        double middle = (share + weight / 2) / (1 + weight), half = z * Math.Sqrt(share * (1 - share) / total + weight / total / 4) / (1 + weight);
        return new Interval($"Share of {successes} in {total}:", share, successes == 0 ? 0 : middle - half, successes == total ? 1 : middle + half, confidence, "Wilson", total, total);
    }
}
