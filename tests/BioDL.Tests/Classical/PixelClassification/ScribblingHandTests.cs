using BioDL.Classical;
using BioDL.Images;
using BioDL.Simulation;

namespace BioDL.Tests.Classical;

public sealed class ScribblingHandTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Every_pixel_is_scribbled_as_what_it_is(int seed)
    {
        var truth = FluorescenceNuclei.Crowded.Render(seed).Labels;
        var scribbles = ScribblingHand.Draw(truth, strokes: 6, seed: seed);
        Assert.Equal(["nucleus", "background"], scribbles.Classes);
        var drawn = scribbles.ToLabels();
        for (var i = 0; i < drawn.Values.Length; i++)
            Assert.True(drawn.Values[i] == 0 || drawn.Values[i] == 1 == truth.Values[i] > 0);
        Assert.Equal(6, Enumerable.Range(0, drawn.Values.Length).Where(i => drawn.Values[i] == 1).Select(i => truth.Values[i]).Distinct().Count());
    }

    [Fact]
    public void The_same_seed_scribbles_the_same_and_another_seed_elsewhere()
    {
        var truth = FluorescenceNuclei.Default.Render(4).Labels;
        Assert.Equal(ScribblingHand.Draw(truth, seed: 2).ToLabels().Values, ScribblingHand.Draw(truth, seed: 2).ToLabels().Values);
        Assert.NotEqual(ScribblingHand.Draw(truth, seed: 2).ToLabels().Values.ToArray(), ScribblingHand.Draw(truth, seed: 3).ToLabels().Values.ToArray());
    }

    [Fact]
    public void Where_there_are_few_objects_each_is_scribbled_once()
    {
        var labels = new LabelImage(60, 60, [.. Enumerable.Range(0, 3600).Select(i => i / 60 is > 20 and < 26 && i % 60 is > 20 and < 26 ? 1 : 0)]);
        Assert.StartsWith("Scribbles on 60 × 60 pixels; nucleus: 1 stroke, ", ScribblingHand.Draw(labels, strokes: 9).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void What_cannot_be_scribbled_on_is_refused()
    {
        Assert.StartsWith("There is no object to scribble on.", Assert.Throws<ArgumentException>(() => ScribblingHand.Draw(new LabelImage(40, 40))).Message, StringComparison.Ordinal);
        Assert.StartsWith("Between these 1 objects there is no room for a stroke of 24 pixels.",
            Assert.Throws<ArgumentException>(() => ScribblingHand.Draw(new LabelImage(10, 10, [.. Enumerable.Repeat(1, 100)]))).Message, StringComparison.Ordinal);
        Assert.StartsWith("0 strokes of each class were asked for; 1 to 1000 can be drawn.",
            Assert.Throws<ArgumentOutOfRangeException>(() => ScribblingHand.Draw(new LabelImage(40, 40), strokes: 0)).Message, StringComparison.Ordinal);
    }
}
