using BioDL.Hosting;
using BioDL.Notebooks.Session;

namespace BioDL.Notebooks.Tests.Session;

public sealed class ValueFormatterTests
{
    [Theory]
    [InlineData(1.5, "1.5")]
    [InlineData(42, "42")]
    [InlineData(true, "true|True")]
    [InlineData("words", "words")]
    [InlineData(null, "null")]
    public void Simple_values_are_plain_text_with_a_decimal_point(object? value, string expected)
    {
        var bundle = ValueFormatter.Format(value);
        Assert.Contains(bundle[MimeBundle.PlainText], expected.Split('|'));
        Assert.Single(bundle);
    }

    [Fact]
    public void A_value_that_tells_debuggers_one_property_shows_that_property()
    {
        var bundle = ValueFormatter.Format(new Handle());
        Assert.Equal("Float32 (2): 1, 2", bundle[MimeBundle.PlainText]);
        Assert.DoesNotContain(MimeBundle.Html, bundle.Keys);
    }

    [Fact]
    public void A_value_that_knows_how_it_is_shown_is_shown_that_way() =>
        Assert.Equal("itself", ValueFormatter.Format(new Displayable())[MimeBundle.PlainText]);

    [Fact]
    public void Records_become_html_and_text() =>
        Assert.Contains("12.5", ValueFormatter.Format(new[] { new { Area = 12.5, Name = "a" } })[MimeBundle.Html], StringComparison.Ordinal);

    [Fact]
    public void A_long_text_is_cut_and_says_how_much_is_missing() => Assert.EndsWith(
        "… (5,000 more characters)", ValueFormatter.Format(new string('x', ValueFormatter.MostCharacters + 5000))[MimeBundle.PlainText], StringComparison.Ordinal);

    [Fact]
    public void A_sequence_without_end_is_cut() => Assert.True(ValueFormatter.Format(Endless())[MimeBundle.PlainText].Length < 5000);

    [Fact]
    public void A_value_that_throws_while_it_is_shown_does_not_throw() =>
        Assert.Contains("broken", ValueFormatter.Format(new Broken())[MimeBundle.PlainText], StringComparison.OrdinalIgnoreCase);

    private static IEnumerable<int> Endless()
    {
        for (var i = 0; ; i++)
            yield return i;
    }

    private sealed class Displayable : IDisplayable
    {
        public MimeBundle ToMimeBundle() => MimeBundle.OfText("itself");
    }

    private sealed class Broken : IDisplayable
    {
        public MimeBundle ToMimeBundle() => throw new InvalidOperationException("broken");
    }

    [System.Diagnostics.DebuggerDisplay("{Summary,nq}")]
    private sealed class Handle
    {
        public string Summary => "Float32 (2): 1, 2";

        public int Rank => 1;
    }
}
