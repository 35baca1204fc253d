using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using BioDL.Classical;
using BioDL.Display;
using BioDL.Hosting;
using BioDL.Images;
using BioDL.Simulation;

namespace BioDL.Tests.Display;

public partial class ThresholdExplorerTests
{
    private static readonly Image Field = (FluorescenceNuclei.Default with { Width = 120, Height = 90 }).Render(3).Image;

    [Fact]
    public void It_starts_at_Otsus_level_and_offers_levels_around_it_with_what_is_brighter()
    {
        var explorer = Field.ExploreThreshold();
        Assert.Equal(Thresholds.Otsu(Field), explorer.Start);
        Assert.Contains(explorer.Start, explorer.Levels);
        Assert.InRange(explorer.Levels.Count, 20, ThresholdExplorer.MostLevels);
        Assert.Equal(explorer.Levels.Order(), explorer.Levels);
        Assert.Equal(explorer.Levels.Select(level => Field.Threshold(level).Fraction), explorer.Fractions);
        Assert.Equal(12.5, Field.ExploreThreshold(start: 12.5).Start);
    }

    [Fact]
    public void Every_step_of_the_slider_moves_the_line_and_shows_exactly_the_pixels_that_are_brighter()
    {
        var explorer = Field.ExploreThreshold();
        var figure = JsonNode.Parse(explorer.ToMimeBundle()[MimeBundle.Plotly])!;
        var slider = figure["layout"]!["sliders"]![0]!;
        Assert.Equal(explorer.Levels.ToList().IndexOf(explorer.Start), (int)slider["active"]!);
        var steps = slider["steps"]!.AsArray();
        Assert.Equal(explorer.Levels.Count, steps.Count);
        for (var i = 0; i < steps.Count; i++)
        {
            var change = steps[i]!["args"]![1]!;
            Assert.Equal(explorer.Levels[i], (double)change["shapes[0].x0"]!);
            Assert.Equal(Field.Threshold(explorer.Levels[i]).Values.ToArray(), Opaque((string)change["images[1].source"]!));
        }
        Assert.Equal((string)steps[(int)slider["active"]!]!["args"]![1]!["images[1].source"]!, (string)figure["layout"]!["images"]![1]!["source"]!);
        // Plotly takes two pictures at one place for one.
        Assert.NotEqual((double)figure["layout"]!["images"]![0]!["x"]!, (double)figure["layout"]!["images"]![1]!["x"]!);
    }

    [Fact]
    public void Without_style_sheets_exactly_what_belongs_to_the_first_level_is_visible()
    {
        var explorer = Field.ExploreThreshold(title: "Where does a nucleus begin?");
        var html = explorer.ToMimeBundle()[MimeBundle.Html];
        var first = explorer.Levels.ToList().IndexOf(explorer.Start);
        var frames = Frames().Matches(html);
        Assert.Equal(3 * explorer.Levels.Count, frames.Count);
        Assert.All(frames, frame => Assert.Equal(frame.Groups[1].Value == $"{first}" ? "block" : "none", frame.Groups[2].Value));
        Assert.Equal(explorer.Levels.Count, Buttons().Count(html));
        Assert.Single(Checked().Matches(html));
        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("Where does a nucleus begin?", html, StringComparison.Ordinal);
    }

    [Fact]
    public void A_still_picture_and_words_say_the_same()
    {
        var bundle = Field.ExploreThreshold(start: 20).ToMimeBundle();
        Assert.Equal([MimeBundle.Plotly, MimeBundle.Svg, MimeBundle.Html, MimeBundle.PlainText], bundle.Keys);
        var share = FormattableString.Invariant($"level 20: {100 * Field.Threshold(20).Fraction:0.0} % of the pixels are brighter");
        Assert.EndsWith(share, bundle[MimeBundle.PlainText], StringComparison.Ordinal);
        Assert.Contains("Brightness (grey values)", bundle[MimeBundle.Svg], StringComparison.Ordinal);
        Assert.Equal(2, ImagesInDrawing().Count(bundle[MimeBundle.Svg]));
    }

    [Theory]
    [InlineData(100, 100)]
    [InlineData(1000, 1500)]
    [InlineData(2000, 40)]
    public void Even_noise_stays_below_300_000_characters(int height, int width)
    {
        var random = new Random(3);
        var noise = new Image(1, height, width, [.. Enumerable.Range(0, height * width).Select(_ => random.NextSingle())]);
        Assert.InRange(noise.ExploreThreshold().ToMimeBundle().Values.Sum(content => content.Length), 10_000, 300_000);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(5, 7)]
    public void A_constant_image_has_one_level_and_no_foreground(int height, int width)
    {
        var explorer = new Image(1, height, width, [.. Enumerable.Repeat(3f, height * width)]).ExploreThreshold();
        Assert.Equal([3.0], explorer.Levels);
        Assert.Equal([0.0], explorer.Fractions);
        Assert.Equal(4, explorer.ToMimeBundle().Count);
    }

    [Fact]
    public void It_fits_into_panels() =>
        Assert.Contains("<figure", Panels.Of(Field.Show("Image"), Field.ExploreThreshold()).ToMimeBundle()[MimeBundle.Html], StringComparison.Ordinal);

    [Fact]
    public void What_cannot_be_explored_is_refused()
    {
        Assert.StartsWith("The level to start from is NaN; expected a finite number, such as Otsu's, ",
            Assert.Throws<ArgumentException>(() => Field.ExploreThreshold(double.NaN)).Message, StringComparison.Ordinal);
        Assert.Equal("ExploreThreshold works on one channel, this image has 3. Call ToGrey() first, or pick a channel.",
            Assert.Throws<ArgumentException>(() => new Image(3, 2, 2).ExploreThreshold()).Message);
    }

    private static bool[] Opaque(string address)
    {
        var image = PngDecoder.Decode(Convert.FromBase64String(address["data:image/png;base64,".Length..]), "overlay");
        return Array.ConvertAll(image.Channel(image.Channels - 1).ToArray(), opacity => opacity > 0);
    }

    [GeneratedRegex("class=\"biodl-l biodl-l([0-9]+)\" style=\"[^\"]*display:(block|none)\"")]
    private static partial Regex Frames();

    [GeneratedRegex("<input type=\"radio\"")]
    private static partial Regex Buttons();

    [GeneratedRegex("\" checked ")]
    private static partial Regex Checked();

    [GeneratedRegex("<image ")]
    private static partial Regex ImagesInDrawing();
}
