using System.Globalization;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using BioDL.Classical;
using BioDL.Display;
using BioDL.Hosting;

namespace BioDL.Tests.Display;

public sealed class ChartTests
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    private static readonly Histogram Counts = new([0, 10, 20, 30], [5, 0, 1000]);

    private static JsonNode Figure(Chart chart) => JsonNode.Parse(chart.ToMimeBundle()[MimeBundle.Plotly])!;

    private static double[] Numbers(JsonNode? array) => [.. array!.AsArray().Select(value => value?.GetValue<double>() ?? double.NaN)];

    private static string[] Texts(Chart chart) => [.. XElement.Parse(chart.ToSvg()).Elements(Svg + "text").Select(text => text.Value)];

    [Fact]
    public void A_histogram_holds_its_counts_in_the_figure_the_drawing_and_the_words()
    {
        var chart = Chart.Histogram(Counts, "Area (µm²)", "Nuclei", "Sizes").WithLine(12, "Otsu");
        var figure = Figure(chart);

        Assert.Equal("bar", (string?)figure["data"]![0]!["type"]);
        Assert.Equal([5, 15, 25], Numbers(figure["data"]![0]!["x"]));
        Assert.Equal([5, 0, 1000], Numbers(figure["data"]![0]!["y"]));
        Assert.Equal(12, (double)figure["layout"]!["shapes"]![0]!["x0"]!);
        Assert.Contains("Otsu: 12", Texts(chart));
        Assert.Contains("Area (µm²)", Texts(chart));
        Assert.Contains("Nuclei", Texts(chart));
        Assert.Equal("Sizes: histogram of Area (µm²) in 3 bins: 1005 in all from 0 to 30, most (1000) between 20 and 30 (vertical axis: Nuclei); line at Otsu: 12",
            chart.ToMimeBundle()[MimeBundle.PlainText]);
    }

    [Fact]
    public void Bars_are_as_high_as_their_counts()
    {
        // "M left bottom V top H right V bottom z" for 5 and for 1000; the empty bin has no bar.
        var bars = BarHeights(Chart.Histogram(Counts, "Area (µm²)", "Nuclei"));
        var logarithmic = BarHeights(Chart.Histogram(Counts, "Area (µm²)", "Nuclei").WithLogY());

        Assert.Equal(200, bars[1] / bars[0], 0.01 * 200);
        // From 0.5 on: log(1000/0.5) / log(5/0.5) = 3.301
        Assert.Equal(3.301, logarithmic[1] / logarithmic[0], 0.01);
        Assert.Equal("log", (string?)Figure(Chart.Histogram(Counts, "a", "b").WithLogY())["layout"]!["yaxis"]!["type"]);
    }

    [Fact]
    public void Whole_numbers_get_bins_centred_on_them_and_other_numbers_round_edges()
    {
        var whole = Figure(Chart.Histogram([3, 3, 4, 5, double.NaN], "Count", "Fields"))["data"]![0]!;
        var fractions = Figure(Chart.Histogram([0.12, 0.5, 0.91], "Score", "Fields"))["data"]![0]!;

        Assert.Equal([3, 4, 5], Numbers(whole["x"]));
        Assert.Equal([2, 1, 1], Numbers(whole["y"]));
        Assert.All(Numbers(fractions["width"]), width => Assert.Equal(0.2, width, 9));
        Assert.Equal(3, Numbers(fractions["y"]).Sum());
    }

    [Fact]
    public void Histograms_of_thousands_of_bins_are_drawn_in_groups_that_keep_the_total()
    {
        var fine = new Histogram([.. Enumerable.Range(0, 2001).Select(i => (double)i)], [.. Enumerable.Repeat(3L, 2000)]);
        var bars = Figure(Chart.Histogram(fine, "x", "y"))["data"]![0]!;

        Assert.Equal(500, Numbers(bars["y"]).Length);
        Assert.All(Numbers(bars["y"]), count => Assert.Equal(12, count));
        Assert.All(Numbers(bars["width"]), width => Assert.Equal(4, width));
    }

    [Fact]
    public void A_strip_shows_every_value_and_the_median_of_each_group()
    {
        var chart = Chart.Strip([("Otsu", [0.1, 0.3, 0.2]), ("U-Net", [0.9, 0.8])], "Accuracy at IoU 0.5");
        var svg = XElement.Parse(chart.ToSvg());
        var traces = Figure(chart)["data"]!.AsArray();

        Assert.Equal(5, svg.Elements(Svg + "circle").Count());
        Assert.Equal([0.1, 0.3, 0.2], Numbers(traces[0]!["y"]));
        Assert.Equal([0.2, 0.2], Numbers(traces[1]!["y"]));
        Assert.All(Numbers(traces[2]!["x"]), x => Assert.InRange(x, 0.7, 1.3));
        Assert.Equal(chart.ToSvg(), Chart.Strip([("Otsu", [0.1, 0.3, 0.2]), ("U-Net", [0.9, 0.8])], "Accuracy at IoU 0.5").ToSvg());
        Assert.Equal("Otsu: median 0.200 Accuracy at IoU 0.5, 0.100 to 0.300, n = 3; U-Net: median 0.850 Accuracy at IoU 0.5, 0.800 to 0.900, n = 2", chart.Description);
    }

    [Fact]
    public void Lines_open_a_gap_where_a_value_is_missing_and_differ_in_dashes()
    {
        var chart = Chart.Line([new Series("a", [1, 2, 3, 4], [1, 2, double.NaN, 4]), new Series("b", [1, 4], [3, 3])], "Labelled images", "Accuracy").WithLogX();
        var lines = XElement.Parse(chart.ToSvg()).Elements(Svg + "path").Where(path => (string?)path.Attribute("fill") == "none").ToArray();

        Assert.Equal(2, lines[0].Attribute("d")!.Value.Count(character => character == 'M'));
        Assert.Null(lines[0].Attribute("stroke-dasharray"));
        Assert.NotNull(lines[1].Attribute("stroke-dasharray"));
        Assert.Equal([1, 2, double.NaN, 4], Numbers(Figure(chart)["data"]![0]!["y"]));
        Assert.Equal("log", (string?)Figure(chart)["layout"]!["xaxis"]!["type"]);
        Assert.StartsWith("a: 3 points of Accuracy over Labelled images, from 1 at 1 to 4 at 4, highest 4 at 4", chart.Description, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, 1, "0.0 0.2 0.4 0.6 0.8 1.0")]
    [InlineData(0, 60000, "0 10,000 20,000 30,000 40,000 50,000 60,000")]
    [InlineData(-1, 1, "-1.0 -0.5 0.0 0.5 1.0")]
    public void Axes_carry_round_numbers(double low, double high, string expected)
    {
        var chart = Chart.Line([new Series("", [0, 1], [low, high])], "x", "y").WithYRange(low, high);

        Assert.Equal(expected, string.Join(' ', XElement.Parse(chart.ToSvg()).Elements(Svg + "text")
            .Where(text => (string?)text.Attribute("text-anchor") == "end").Select(text => text.Value)));
    }

    [Fact]
    public void Hostile_names_stay_text_everywhere()
    {
        const string Hostile = "<script>alert(1)</script>";
        var chart = Chart.Strip([(Hostile, [1, 2])], Hostile, Hostile).WithLine(0, Hostile);
        var bundle = chart.ToMimeBundle();

        Assert.DoesNotContain("<script", bundle[MimeBundle.Svg], StringComparison.Ordinal);
        Assert.DoesNotContain("<script", bundle[MimeBundle.Plotly], StringComparison.Ordinal);
        Assert.Equal("&lt;script&gt;alert(1)&lt;/script&gt;", (string?)Figure(chart)["layout"]!["title"]!["text"]);
        Assert.Equal(Hostile, XElement.Parse(bundle[MimeBundle.Svg]).Element(Svg + "title")!.Value);
    }

    [Fact]
    public void Charts_without_data_or_without_names_for_their_axes_are_refused()
    {
        static string Message(Action action) => Assert.Throws<ArgumentException>(action).Message;

        Assert.StartsWith("An axis has no name.", Message(() => Chart.Histogram(Counts, " ", "Nuclei")), StringComparison.Ordinal);
        Assert.StartsWith("Found no finite value to count", Message(() => Chart.Histogram([double.NaN], "x", "y")), StringComparison.Ordinal);
        Assert.StartsWith("The group 'Otsu' has no finite value", Message(() => Chart.Strip([("Otsu", [])], "y")), StringComparison.Ordinal);
        Assert.StartsWith("The series 'a' has 2 positions and 1 values", Message(() => Chart.Line([new Series("a", [1, 2], [1])], "x", "y")), StringComparison.Ordinal);
    }

    [Fact]
    public void Logarithmic_axes_without_anything_above_zero_are_refused_at_once()
    {
        var chart = Chart.Line([new Series("a", [0, -1], [1, 2])], "x", "y");

        Assert.Equal("A logarithmic axis was asked for, but no value lies above 0. Leave the axis linear.",
            Assert.Throws<InvalidOperationException>(() => chart.WithLogX()).Message);
        Assert.Equal("A logarithmic axis was asked for, but its range begins at 0. Begin above 0.",
            Assert.Throws<InvalidOperationException>(() => chart.WithYRange(0, 1).WithLogY()).Message);
    }

    private static double[] BarHeights(Chart chart)
    {
        var path = XElement.Parse(chart.ToSvg()).Elements(Svg + "path").Single(path => ((string?)path.Attribute("d"))!.EndsWith('z')).Attribute("d")!.Value;
        return [.. path.Split('M', StringSplitOptions.RemoveEmptyEntries).Select(bar =>
        {
            var numbers = bar.Split(' ', 'V', 'H', 'z');
            return double.Parse(numbers[1], CultureInfo.InvariantCulture) - double.Parse(numbers[2], CultureInfo.InvariantCulture);
        })];
    }
}
