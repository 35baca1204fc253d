using MathNet.Numerics.Distributions;

namespace BioDL.Statistics;

/// <summary>The parts of Wilcoxon's signed-rank test: ranks of |d|, and the distribution of the sum of those with a positive sign.</summary>
internal sealed class SignedRanks
{
    /// <summary>Up to so many ranks the distribution is exact, ties included.</summary>
    public const int MostExact = 200;

    /// <param name="differences">Differences, not all 0.</param>
    /// <param name="zeros">What becomes of those that are 0.</param>
    public SignedRanks(double[] differences, Zeros zeros)
    {
        double[] kept = zeros == Zeros.LeftOut ? [.. differences.Where(difference => difference != 0)] : differences;
        double[] sizes = [.. kept.Select(Math.Abs)];
        var ranks = Statistics.Ranks.Of(sizes);
        Zero = kept.Count(difference => difference == 0);
        Dropped = differences.Count(difference => difference == 0);
        Ranks = [.. ranks.Where((_, i) => kept[i] != 0)];
        Positive = ranks.Where((_, i) => kept[i] > 0).Sum();
        Negative = ranks.Where((_, i) => kept[i] < 0).Sum();
        TieSum = Statistics.Ranks.TieSum([.. sizes.Where(size => size > 0)]);
    }

    /// <summary>Ranks of the pairs that differ.</summary>
    public double[] Ranks { get; }

    /// <summary>W⁺, the sum of the ranks of positive differences.</summary>
    public double Positive { get; }

    /// <summary>W⁻.</summary>
    public double Negative { get; }

    /// <summary>Number of pairs that don't differ.</summary>
    public int Dropped { get; }

    public bool IsExact => Ranks.Length <= MostExact;

    private int Zero { get; }

    private double TieSum { get; }

    /// <summary>Chances of a W⁺ at least, and at most, as great as the one seen, when every sign is as likely as the other.</summary>
    public (double AtLeast, double AtMost) Tails() => IsExact ? ExactTails() : NormalTails();

    /// <summary>
    /// The chances of every sum of ranks by convolution. Ranks with ties are halves of whole numbers, so twice the ranks are counted.
    /// </summary>
    public (double AtLeast, double AtMost) ExactTails()
    {
        var chances = Chances([.. Ranks.Select(rank => (int)Math.Round(2 * rank))]);
        var seen = (int)Math.Round(2 * Positive);
        return (chances.Skip(seen).Sum(), chances.Take(seen + 1).Sum());
    }

    /// <summary>The normal approximation with a correction of ½ for continuity; mean n(n+1)/4, variance n(n+1)(2n+1)/24 less Σ(t³−t)/48, both less what Pratt's zeros would hold.</summary>
    public (double AtLeast, double AtMost) NormalTails()
    {
        double n = Ranks.Length + Zero, z = Zero;
        var mean = (n * (n + 1) - z * (z + 1)) / 4;
        var deviation = Math.Sqrt((n * (n + 1) * (2 * n + 1) - z * (z + 1) * (2 * z + 1)) / 24 - TieSum / 48);
        return (1 - Normal.CDF(mean, deviation, Positive - 0.5), Normal.CDF(mean, deviation, Positive + 0.5));
    }

    /// <summary>The median of the means (dᵢ + dⱼ)/2, i ≤ j (Hodges and Lehmann 1963), and the shifts that the two-sided test of untied ranks does not reject.</summary>
    /// <param name="differences">Differences, at least 2.</param>
    /// <param name="outside">How many means lie outside at each end, see <see cref="Outside"/>.</param>
    public static (double Middle, double Low, double High) Shift(double[] differences, int outside)
    {
        var means = new double[differences.Length * (differences.Length + 1) / 2];
        for (int i = 0, next = 0; i < differences.Length; i++)
        {
            for (var j = i; j < differences.Length; j++)
                means[next++] = (differences[i] + differences[j]) / 2;
        }
        Array.Sort(means);
        return outside < 0 ? (Summary.OfSorted(means, 0.5), double.NegativeInfinity, double.PositiveInfinity)
            : (Summary.OfSorted(means, 0.5), means[outside], means[means.Length - 1 - outside]);
    }

    /// <summary>How many of the sorted means lie outside of the interval at each end; −1 when there is none.</summary>
    public static int Outside(int count, double significance)
    {
        if (count > MostExact)
        {
            double n = count, half = -Normal.InvCDF(0, 1, significance / 2);
            return (int)Math.Max(-1, Math.Floor(n * (n + 1) / 4 - half * Math.Sqrt(n * (n + 1) * (2 * n + 1) / 24)) - 1);
        }
        var chances = Chances([.. Enumerable.Range(1, count)]);
        var nth = 0;
        for (var sum = chances[0]; nth < chances.Length && sum <= significance / 2 + 1e-12; sum += chances[nth])
            nth++;
        return nth - 1;
    }

    private static double[] Chances(int[] ranks)
    {
        var chances = new double[ranks.Sum() + 1];
        chances[0] = 1;
        var most = 0;
        foreach (var rank in ranks)
        {
            most += rank;
            for (var sum = most; sum >= 0; sum--)
                chances[sum] = (chances[sum] + (sum >= rank ? chances[sum - rank] : 0)) / 2;
        }
        return chances;
    }
}
