using BioDL.Course;
using BioDL.Hosting;
using BioDL.Images;

namespace BioDL.Tests.Course;

public sealed class CheckTests : IDisposable
{
    private readonly IDisposable session = Host.Use(new ConsoleHost(TextWriter.Null));

    private enum Shift
    {
        Covariate,
        Concept,
    }

    public void Dispose() => session.Dispose();

    [Theory]
    [InlineData(0.5, 0.55, true)]
    [InlineData(0.5, 0.61, false)]
    [InlineData(0.5, double.NaN, false)]
    public void A_number_is_right_within_the_stated_difference(double answer, double measured, bool right) =>
        Assert.Equal(right, Check.Near(answer, measured, within: 0.1, "Think again.").Passed);

    [Fact]
    public void Whole_numbers_count_as_numbers() => Assert.True(Check.Near(12, 12.4, within: 0.5, "Think again.").Passed);

    [Fact]
    public void A_wrong_answer_gets_the_hint_and_not_the_number()
    {
        var check = Check.Near(0.2, 0.734, within: 0.01, "Which pixels change?");
        Assert.Equal("Not yet: you said 0.2. Which pixels change?", check.Words);
        Assert.DoesNotContain("0.734", check.ToMimeBundle()[MimeBundle.Html], StringComparison.Ordinal);
    }

    [Fact]
    public void Each_wrong_answer_of_a_session_gets_the_next_hint_and_the_last_one_stays()
    {
        string Ask(double answer) => Check.Near(answer, 1, within: 0.1, "a nudge", "more", "nearly all").Words;

        Assert.Equal("Not yet: you said 3. Hint 1 of 3: a nudge", Ask(3));
        Assert.Equal("Not yet: you said 4. Hint 2 of 3: more", Ask(4));
        Assert.Equal("Not yet: you said 5. Hint 3 of 3: nearly all", Ask(5));
        Assert.Equal("Not yet: you said 6. Hint 3 of 3: nearly all", Ask(6));
        Assert.Equal("Right: you said 1, measured was 1.", Ask(1));
        Assert.Equal("Not yet: you said 3. Hint 1 of 3: a nudge", Ask(3));
    }

    [Fact]
    public void Checks_and_sessions_count_apart()
    {
        string Ask(string first) => Check.That(false, "yes", first, "more").Words;

        Assert.Equal("Not yet: Hint 1 of 2: one", Ask("one"));
        Assert.Equal("Not yet: Hint 1 of 2: two", Ask("two"));
        Assert.Equal("Not yet: Hint 2 of 2: more", Ask("one"));
        using (Host.Use(new ConsoleHost(TextWriter.Null)))
            Assert.Equal("Not yet: Hint 1 of 2: one", Ask("one"));
    }

    public static TheoryData<object?, string> Unreadable => new()
    {
        { null, "Not yet: there is no answer yet. Fill in the exercise, run its cell, then run this one again." },
        { double.NaN, "Not yet: found NaN, which is not a number. Was something divided by zero?" },
        { double.PositiveInfinity, "Not yet: found infinity. Was something divided by zero?" },
        { "0.3", "Not yet: found the text \"0.3\"; write the number without quotation marks." },
        { "much", "Not yet: found the text \"much\"; expected a number, such as 0.25." },
        { true, "Not yet: found 'true'; expected a number, such as 0.25." },
        { new[] { 1, 2 }, "Not yet: found a list; expected a number, such as 0.25." },
    };

    [Theory]
    [MemberData(nameof(Unreadable))]
    public void What_is_no_number_gets_a_helpful_sentence_and_costs_no_hint(object? answer, string words)
    {
        Assert.Equal(words, Check.Near(answer, 1, 0.1, "a nudge", "more").Words);
        Assert.EndsWith("Hint 1 of 2: a nudge", Check.Near(5, 1, 0.1, "a nudge", "more").Words, StringComparison.Ordinal);
    }

    [Fact]
    public void A_statement_is_praised_or_hinted_at_and_shown_encoded()
    {
        Assert.Equal("Right: it holds.", Check.That(true, "it holds.", "no").Words);
        Assert.Contains("Not yet: a &lt; b", Check.That(false, "yes", "a < b").ToMimeBundle()[MimeBundle.Html], StringComparison.Ordinal);
        Assert.StartsWith("Not yet: Look at the pictures above once more", Check.That(false, "yes").Words, StringComparison.Ordinal);
    }

    [Fact]
    public void A_statement_that_fails_does_not_stop_the_notebook() =>
        Assert.Equal("Not yet: your answer could not be looked at: gone", Check.That(() => throw new InvalidOperationException("gone"), "yes", "no").Words);

    [Theory]
    [InlineData(" Covariate Shift ", "Right: covariate shift.")]
    [InlineData("concept shift", "Not yet: you chose concept shift. What changed?")]
    [InlineData("drift", "Not yet: found \"drift\"; choose one of: covariate shift, concept shift.")]
    [InlineData("", "Not yet: there is no answer yet. Fill in the exercise, run its cell, then run this one again.")]
    public void A_choice_is_read_without_regard_to_capitals(string answer, string words) =>
        Assert.Equal(words, Check.Choice(answer, "covariate shift", ["covariate shift", "concept shift"], "What changed?").Words);

    [Fact]
    public void A_choice_may_be_a_value_of_an_enumeration_but_no_number()
    {
        Assert.True(Check.Choice(Shift.Concept, "concept", ["covariate", "concept"], "no").Passed);
        Assert.Equal("Not yet: found '3'; choose one of: a, b.", Check.Choice(3, "a", ["a", "b"]).Words);
    }

    [Fact]
    public void A_record_is_checked_field_by_field_and_only_names_are_told()
    {
        var right = new { Fields = 12, Margin = 0.05, Unit = "field" };

        Assert.Equal("Right: all 3 fields agree.", Check.Record(new { Fields = 12, Margin = 0.051, Unit = "Field", More = 1 }, right, 0.01, "x").Words);
        Assert.Equal("Not yet: 1 of 3 fields are right; look again at Margin, Unit (missing). What is independent?",
            Check.Record(new { Fields = 12.0, Margin = 0.5 }, right, 0.01, "What is independent?").Words);
        Assert.False(Check.Record(null, right).Passed);
        Assert.False(Check.Record("text", right).Passed);
    }

    [Fact]
    public void A_mask_is_checked_by_its_overlap()
    {
        var right = new Mask(1, 4, [true, true, true, true]);

        Assert.Equal("Right: your mask and the right one overlap with an IoU of 0.750.", Check.Mask(new Mask(1, 4, [true, true, true, false]), right, 0.75, "x").Words);
        Assert.Equal("Not yet: your mask and the right one overlap with an IoU of 0.750; 0.8 is asked for. Lower?",
            Check.Mask(new Mask(1, 4, [true, true, true, false]), right, 0.8, "Lower?").Words);
        Assert.Equal("Not yet: found 3 × 1 pixels; expected 4 × 1. Is it made from the image of this exercise?", Check.Mask(new Mask(1, 3), right, 0.8, "x").Words);
        Assert.Equal("Not yet: found labels; expected a mask. '.Foreground()' makes one of them.", Check.Mask(new LabelImage(1, 4), right, 0.8, "x").Words);
        Assert.Equal("Not yet: found an image; expected a mask. '.Threshold(…)' makes one of it.", Check.Mask(new Image(1, 1, 4), right, 0.8, "x").Words);
    }

    [Fact]
    public void Labels_agree_whatever_their_numbers()
    {
        var right = new LabelImage(1, 6, [1, 1, 0, 2, 2, 3]);

        Assert.Equal("Right: all 3 objects agree.", Check.Labels(new LabelImage(1, 6, [7, 7, 0, 1, 1, 5]), right, hints: "x").Words);
        Assert.Equal("Not yet: 1 of your 2 objects are as they should be, and some are missing. Cut?", Check.Labels(new LabelImage(1, 6, [1, 1, 0, 2, 2, 2]), right, hints: "Cut?").Words);
        Assert.True(Check.Labels(new LabelImage(1, 6, [1, 0, 0, 2, 2, 3]), right, 0.5, "x").Passed);
        Assert.Equal("Not yet: found a mask; expected labels. '.Components()' or '.Watershed()' makes objects of it.", Check.Labels(new Mask(1, 6), right, hints: "x").Words);
        Assert.False(Check.Labels(new LabelImage(2, 6), right, hints: "x").Passed);
    }
}
