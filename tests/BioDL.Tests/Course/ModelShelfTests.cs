using BioDL.Course;
using BioDL.Models;

namespace BioDL.Tests.Course;

/// <summary>The models of lesson 02 where only those that ship are at hand, and refusals that are shown.</summary>
public sealed class ModelShelfTests
{
    private static readonly ModelShelf Shelf = ModelShelf.Open("embedded");

    [Fact]
    public void Without_published_models_those_that_ship_are_searched_and_it_says_why()
    {
        Assert.Equal("embedded", Shelf.Mode);
        Assert.NotEmpty(Shelf.Collection.Entries);
        Assert.All(Shelf.Collection.Entries, entry => Assert.True(entry.Ships));
        Assert.Contains("data = \"embedded\"", Shelf.ToString(), StringComparison.Ordinal);
        Assert.NotEqual(Shelf.Model.Name, Shelf.Alternative.Name);
    }

    [Fact]
    public void The_earlier_description_bears_a_remark_that_the_newest_lacks_and_says_that_it_was_planted()
    {
        var found = Assert.Single(Checklist.Contradictions(Shelf.Earlier.Description, Shelf.Model.Description).Found);
        Assert.Equal("training data's comment", found.What);
        Assert.Contains("planted", found.Earlier, StringComparison.Ordinal);
        const string Asked = "Training data can be reached";
        Assert.Equal(("not met", "met"), (Shelf.Earlier.Checklist()[Asked].Answer, Shelf.Model.Checklist()[Asked].Answer));
    }

    [Fact]
    public void Weights_that_are_not_those_described_are_refused_and_when_accepted_do_not_reproduce_the_test()
    {
        Assert.Contains("is not the file that", Assert.Throws<PackageException>(() => Shelf.OpenChanged().Test()).Message, StringComparison.Ordinal);
        Assert.False(Shelf.OpenChanged(acceptOtherChecksum: true).Test().Passed);
        Assert.True(Shelf.Model.Test().Passed);
    }

    [Fact]
    public void A_refusal_is_shown_and_what_is_not_refused_shows_itself()
    {
        var refused = Attempt.To(() => throw new InvalidOperationException("No <b>."));
        Assert.Equal(("No <b>.", "Refused: No <b>."), (refused.Refusal, refused.ToString()));
        Assert.Contains("No &lt;b&gt;.", refused.ToMimeBundle()[Hosting.MimeBundle.Html], StringComparison.Ordinal);
        Assert.Equal((null, "7"), (Attempt.To(() => 7).Refusal, Attempt.To(() => 7).ToString()));
    }

    [Fact]
    public void An_interruption_is_no_refusal() =>
        Assert.Throws<OperationCanceledException>(() => Attempt.To(() => throw new OperationCanceledException()));
}
