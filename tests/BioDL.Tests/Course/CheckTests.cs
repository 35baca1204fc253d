using BioDL.Course;
using BioDL.Hosting;

namespace BioDL.Tests.Course;

public sealed class CheckTests
{
    [Theory]
    [InlineData(0.5, 0.55, true)]
    [InlineData(0.5, 0.61, false)]
    [InlineData(double.NaN, 0.5, false)]
    public void A_number_is_right_within_the_stated_difference(double answer, double measured, bool right) =>
        Assert.Equal(right, Check.Near(answer, measured, within: 0.1, "Think again.").Passed);

    [Fact]
    public void A_wrong_answer_gets_the_hint_and_not_the_number()
    {
        var check = Check.Near(0.2, 0.734, within: 0.01, "Which pixels change?");
        Assert.Equal("Not yet: you said 0.2. Which pixels change?", check.Words);
        Assert.DoesNotContain("0.734", check.ToMimeBundle()[MimeBundle.Html], StringComparison.Ordinal);
    }

    [Fact]
    public void A_statement_is_praised_or_hinted_at_and_shown_encoded()
    {
        Assert.Equal("Right: it holds.", Check.That(true, "it holds.", "no").Words);
        Assert.Contains("Not yet: a &lt; b", Check.That(false, "yes", "a < b").ToMimeBundle()[MimeBundle.Html], StringComparison.Ordinal);
    }
}
