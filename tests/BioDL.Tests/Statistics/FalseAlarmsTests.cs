using BioDL.Statistics;

namespace BioDL.Tests.Statistics;

public sealed class FalseAlarmsTests
{
    [Fact]
    public void Values_that_share_nothing_within_their_groups_raise_as_many_alarms_as_the_level_promises()
    {
        var alarms = Enumerable.Range(1, 40).Select(seed => Study(between: 0, seed)).Select(study => FalseAlarms.Count(study.Values, study.Groups, studies: 100)).ToList();
        Assert.InRange(alarms.Average(one => one.ByValue), 0.03, 0.07);
        Assert.InRange(alarms.Average(one => one.ByGroup), 0.03, 0.07);
    }

    [Fact]
    public void Values_that_go_up_and_down_with_their_groups_raise_many_when_each_counts()
    {
        var (values, groups) = Study(between: 1);
        var alarms = FalseAlarms.Count(values, groups, studies: 2000);
        // With 50 values per group, of which half of the variance is the group's, a t of values is about 5 times as large as it should be: P(|t| > 1.96 / 5).
        Assert.InRange(alarms.ByValue, 0.6, 0.8);
        Assert.InRange(alarms.ByGroup, 0.02, 0.1);
        Assert.StartsWith("2000 studies of a treatment that does nothing: significant in ", alarms.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_p_is_Welchs_as_SciPy_has_it()
    {
        // Four groups of one value each: scipy.stats.ttest_ind([1, 2], [7, 9], equal_var=False).pvalue = 0.0546…, ([1, 7], [2, 9]) 0.79, ([1, 9], [2, 7]) 0.93.
        double[] values = [1, 2, 7, 9];
        string[] groups = ["a", "b", "c", "d"];
        Assert.Equal(0, FalseAlarms.Count(values, groups, studies: 300, significance: 0.05).ByValue);
        Assert.InRange(FalseAlarms.Count(values, groups, studies: 300, significance: 0.06).ByValue, 0.25, 0.42);
    }

    [Fact]
    public void What_cannot_be_divided_is_refused()
    {
        Assert.StartsWith("Found 2 groups; expected at least 4",
            Assert.Throws<ArgumentException>(() => FalseAlarms.Count([1, 2, 3, 4], ["a", "a", "b", "b"])).Message, StringComparison.Ordinal);
        Assert.StartsWith("The means of all groups are equal",
            Assert.Throws<ArgumentException>(() => FalseAlarms.Count([1, 1, 1, 1], ["a", "b", "c", "d"])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => FalseAlarms.Count([1, 2, 3, double.NaN], ["a", "b", "c", "d"]));
        Assert.Throws<ArgumentException>(() => FalseAlarms.Count([1, 2, 3, 4], ["a", "b", "c"]));
    }

    private static (double[] Values, string[] Groups) Study(double between, int seed = 5)
    {
        var random = new Random(seed);
        double[] shifts = [.. Enumerable.Range(0, 20).Select(_ => between * Normal())];
        return ([.. Enumerable.Range(0, 1000).Select(i => shifts[i / 50] + Normal())], [.. Enumerable.Range(0, 1000).Select(i => $"field {i / 50}")]);

        double Normal() => MathNet.Numerics.Distributions.Normal.Sample(random, 0, 1);
    }
}
