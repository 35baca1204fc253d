using System.Globalization;
using System.Xml.Linq;
using BioDL.Display;
using BioDL.Hosting;
using BioDL.Statistics;

namespace BioDL.Tests.Display;

public sealed class RankDiagramTests
{
    private const double Letter = 16 * 0.56;

    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    /// <summary>C4.5, C4.5+m, C4.5+cf, C4.5+m+cf on 14 data sets: average ranks and critical difference of 1.12 at 0.10 as in Demšar (2006), section 3.2.2.</summary>
    private static readonly NemenyiResult Demsar = Ranks(14, 0.1, 1.12, ("C4.5", 3.143), ("C4.5+m", 2.000), ("C4.5+cf", 2.893), ("C4.5+m+cf", 1.964));

    [Fact]
    public void Methods_hang_at_their_ranks_the_best_at_the_right()
    {
        var lines = Lines(RankDiagram.Of(Demsar));
        var axis = lines.Single(line => line.Length == 2 && line[0].Y == line[1].Y && line[0].X != line[1].X && lines.Count(other => other[0].Y == line[0].Y) > 4);
        var (worst, best) = (axis[0].X, axis[1].X);
        double At(double rank) => best - (rank - 1) / 3 * (best - worst);
        double[] drops = [.. lines.Where(line => line.Length == 3).Select(line => line[0].X).Order()];
        Assert.Equal(new[] { 3.143, 2.893, 2.000, 1.964 }.Select(At), drops, (a, b) => Math.Abs(a - b) < 0.02);
    }

    [Fact]
    public void The_bar_of_the_critical_difference_and_those_of_methods_alike_have_the_lengths_that_ranks_give_them()
    {
        var document = XElement.Parse(RankDiagram.Of(Demsar).ToSvg());
        var lines = Lines(RankDiagram.Of(Demsar));
        double[] ticks = [.. lines.Where(line => line.Length == 2 && line[0].X == line[1].X && Math.Abs(line[0].Y - line[1].Y) == 6).Select(line => line[0].X).Order()];
        Assert.Equal(4, ticks.Length);
        var step = ticks[1] - ticks[0];
        var whole = document.Elements(Svg + "path").Select(path => (string)path.Attribute("d")!).Single(data => data.Contains('h', StringComparison.Ordinal));
        var length = double.Parse(whole.Split('h')[1].Split('m')[0], CultureInfo.InvariantCulture);
        Assert.Equal(1.12 * step, length, 0.02);
        // At 0.10: C4.5+m+cf, C4.5+m and C4.5+cf are alike, and C4.5+cf and C4.5: bars from 2.893 to 1.964 and from 3.143 to 2.893 — the second begins at C4.5+m, which is 1.143 from C4.5, too far.
        double[] bars = [.. document.Elements(Svg + "path").Where(path => (string)path.Attribute("stroke-width")! == "5").Select(path => Ends((string)path.Attribute("d")!)).Select(ends => ends[1].X - ends[0].X - 8)];
        Assert.Equal([(2.893 - 1.964) * step, (3.143 - 2.893) * step], bars, (a, b) => Math.Abs(a - b) < 0.03);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(12)]
    public void Names_neither_overlap_nor_leave_the_card(int methods)
    {
        var named = Enumerable.Range(0, methods).Select(n => (n % 3 == 0 ? $"inverted, then Otsu + watershed {n}" : n % 3 == 1 ? $"m{n}" : $"averylongnamewithoutanyspaceinit{n}", 1 + 0.98 * n)).ToArray();
        var document = XElement.Parse(RankDiagram.Of(Ranks(20, 0.05, 1.5, named), "A title that is long enough to need more than one line on the card").ToSvg());
        var width = double.Parse((string)document.Attribute("width")!, CultureInfo.InvariantCulture);
        var height = double.Parse((string)document.Attribute("height")!, CultureInfo.InvariantCulture);
        var boxes = document.Elements(Svg + "text").Select(Box).ToArray();
        Assert.All(boxes, box => Assert.True(box.Left >= 0 && box.Right <= width && box.Top >= 0 && box.Bottom <= height, $"{box}"));
        for (var i = 0; i < boxes.Length; i++)
        {
            for (var j = 0; j < i; j++)
                Assert.False(boxes[i].Left < boxes[j].Right && boxes[j].Left < boxes[i].Right && boxes[i].Top < boxes[j].Bottom && boxes[j].Top < boxes[i].Bottom, $"{boxes[i]} and {boxes[j]}");
        }
        foreach (var drop in Lines(document).Where(line => line.Length == 3))
            Assert.DoesNotContain(boxes, box => drop[0].X > box.Left && drop[0].X < box.Right && box.Top > drop[0].Y && box.Top < drop[1].Y);
    }

    [Fact]
    public void The_words_hold_ranks_difference_and_groups()
    {
        var words = RankDiagram.Of(Demsar, "Trees").ToMimeBundle()[MimeBundle.PlainText];
        Assert.Equal("Trees: average ranks over 14 fields, 1 being the best: C4.5+m+cf 1.96, C4.5+m 2, C4.5+cf 2.89, C4.5 3.14; critical difference 1.12 at 0.1; "
            + "not told apart: C4.5+m+cf, C4.5+m, C4.5+cf; C4.5+cf, C4.5", words);
        Assert.Contains("all differ", RankDiagram.Of(Ranks(14, 0.05, 0.5, ("A", 1), ("B", 2), ("C", 3))).Description, StringComparison.Ordinal);
    }

    [Fact]
    public void A_difference_longer_than_the_axis_is_said_not_drawn()
    {
        var svg = RankDiagram.Of(Ranks(2, 0.05, 2.34, ("A", 1), ("B", 2), ("C", 3))).ToSvg();
        Assert.Contains(XElement.Parse(svg).Elements(Svg + "text"), text => text.Value.Contains("longer than the axis", StringComparison.Ordinal));
        Assert.DoesNotContain("m0 -5h", svg, StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_cannot_smuggle_markup_into_the_page()
    {
        var html = RankDiagram.Of(Ranks(9, 0.05, 0.5, ("<img src=x>", 1), ("B", 2), ("C", 3)), "<b>").ToMimeBundle();
        Assert.DoesNotContain("<img src=x>", html[MimeBundle.Html], StringComparison.Ordinal);
        Assert.DoesNotContain("<img src=x>", html[MimeBundle.Svg], StringComparison.Ordinal);
    }

    private static NemenyiResult Ranks(int fields, double significance, double difference, params (string Name, double Rank)[] methods) => new()
    {
        Methods = [.. methods.Select(method => method.Name)],
        AverageRanks = [.. methods.Select(method => method.Rank)],
        Fields = fields,
        Significance = significance,
        CriticalDifference = difference,
        Pairs = [],
    };

    private static (double Left, double Right, double Top, double Bottom, string Text) Box(XElement text)
    {
        double x = double.Parse((string)text.Attribute("x")!, CultureInfo.InvariantCulture), y = double.Parse((string)text.Attribute("y")!, CultureInfo.InvariantCulture);
        var size = text.Attribute("font-size") is { } own ? double.Parse(own.Value, CultureInfo.InvariantCulture) : 16;
        var width = text.Value.Length * Letter * size / 16;
        var left = (string)text.Attribute("text-anchor")! switch { "middle" => x - width / 2, "end" => x - width, _ => x };
        return (left, left + width, y - 0.8 * size, y + 0.2 * size, text.Value);
    }

    private static (double X, double Y)[][] Lines(RankDiagram diagram) => Lines(XElement.Parse(diagram.ToSvg()));

    private static (double X, double Y)[][] Lines(XElement document) => [.. document.Elements(Svg + "path").Where(path => (string)path.Attribute("stroke-width")! == "1.5").Select(path => Ends((string)path.Attribute("d")!))];

    /// <summary>The corners of a path of the commands M, H, V and v.</summary>
    private static (double X, double Y)[] Ends(string data)
    {
        var corners = new List<(double X, double Y)>();
        foreach (var part in data.Replace("H", "|H", StringComparison.Ordinal).Replace("V", "|V", StringComparison.Ordinal).Replace("v", "|v", StringComparison.Ordinal).Split('|'))
        {
            double[] numbers = [.. part[1..].Split(' ').Select(number => double.Parse(number, CultureInfo.InvariantCulture))];
            corners.Add(part[0] switch { 'M' => (numbers[0], numbers[1]), 'H' => (numbers[0], corners[^1].Y), 'V' => (corners[^1].X, numbers[0]), _ => (corners[^1].X, corners[^1].Y + numbers[0]) });
        }
        return [.. corners];
    }
}
