using BioDL.Statistics;
using Xunit.Abstractions;

namespace BioDL.Tests.Statistics;

/// <summary>
/// How often intervals hold the truth, and tests reject it, in simulated studies whose truth is known. Prints its tables. Of 2,000 studies a share of 0.95 has a standard
/// error of 0.005.
/// </summary>
[Trait("Tier", "long")]
public sealed class CoverageTests(ITestOutputHelper output)
{
    private const int Studies = 2_000;

    [Theory]
    [InlineData(8, 0.85)]
    [InlineData(12, 0.88)]
    [InlineData(20, 0.90)]
    [InlineData(50, 0.92)]
    public void Bootstrap_intervals_of_a_mean_hold_it_nearly_as_often_as_stated(int units, double least)
    {
        foreach (var (name, draw, mean) in Populations())
        {
            foreach (var method in Enum.GetValues<IntervalMethod>())
            {
                var options = new BootstrapOptions { Method = method, Draws = 2_000 };
                var held = Share(units, draw, sample => Bootstrap.Mean(sample, options: options).Contains(mean));
                output.WriteLine($"n = {units}, {name}, {method}: {held:0.000}");
                Assert.InRange(held, name == "normal" ? least : least - 0.08, 0.97);
            }
        }
    }

    [Theory]
    [InlineData(6)]
    [InlineData(8)]
    [InlineData(12)]
    [InlineData(20)]
    [InlineData(50)]
    public void Paired_tests_reject_equality_no_more_often_than_stated(int units)
    {
        var options = new TestOptions { Draws = 1_999 };
        var none = new double[units];
        foreach (var (name, draw, _) in Populations().Where(population => population.Name != "skewed"))
        {
            var permutation = Share(units, draw, sample => Paired.Permutation(sample, none, options: options).Significant);
            var wilcoxon = Share(units, draw, sample => Paired.Wilcoxon(sample, none, options: options).Significant);
            var t = Share(units, draw, sample => Paired.StudentT(sample, none, options: options).Significant);
            output.WriteLine($"n = {units}, {name}: permutation {permutation:0.000}, Wilcoxon {wilcoxon:0.000}, t {t:0.000}");
            Assert.All([permutation, wilcoxon], share => Assert.InRange(share, 0.015, 0.065));
            Assert.InRange(t, 0.03, units == 6 && name != "normal" ? 0.09 : 0.065);
        }
    }

    [Theory]
    [InlineData(6, 3)]
    [InlineData(12, 4)]
    [InlineData(20, 3)]
    public void Friedmans_test_rejects_equality_no_more_often_than_stated(int fields, int methods)
    {
        var normal = Populations().First().Draw;
        var random = new Random(2);
        var (permutation, chiSquare, f) = (0, 0, 0);
        for (var study = 0; study < Studies / 4; study++)
        {
            var result = Compare.Friedman(Enumerable.Range(0, methods).Select(n => ($"{n}", (IReadOnlyList<double>)[.. Enumerable.Range(0, fields).Select(_ => normal(random))])));
            (permutation, chiSquare, f) = (permutation + (result.P <= 0.05 ? 1 : 0), chiSquare + (result.PChiSquare <= 0.05 ? 1 : 0), f + (result.PF <= 0.05 ? 1 : 0));
        }
        output.WriteLine(FormattableString.Invariant($"{fields} fields, {methods} methods: permutation {permutation * 4.0 / Studies:0.000}, chi-squared {chiSquare * 4.0 / Studies:0.000}, F {f * 4.0 / Studies:0.000}"));
        Assert.InRange(permutation * 4.0 / Studies, 0.02, 0.08);
    }

    [Theory]
    [InlineData(8)]
    [InlineData(20)]
    public void Equivalence_is_claimed_at_the_margin_no_more_often_than_stated(int units)
    {
        var normal = Populations().First().Draw;
        var none = new double[units];
        var t = Share(units, normal, sample => Equivalence.Paired([.. sample.Select(value => value + 2)], none, 2).Verdict == Verdict.Equivalent);
        var permutation = Share(units, normal, sample => Equivalence.PairedPermutation([.. sample.Select(value => value + 2)], none, 2).Verdict == Verdict.Equivalent);
        var bootstrap = Share(units, normal, sample => Equivalence.PairedBootstrap([.. sample.Select(value => value + 2)], none, 2).Verdict == Verdict.Equivalent, Studies / 4);
        output.WriteLine($"n = {units}, true difference at the margin: t {t:0.000}, permutation {permutation:0.000}, bootstrap {bootstrap:0.000}");
        Assert.All([t, permutation], share => Assert.InRange(share, 0.02, 0.065));
        Assert.InRange(bootstrap, 0.02, 0.14);
    }

    [Fact]
    public void Intervals_over_images_that_are_alike_within_groups_hold_the_truth_only_if_groups_are_drawn()
    {
        var random = new Random(4);
        var normal = Populations().First().Draw;
        string[] groups = [.. Enumerable.Range(0, 120).Select(i => $"{i / 10}")];
        var (naive, honest) = (0, 0);
        for (var study = 0; study < Studies / 2; study++)
        {
            double[] effects = [.. Enumerable.Range(0, 12).Select(_ => normal(random))], values = [.. Enumerable.Range(0, 120).Select(i => effects[i / 10] + normal(random))];
            var options = new BootstrapOptions { Draws = 1_000 };
            naive += Bootstrap.Mean(values, options: options).Contains(0) ? 1 : 0;
            honest += Bootstrap.Mean(values, groups, options).Contains(0) ? 1 : 0;
        }
        output.WriteLine(FormattableString.Invariant($"12 groups of 10, intra-class correlation 0.5: images drawn {naive * 2.0 / Studies:0.000}, groups drawn {honest * 2.0 / Studies:0.000}"));
        Assert.InRange(naive * 2.0 / Studies, 0, 0.75);
        Assert.InRange(honest * 2.0 / Studies, 0.88, 0.96);
    }

    private static IEnumerable<(string Name, Func<Random, double> Draw, double Mean)> Populations() =>
    [
        ("normal", random => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()), 0),
        ("uniform", random => random.NextDouble() - 0.5, 0),
        ("skewed", random => -Math.Log(1 - random.NextDouble()), 1),
    ];

    private static double Share(int units, Func<Random, double> draw, Func<double[], bool> holds, int studies = Studies)
    {
        var random = new Random(1);
        return Enumerable.Range(0, studies).Count(_ => holds([.. Enumerable.Range(0, units).Select(_ => draw(random))])) / (double)studies;
    }
}
