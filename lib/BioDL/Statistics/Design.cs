using System.Globalization;

namespace BioDL.Statistics;

/// <summary>
/// How many fields does a study need, and what can so many show? Asked before the data are seen, for a difference that matters. The power "observed" afterwards for the difference that was found says nothing
/// that p doesn't (Hoenig and Heisey 2001), and is not offered here.
/// </summary>
public static class Design
{
    private const int MostFields = 1_000_000;

    /// <summary>
    /// The chance that a two-sided paired t test shows a stated difference δ: P(|T| &gt; t) with T noncentral t, n − 1 degrees of freedom and noncentrality δ √n / σ (Cohen 1988).
    /// </summary>
    /// <param name="difference">The difference that matters, above 0: fixed beforehand, not the one that was found.</param>
    /// <param name="fields">Number of independent fields, n, at least 2.</param>
    /// <param name="spread">Standard deviation of the differences between fields, σ, above 0.</param>
    /// <param name="significance">Level of the test, between 0 and 0.5.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside of its range.</exception>
    public static double Power(double difference, int fields, double spread, double significance = 0.05)
    {
        Require.Positive(difference, nameof(difference));
        Check(fields, spread, 0.5, significance);
        return PowerOfT(difference * Math.Sqrt(fields) / spread, fields - 1, significance);
    }

    /// <summary>The smallest mean difference that a paired t test of so many fields shows in the stated share of studies.</summary>
    /// <param name="fields">Number of independent fields, at least 2.</param>
    /// <param name="spread">Standard deviation of the differences between fields, above 0.</param>
    /// <param name="power">Share of studies that should show it, between 0.05 and 1: 0.8 is 4 of 5.</param>
    /// <param name="significance">Level of the two-sided test, between 0 and 0.5.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside of its range.</exception>
    public static DesignResult SmallestDetectable(int fields, double spread, double power = 0.8, double significance = 0.05)
    {
        Check(fields, spread, power, significance);
        double low = 0, high = 1;
        while (PowerOfT(high, fields - 1, significance) < power)
            high *= 2;
        for (var step = 0; step < 60; step++)
        {
            var middle = (low + high) / 2;
            (low, high) = PowerOfT(middle, fields - 1, significance) < power ? (middle, high) : (low, middle);
        }
        return new DesignResult { Fields = fields, Difference = high * spread / Math.Sqrt(fields), Spread = spread, Power = power, Significance = significance, Test = "a paired t test" };
    }

    /// <summary>The same for several images from each of few independent groups; the groups' mean differences are tested.</summary>
    /// <param name="design">Groups, images of each, and how alike images of a group are.</param>
    /// <param name="power">Share of studies that should show it, between 0.05 and 1.</param>
    /// <param name="significance">Level of the two-sided test, between 0 and 0.5.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside of its range.</exception>
    public static DesignResult SmallestDetectable(ClusteredDesign design, double power = 0.8, double significance = 0.05)
    {
        ArgumentNullException.ThrowIfNull(design);
        return SmallestDetectable(design.Groups, design.GroupSpread, power, significance) with { Clusters = design };
    }

    /// <summary>How many independent fields a paired t test needs to show a stated difference in the stated share of studies.</summary>
    /// <param name="difference">The difference that matters, above 0.</param>
    /// <param name="spread">Standard deviation of the differences between fields, above 0.</param>
    /// <param name="power">Share of studies that should show it, between 0.05 and 1.</param>
    /// <param name="significance">Level of the two-sided test, between 0 and 0.5.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside of its range, or more than a million fields were needed.</exception>
    public static DesignResult FieldsNeeded(double difference, double spread, double power = 0.8, double significance = 0.05)
    {
        Require.Positive(difference, nameof(difference));
        Check(2, spread, power, significance);
        var fields = Fewest(n => PowerOfT(difference * Math.Sqrt(n) / spread, n - 1, significance) >= power, nameof(difference));
        return new DesignResult { Fields = fields, Difference = difference, Spread = spread, Power = power, Significance = significance, Test = "a paired t test" };
    }

    /// <summary>
    /// How many independent fields two one-sided t tests need to show equivalence on a margin, in the stated share of studies, if there is no difference at all:
    /// P(|D| + t s/√n &lt; margin), D normal, s the estimate of the spread (Phillips 1990).
    /// </summary>
    /// <param name="margin">The largest difference that doesn't matter, above 0.</param>
    /// <param name="spread">Standard deviation of the differences between fields, above 0.</param>
    /// <param name="power">Share of studies that should show it, between 0.05 and 1.</param>
    /// <param name="significance">Level of each one-sided test, between 0 and 0.5.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside of its range, or more than a million fields were needed.</exception>
    public static DesignResult FieldsForEquivalence(double margin, double spread, double power = 0.8, double significance = 0.05)
    {
        Require.Positive(margin, nameof(margin));
        Check(2, spread, power, significance);
        var fields = Fewest(n => PowerOfEquivalence(margin * Math.Sqrt(n) / spread, n - 1, significance) >= power, nameof(margin));
        return new DesignResult { Fields = fields, Difference = margin, Spread = spread, Power = power, Significance = significance, Test = "two one-sided t tests", Equivalence = true };
    }

    /// <summary>
    /// The smallest mean difference that a test shows, by simulated studies with normal differences. A test rejects "none" in a study moved by δ just when its interval's lower end is above −δ, so that
    /// the answer is a quantile of minus the lower ends.
    /// </summary>
    /// <param name="test">Which paired test.</param>
    /// <param name="fields">Number of independent fields, 3 to 200.</param>
    /// <param name="spread">Standard deviation of the differences between fields, above 0.</param>
    /// <param name="options">Power, level, number of simulated studies and seed.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside of its range.</exception>
    /// <exception cref="ArgumentException">So few fields can never be significant at this level.</exception>
    public static DesignResult SmallestDetectableBySimulation(PairedTest test, int fields, double spread, DesignOptions? options = null)
    {
        var chosen = options ?? new DesignOptions();
        Require.Within(fields, 3, 200, nameof(fields));
        Require.Within(chosen.Studies, 100, 100_000, nameof(chosen.Studies));
        Check(fields, spread, chosen.Power, chosen.Significance);
        var needed = SimulatedStudies.Needed(test, fields, chosen);
        if (double.IsPositiveInfinity(needed[0]))
            throw new ArgumentException($"{fields} fields can never be significant at {Wording.Number(chosen.Significance)} with this test; it needs at least {Math.Ceiling(Math.Log2(2 / chosen.Significance))}.", nameof(fields));
        var error = 1.96 * Math.Sqrt(chosen.Power * (1 - chosen.Power) / chosen.Studies);
        double At(double share) => spread * Summary.OfSorted(needed, Math.Clamp(share, 0, 1));
        return new DesignResult
        {
            Fields = fields,
            Difference = At(chosen.Power),
            Spread = spread,
            Power = chosen.Power,
            Significance = chosen.Significance,
            Test = test switch { PairedTest.Wilcoxon => "Wilcoxon's signed-rank test", PairedTest.Permutation => "a paired permutation test", _ => "a paired t test" },
            Cautions = [string.Create(CultureInfo.InvariantCulture, $"From {chosen.Studies:#,0} simulated studies, which leaves {Wording.Number(At(chosen.Power - error))} to {Wording.Number(At(chosen.Power + error))}.")],
        };
    }

    internal static double PowerOfT(double noncentrality, int freedom, double significance)
    {
        var critical = Paired.Quantile(freedom, 1 - significance / 2);
        return StandardError.Mean(freedom, s => Phi(noncentrality - critical * s) + Phi(-noncentrality - critical * s));
    }

    internal static double PowerOfEquivalence(double margin, int freedom, double significance)
    {
        var critical = Paired.Quantile(freedom, 1 - significance);
        return StandardError.Mean(freedom, s => Math.Max(0, 2 * Phi(margin - critical * s) - 1));
    }

    private static double Phi(double x) => MathNet.Numerics.Distributions.Normal.CDF(0, 1, x);

    private static int Fewest(Func<int, bool> enough, string name)
    {
        var (few, many) = (1, 2);
        while (!enough(many))
        {
            (few, many) = (many, 2 * many);
            if (many > MostFields)
                throw new ArgumentOutOfRangeException(name, $"More than {MostFields} fields were needed; expected a {name} that is not so small beside the spread.");
        }
        while (many - few > 1)
        {
            var middle = (few + many) / 2;
            (few, many) = enough(middle) ? (few, middle) : (middle, many);
        }
        return many;
    }

    private static void Check(int fields, double spread, double power, double significance)
    {
        Require.Within(fields, 2, MostFields, nameof(fields));
        Require.Positive(spread, nameof(spread));
        Require.Between(significance, 0, 0.5, nameof(significance));
        Require.Between(power, Math.Max(significance, 0.05), 1, nameof(power));
    }
}
