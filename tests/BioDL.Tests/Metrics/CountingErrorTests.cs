using BioDL.Metrics;

namespace BioDL.Tests.Metrics;

public class CountingErrorTests
{
    [Fact]
    public void Worked_by_hand()
    {
        var error = CountingError.Of([(10, 12), (20, 16), (0, 0)]);
        Assert.Equal((-2 / 3.0, 2, 2 / 30.0), (error.Bias, error.MeanAbsolute, error.TotalRelative));
        Assert.Equal((0.2 + 0.2) / 3, error.MeanRelative, 15);
        Assert.Equal("3 fields: counts are off by 2.000 objects on average (bias −0.667), by 6.7 % in total", error.ToString());
    }

    [Fact]
    public void Without_true_objects_a_relative_error_is_0_or_infinite()
    {
        Assert.Equal((0, 0), (CountingError.Of(0, 0).MeanRelative, CountingError.Of(0, 0).TotalRelative));
        Assert.Equal((double.PositiveInfinity, 3), (CountingError.Of(0, 3).MeanRelative, CountingError.Of(0, 3).Bias));
    }

    [Fact]
    public void Counts_below_0_and_no_fields_are_refused()
    {
        Assert.StartsWith("Field 1 (counted from 0) has 3 true and -1 predicted objects; counts are 0 or more.",
            Assert.Throws<ArgumentException>(() => CountingError.Of([(1, 1), (3, -1)])).Message, StringComparison.Ordinal);
        Assert.StartsWith("No field was given", Assert.Throws<ArgumentException>(() => CountingError.Of([])).Message, StringComparison.Ordinal);
    }
}
