using System.Globalization;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using BioDL.Display;
using BioDL.Hosting;
using BioDL.Images;

namespace BioDL.Tests.Display;

/// <summary>Bands, steps, points, boxes, columns and matrices: the figure, the drawing and the words hold the same data.</summary>
public sealed class ChartKindTests
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    private static JsonNode Figure(Chart chart) => JsonNode.Parse(chart.ToMimeBundle()[MimeBundle.Plotly])!;

    private static double[] Numbers(JsonNode? array) => [.. array!.AsArray().Select(value => value?.GetValue<double>() ?? double.NaN)];

    private static XElement Drawing(Chart chart) => XElement.Parse(chart.ToSvg());

    private static string[] Texts(Chart chart) => [.. Drawing(chart).Elements(Svg + "text").Select(text => text.Value)];

    private static double Number(XElement element, string attribute) => double.Parse(element.Attribute(attribute)!.Value, CultureInfo.InvariantCulture);

    [Fact]
    public void A_band_runs_along_its_upper_ends_and_back_along_the_lower_ones_with_gaps()
    {
        var series = new Series("mean", [1, 2, 3, 4, 5], [1, 2, 3, 4, 5]).WithBand([0, 1, double.NaN, 3, 4], [2, 3, double.NaN, 5, 6], "95 % interval");
        var chart = Chart.Line([series], "Labels", "Score");
        var band = Figure(chart)["data"]![0]!;

        Assert.Equal("toself", (string?)band["fill"]);
        Assert.Equal([1, 2, 2, 1, double.NaN, 4, 5, 5, 4, double.NaN], Numbers(band["x"]));
        Assert.Equal([2, 3, 1, 0, double.NaN, 5, 6, 4, 3, double.NaN], Numbers(band["y"]));
        Assert.Equal(2, Drawing(chart).Elements(Svg + "path").Single(path => path.Attribute("fill-opacity") is not null).Attribute("d")!.Value.Count(letter => letter == 'z'));
        Assert.Contains("mean with 95 % interval", Texts(chart));
        Assert.EndsWith("; 95 % interval at the end 4 to 6", chart.Description, StringComparison.Ordinal);
    }

    [Fact]
    public void Steps_run_to_the_right_before_they_rise()
    {
        var chart = Chart.Step([new Series("", [0, 1, 2], [0, 1, 0])], "Area (µm²)", "Share");
        var path = Drawing(chart).Elements(Svg + "path").Single(line => (string?)line.Attribute("fill") == "none").Attribute("d")!.Value;

        Assert.Matches("^M[0-9. ]+H[0-9.]+V[0-9.]+H[0-9.]+V[0-9.]+$", path);
        Assert.Equal("hv", (string?)Figure(chart)["data"]![0]!["line"]!["shape"]);
        Assert.Equal("lines", (string?)Figure(chart)["data"]![0]!["mode"]);
    }

    [Fact]
    public void Points_have_a_shape_for_each_series_and_no_line()
    {
        var chart = Chart.Scatter([new Series("a", [1, 2], [3, 4]), new Series("b", [1], [2])], "Area (µm²)", "Brightness");
        var points = Drawing(chart).Elements(Svg + "path").Where(path => path.Attribute("fill-opacity") is not null).Select(path => path.Attribute("d")!.Value).ToArray();

        // Three points, and one sample of each series in the legend.
        Assert.Equal(5, points.Length);
        Assert.Equal(3, points.Count(point => point.EndsWith("m-4.5 0a4.5 4.5 0 1 0 9 0a4.5 4.5 0 1 0 -9 0z", StringComparison.Ordinal)));
        Assert.DoesNotContain(Drawing(chart).Elements(Svg + "path"), path => (string?)path.Attribute("fill") == "none");
        Assert.Equal(["markers", "markers"], Figure(chart)["data"]!.AsArray().Select(trace => (string?)trace!["mode"]));
        Assert.Equal(["circle", "square"], Figure(chart)["data"]!.AsArray().Select(trace => (string?)trace!["marker"]!["symbol"]));
    }

    [Fact]
    public void A_box_holds_quartiles_whiskers_and_what_lies_beyond()
    {
        // Quartiles of 1 … 9 by linear interpolation are 3, 5 and 7; whiskers may reach 1.5 × 4 beyond: to -3 and 13.
        var chart = Chart.Box([("areas", [9, 8, 7, 6, 5, 4, 3, 2, 1])], "Area (µm²)");
        var far = Figure(Chart.Box([("areas", [1, 2, 3, 4, 5, 6, 7, 8, 30])], "Area (µm²)"))["data"]![0]!;
        var box = Figure(chart)["data"]![0]!;

        Assert.Equal([3, 5, 7, 1, 9], new[] { "q1", "median", "q3", "lowerfence", "upperfence" }.Select(name => Numbers(box[name])[0]));
        Assert.Null(box["y"]);
        Assert.Equal(8, Numbers(far["upperfence"])[0]);
        Assert.Equal([30], Numbers(far["y"]![0]));
        Assert.Equal("areas: median 5.00 Area (µm²), middle half 3.00 to 7.00, 1.00 to 9.00, n = 9", chart.Description);
        Assert.Single(Drawing(Chart.Box([("areas", [1, 2, 3, 4, 5, 6, 7, 8, 30])], "Area (µm²)")).Elements(Svg + "circle"));
    }

    [Fact]
    public void Columns_start_at_zero_and_carry_their_numbers_and_intervals()
    {
        var chart = Chart.Bar([("Otsu", 0.5), ("U-Net", 1.0, 0.75, 1.25)], "Accuracy");
        var columns = Drawing(chart).Elements(Svg + "rect").Where(rect => (string?)rect.Attribute("fill") == "#8CC4E8").ToArray();
        var error = Figure(chart)["data"]![1]!["error_y"]!;

        Assert.Equal(2, Number(columns[1], "height") / Number(columns[0], "height"), 2);
        Assert.Contains("0.500", Texts(chart));
        Assert.Null(Figure(chart)["data"]![0]!["error_y"]);
        Assert.Equal([0.25], Numbers(error["array"]));
        Assert.Equal([0.25], Numbers(error["arrayminus"]));
        Assert.Equal("Otsu: 0.500 Accuracy; U-Net: 1.00 Accuracy, interval 0.750 to 1.25", chart.Description);
    }

    [Fact]
    public void A_confusion_matrix_has_its_first_row_at_the_top_and_its_numbers_in_the_cells()
    {
        var chart = Chart.Confusion(new[,] { { 8, 2 }, { 1, 9 } }, ["a", "b"]);
        var heat = Figure(chart)["data"]![0]!;
        var numbers = Drawing(chart).Elements(Svg + "text").Where(text => text.Value.Length == 1 && char.IsAsciiDigit(text.Value[0]))
            .OrderBy(text => Number(text, "y")).ThenBy(text => Number(text, "x")).Select(text => text.Value);

        Assert.Equal(["8", "2", "1", "9"], numbers);
        Assert.Equal([8, 2], Numbers(heat["z"]![0]));
        Assert.Equal([1, 0], Numbers(heat["y"]));
        Assert.Equal("True class (rows), number of objects, by Predicted class (columns): a: a 8, b 2; b: a 1, b 9", chart.Description);
    }

    [Fact]
    public void Large_matrices_have_a_bar_of_colours_in_place_of_numbers()
    {
        var names = Enumerable.Range(0, 24).Select(i => $"{i}").ToArray();
        var values = new double[24, 24];
        values[3, 4] = 7;
        var chart = Chart.HeatMap(values, names, names, "Column", "Row, brightness");

        Assert.True((bool)Figure(chart)["data"]![0]!["showscale"]!);
        Assert.Contains("7.00", Texts(chart));
        Assert.Equal("Row, brightness, by Column: 24 × 24 values from 0 to 7", chart.Description);
    }

    [Fact]
    public void A_level_is_drawn_across_and_widens_the_axis_so_that_it_is_seen()
    {
        var chart = Chart.Line([new Series("", [1, 2], [0.5, 0.6])], "Labels", "Score").WithLevel(0.9, "no label");
        var level = Figure(chart)["data"]![1]!;

        Assert.Equal([0.9, 0.9], Numbers(level["y"]));
        Assert.Equal(Numbers(Figure(chart)["layout"]!["xaxis"]!["range"]), Numbers(level["x"]));
        Assert.Equal("no label: 0.9", (string?)level["name"]);
        Assert.Single(Drawing(chart).Elements(Svg + "path"), path => path.Attribute("d")!.Value.Contains('H') && path.Attribute("stroke-dasharray") is not null);
        Assert.True(Numbers(Figure(chart)["layout"]!["yaxis"]!["range"])[1] > 0.9);
        Assert.Contains("no label: 0.9", Texts(chart));
        Assert.EndsWith("; level at no label: 0.9", chart.Description, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_kind_has_names_for_both_axes_in_the_figure_and_stays_well_formed_with_hostile_names()
    {
        const string Hostile = "<script>&\"'";
        Chart[] charts =
        [
            Chart.Line([new Series(Hostile, [1], [1]).WithBand([0], [2], Hostile)], Hostile, Hostile, Hostile), Chart.Scatter([new Series(Hostile, [1], [1])], Hostile, Hostile),
            Chart.Step([new Series(Hostile, [1], [1])], Hostile, Hostile), Chart.Box([(Hostile, [1, 2])], Hostile), Chart.Bar([(Hostile, 1)], Hostile),
            Chart.HeatMap(new double[1, 1], [Hostile], [Hostile], Hostile, Hostile), Chart.Strip([(Hostile, [1])], Hostile).WithLevel(1, Hostile),
        ];
        foreach (var chart in charts)
        {
            Assert.NotNull(Drawing(chart));
            Assert.DoesNotContain("<script", string.Concat(chart.ToMimeBundle().Where(part => part.Key != MimeBundle.PlainText).Select(part => part.Value)), StringComparison.Ordinal);
            Assert.Contains(Figure(chart)["layout"]!["annotations"]!.AsArray(), note => (string?)note!["text"] == "&lt;script&gt;&amp;&quot;&#39;");
        }
    }

    [Fact]
    public void Where_drawings_are_taken_apart_the_same_one_shows_as_an_image_with_its_numbers_in_words()
    {
        var chart = Chart.Bar([("Otsu", 0.5)], "Accuracy", "One");
        var image = XElement.Parse(PictureTests.Xml(chart)).Element("img")!;
        var source = image.Attribute("src")!.Value["data:image/svg+xml;base64,".Length..];

        Assert.Equal(chart.ToSvg(), System.Text.Encoding.UTF8.GetString(Convert.FromBase64String(source)));
        Assert.Equal("One: Otsu: 0.500 Accuracy", (string?)image.Attribute("alt"));
        Assert.DoesNotContain("<svg", Panels.Of(chart).ToMimeBundle()[MimeBundle.Html], StringComparison.Ordinal);
    }

    [Fact]
    public void Impossible_data_are_told_at_the_call()
    {
        static string Message(Action action) => Assert.Throws<ArgumentException>(action).Message;
        var series = new Series("a", [1, 2], [1, 2]);

        Assert.Equal("The band of 'a' has 1 lower and 2 upper ends for 2 positions; expected as many of each.", Message(() => series.WithBand([0], [1, 2], "x")));
        Assert.Equal("In the band of 'a', a lower end lies above its upper end. Are the two exchanged?", Message(() => series.WithBand([2, 3], [1, 2], "x")));
        Assert.StartsWith("The band of 'a' has no name.", Message(() => series.WithBand([0, 1], [1, 2], "")), StringComparison.Ordinal);
        Assert.StartsWith("The interval of 'a' runs from 2 to 3 and does not hold its value, 1.", Message(() => Chart.Bar([("a", 1, 2, 3)], "y")), StringComparison.Ordinal);
        Assert.StartsWith("The column 'a' has the value NaN", Message(() => Chart.Bar([("a", double.NaN)], "y")), StringComparison.Ordinal);
        Assert.StartsWith("Found 1 names of rows and 1 of columns for a matrix of 1 × 2", Message(() => Chart.HeatMap(new double[1, 2], ["a"], ["b"], "x", "y")), StringComparison.Ordinal);
        Assert.StartsWith("The line 'x' lies at NaN", Message(() => Chart.Bar([("a", 1)], "y").WithLevel(double.NaN, "x")), StringComparison.Ordinal);
    }

    [Fact]
    public void A_profile_holds_the_values_of_one_row()
    {
        var image = new Image(2, 2, 3, [1, 2, 3, 4, 5, 6, 7, 7, 7, 8, 8, 8]);
        var chart = Chart.Profile(1, ("image", image), ("twice", image.Like([2, 4, 6, 8, 10, 12])));
        Assert.Equal([4, 5, 6], Numbers(Figure(chart)["data"]![0]!["y"]));
        Assert.Equal([8, 10, 12], Numbers(Figure(chart)["data"]![1]!["y"]));
        Assert.Equal(("Column (pixels) in row 1", "Brightness (grey values)"), (chart.XTitle, chart.YTitle));
        Assert.StartsWith("Row 2 was asked for, but 'image' has the rows 0 to 1.",
            Assert.Throws<ArgumentException>(() => Chart.Profile(2, ("image", image))).Message, StringComparison.Ordinal);
    }
}
