namespace BioDL.Statistics;

/// <summary>
/// The sign-flip test of differences dᵢ (Fisher 1935): were there no difference, each dᵢ could as well have had the other sign. Flipping a subset F lowers Σd by
/// 2 Σ_F d, so the outcomes at least as great as the one seen are the subsets with Σ_F d ≤ 0; and shift δ becomes tenable for subset F at its mean.
/// </summary>
internal static class SignFlips
{
    /// <summary>Up to so many differences all 2ⁿ outcomes are counted, by sorting the sums of two halves.</summary>
    public const int MostExact = 32;

    private const int MostListed = 16;

    /// <summary>Shares of the outcomes at least, and at most, as great as the one seen.</summary>
    public static (double AtLeast, double AtMost) Tails(ReadOnlySpan<double> differences, TestOptions options)
    {
        var slack = 0.0;
        foreach (var difference in differences)
            slack += 1e-12 * Math.Abs(difference);
        if (differences.Length > MostExact)
            return Sampled(differences, slack, options);
        var half = differences.Length / 2;
        double[] left = Sums(differences[..half]), right = Sums(differences[half..]);
        Array.Sort(left);
        Array.Sort(right);
        var outcomes = Math.ScaleB(1, differences.Length);
        return (PairsAtMost(left, right, slack) / outcomes, (outcomes - PairsAtMost(left, right, -slack, orEqual: false)) / outcomes);
    }

    /// <summary>The shifts that the two-sided test does not reject at the level: between subset means.</summary>
    public static (double Low, double High) Limits(double[] differences, TestOptions options)
    {
        if (differences.Length <= MostListed)
        {
            var sums = Sums(differences);
            return Inversion.Limits([.. sums.Skip(1).Select((sum, n) => sum / System.Numerics.BitOperations.PopCount((uint)(n + 1)))], 1, options.Significance);
        }
        var random = new RandomDraws(options.Seed);
        var means = new double[options.Draws];
        for (var draw = 0; draw < means.Length; draw++)
            means[draw] = RandomSubset(differences, random).Mean;
        return Inversion.Limits([.. means.Where(double.IsFinite)], 1 + means.Count(double.IsNaN), options.Significance);
    }

    private static (double AtLeast, double AtMost) Sampled(ReadOnlySpan<double> differences, double slack, TestOptions options)
    {
        var random = new RandomDraws(options.Seed);
        double atLeast = 1, atMost = 1;
        for (var draw = 0; draw < options.Draws; draw++)
        {
            var sum = RandomSubset(differences, random).Sum;
            atLeast += sum <= slack ? 1 : 0;
            atMost += sum >= -slack ? 1 : 0;
        }
        return (atLeast / (options.Draws + 1.0), atMost / (options.Draws + 1.0));
    }

    private static (double Sum, double Mean) RandomSubset(ReadOnlySpan<double> differences, RandomDraws random)
    {
        double sum = 0;
        var size = 0UL;
        for (int i = 0, left = 0; i < differences.Length; i += 64)
        {
            var bits = random.Bits();
            left = Math.Min(64, differences.Length - i);
            for (var n = 0; n < left; n++, bits >>= 1)
            {
                sum += differences[i + n] * (bits & 1);
                size += bits & 1;
            }
        }
        return (sum, sum / size);
    }

    /// <summary>Σ_F d of all subsets F, a subset's members the bits of its number.</summary>
    private static double[] Sums(ReadOnlySpan<double> differences)
    {
        var sums = new double[1 << differences.Length];
        for (var i = 0; i < differences.Length; i++)
        {
            for (var subset = 0; subset < 1 << i; subset++)
                sums[subset | 1 << i] = sums[subset] + differences[i];
        }
        return sums;
    }

    private static double PairsAtMost(double[] left, double[] right, double bound, bool orEqual = true)
    {
        var pairs = 0L;
        var count = right.Length;
        foreach (var first in left)
        {
            while (count > 0 && (orEqual ? first + right[count - 1] > bound : first + right[count - 1] >= bound))
                count--;
            pairs += count;
        }
        return pairs;
    }
}
