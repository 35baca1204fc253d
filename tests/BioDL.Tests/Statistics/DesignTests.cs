using BioDL.Statistics;

namespace BioDL.Tests.Statistics;

public sealed class DesignTests
{
    [Fact]
    public void Power_as_the_noncentral_t_of_SciPy() => Assert.All(
        StatisticsFixture.Read<double[][]>("power"), row => Assert.Equal(row[2], Design.Power(row[1], (int)row[0], spread: 1), 8));

    [Fact]
    public void The_smallest_detectable_difference_has_the_power_that_was_asked_for()
    {
        var result = Design.SmallestDetectable(fields: 12, spread: 0.1, power: 0.8);
        Assert.Equal(0.8, Design.Power(result.Difference, 12, 0.1), 9);
        Assert.Equal(2 * result.Difference, Design.SmallestDetectable(12, 0.2).Difference, 9);
        Assert.Equal("With 12 independent fields (standard deviation of differences 0.1), a paired t test at 0.05 shows a mean difference of 0.0889 in 80 % of studies, if the differences are normal.", result.ToString());
    }

    [Fact]
    public void Fields_needed_are_the_fewest_that_suffice()
    {
        // Cohen (1988): a standardised difference of 0.5 at 0.05, two-sided, power 0.8 needs 34 pairs.
        var needed = Design.FieldsNeeded(difference: 0.05, spread: 0.1);
        Assert.Equal(34, needed.Fields);
        Assert.True(Design.Power(0.05, 34, 0.1) >= 0.8 && Design.Power(0.05, 33, 0.1) < 0.8);
    }

    [Fact]
    public void Fields_for_equivalence_by_simulation()
    {
        var needed = Design.FieldsForEquivalence(margin: 0.05, spread: 0.1).Fields;
        var random = new Random(5);
        double Normal() => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
        double Share(int fields) => Enumerable.Range(0, 2000).Count(_ =>
            Equivalence.Paired([.. Enumerable.Range(0, fields).Select(_ => 0.1 * Normal())], new double[fields], 0.05).Verdict == Verdict.Equivalent) / 2000.0;
        // Standard error of a share of 0.8 in 2,000 is 0.009.
        Assert.InRange(Share(needed), 0.77, 0.85);
        Assert.InRange(Share(needed - 8), 0, 0.77);
    }

    [Fact]
    public void Simulated_studies_agree_with_the_noncentral_t()
    {
        var exact = Design.SmallestDetectable(12, 0.1).Difference;
        Assert.Equal(exact, Design.SmallestDetectableBySimulation(PairedTest.StudentT, 12, 0.1).Difference, 0.05 * exact);
        // Of normal differences Wilcoxon's test and permutations need a little more than t.
        Assert.InRange(Design.SmallestDetectableBySimulation(PairedTest.Wilcoxon, 12, 0.1).Difference, exact, 1.15 * exact);
        Assert.InRange(Design.SmallestDetectableBySimulation(PairedTest.Permutation, 12, 0.1).Difference, 0.97 * exact, 1.1 * exact);
    }

    [Fact]
    public void Simulated_studies_agree_with_testing_each()
    {
        var shift = Design.SmallestDetectableBySimulation(PairedTest.Wilcoxon, 8, 1, new DesignOptions { Studies = 20_000 }).Difference;
        var random = new Random(6);
        double Normal() => shift + Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
        var shown = Enumerable.Range(0, 3000).Count(_ => Paired.Wilcoxon([.. Enumerable.Range(0, 8).Select(_ => Normal())], new double[8]).Significant);
        Assert.InRange(shown / 3000.0, 0.775, 0.825);
    }

    [Fact]
    public void Clusters_by_hand()
    {
        // 6 groups of 10 images, ρ = 0.5: design effect 1 + 9 · 0.5 = 5.5; 60 / 5.5 images; spread of group means 0.1 √(5.5 / 10).
        var design = new ClusteredDesign(groups: 6, imagesPerGroup: 10, intraClassCorrelation: 0.5, spread: 0.1);
        Assert.Equal((5.5, 60 / 5.5), (design.DesignEffect, design.EffectiveImages), new Near(1e-12));
        Assert.Equal(0.1 * Math.Sqrt(0.55), design.GroupSpread, 12);
        Assert.Equal(Design.SmallestDetectable(6, 0.1 * Math.Sqrt(0.55)).Difference, Design.SmallestDetectable(design).Difference, 12);
        Assert.Equal(Design.SmallestDetectable(6, 0.1).Difference, Design.SmallestDetectable(new ClusteredDesign(6, 10, 1, 0.1)).Difference, 12);
        Assert.StartsWith("With 6 groups of 10 images (intra-class correlation 0.5, standard deviation of differences 0.1; as much as 10.9 independent images)", Design.SmallestDetectable(design).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Intra_class_correlation_by_hand()
    {
        // Groups 1 3 and 5 7: means 2 and 6, grand 4. Between: 2 · 4 + 2 · 4 = 16 on 1; within 1 + 1 + 1 + 1 = 4 on 2, so 2; m₀ = (4 − 8/4) / 1 = 2: (16 − 2) / (16 + 2).
        Assert.Equal(14 / 18.0, ClusteredDesign.EstimateCorrelation([1, 3, 5, 7], ["A", "A", "B", "B"]), 12);
        Assert.Throws<ArgumentException>(() => ClusteredDesign.EstimateCorrelation([1, 3, 5], ["A", "B", "C"]));
    }

    [Fact]
    public void Bad_input_is_refused()
    {
        Assert.StartsWith("fields is 1; expected 2 to 1000000.", Refused(() => Design.SmallestDetectable(1, 0.1)), StringComparison.Ordinal);
        Assert.StartsWith("spread is 0; expected a number above 0.", Refused(() => Design.SmallestDetectable(5, 0)), StringComparison.Ordinal);
        Assert.StartsWith("power is 1; expected more than 0.05 and less than 1.", Refused(() => Design.SmallestDetectable(5, 1, power: 1)), StringComparison.Ordinal);
        Assert.StartsWith("More than 1000000 fields were needed", Refused(() => Design.FieldsNeeded(1e-6, 1)), StringComparison.Ordinal);
        Assert.StartsWith("5 fields can never be significant at 0.05 with this test; it needs at least 6.", Refused(() => Design.SmallestDetectableBySimulation(PairedTest.Permutation, 5, 1)), StringComparison.Ordinal);
        Assert.StartsWith("5 fields can never", Refused(() => Design.SmallestDetectableBySimulation(PairedTest.Wilcoxon, 5, 1)), StringComparison.Ordinal);
        Assert.StartsWith("intraClassCorrelation is 1.5; expected 0 to 1.", Refused(() => new ClusteredDesign(5, 5, 1.5, 1)), StringComparison.Ordinal);
    }

    private static string Refused(Func<object> action) => Assert.ThrowsAny<ArgumentException>(action).Message;
}
