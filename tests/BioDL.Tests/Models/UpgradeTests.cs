using BioDL.Models;

namespace BioDL.Tests.Models;

public sealed class UpgradeTests
{
    [Theory]
    [InlineData(Texts.New)]
    [InlineData(Texts.Old)]
    [InlineData(Texts.Oldest)]
    public void What_is_written_is_read_back_as_the_same(string yaml)
    {
        var upgrade = ModelDescription.Parse(yaml).Upgrade();
        Assert.Null(SameDescription.Difference(upgrade.Description, ModelDescription.Parse(upgrade.ToYaml())));
        Assert.Equal("0.5.4", upgrade.Description.FormatVersion);
    }

    [Fact]
    public void Nothing_changes_but_the_version_in_a_description_of_the_same_generation() =>
        Assert.Null(SameDescription.Difference(ModelDescription.Parse(Texts.New), ModelDescription.Parse(Texts.New).Upgrade().Description));

    [Fact]
    public void What_the_newer_format_cannot_say_is_said_in_words()
    {
        var notes = string.Join("\n", ModelDescription.Parse(Texts.Old).Upgrade().Notes);
        Assert.Contains("inputs[0].axes[1]: 0.5 wants names of channels, which are not known; channel0 to channel2 are written.", notes, StringComparison.Ordinal);
        Assert.Contains("inputs[0], step 1: 0.5 has no eps beside a given deviation; 1E-06 is added", notes, StringComparison.Ordinal);
        Assert.Contains("inputs[0], step 3: 0.5 has no mode per_dataset", notes, StringComparison.Ordinal);
        Assert.Contains("weights.pytorch_state_dict: the format asks for the version", notes, StringComparison.Ordinal);
    }

    [Fact]
    public void A_comment_beside_the_training_data_stays_on_its_line() =>
        Assert.Contains("\ntraining_data: # not all of them\n  id: somebody/cells\n", ModelDescription.Parse(Texts.New).ToYaml(), StringComparison.Ordinal);

    [Theory]
    [InlineData("yes")]
    [InlineData("1e-10")]
    [InlineData("2024-01-02")]
    [InlineData("a: b # c")]
    [InlineData("- x")]
    [InlineData("  spaces  ")]
    [InlineData("two\nlines\n")]
    [InlineData("tab\tquote\"back\\slash")]
    [InlineData("*alias &anchor !tag %x @y `z` {a} [b]")]
    [InlineData("µm 核 🦈 \u0085 \u2028 \u00a0")]
    [InlineData("\u0001\u001b")]
    public void Any_text_comes_back_as_it_was(string text)
    {
        var description = ModelDescription.Parse(Texts.New) with { Description = text, Config = new Dictionary<string, object?> { [text] = new List<object?> { text, 1e-7, -0.0, 5, double.NegativeInfinity } } };
        var again = ModelDescription.Parse(description.ToYaml());
        Assert.Equal(text, again.Description);
        Assert.Equal([text, 1e-7, -0.0, 5L, double.NegativeInfinity], Assert.IsType<List<object?>>(again.Config[text]));
    }

    [Fact]
    public void A_thousand_descriptions_made_at_random_come_back_as_they_were()
    {
        var random = new Random(5);
        for (var i = 0; i < 1000; i++)
        {
            var upgrade = RandomDescriptions.Make(random).Upgrade();
            Assert.Null(SameDescription.Difference(upgrade.Description, ModelDescription.Parse(upgrade.ToYaml())));
        }
    }
}
