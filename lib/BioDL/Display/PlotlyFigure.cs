using System.Net;
using System.Text.Json.Nodes;
using BioDL.Classical;

namespace BioDL.Display;

/// <summary>Writes a chart in Plotly's figure schema (plotly.com/javascript/reference): the same data and names as the vector graphics.</summary>
internal static class PlotlyFigure
{
    private static readonly string[] Symbols = ["circle", "square", "triangle-up", "diamond"];

    public static string Json(Chart chart)
    {
        JsonNode?[] traces = [.. chart.Marks.SelectMany(Traces)];
        return new JsonObject { ["data"] = new JsonArray(traces), ["layout"] = Layout(chart) }.ToJsonString();
    }

    private static IEnumerable<JsonNode> Traces(Mark mark) => mark switch
    {
        BarMark bars => [Bars(bars.Bins)],
        StripMark strip => [Dots(strip), MedianBar(strip)],
        LineMark line => [Line(line)],
        _ => [],
    };

    private static JsonObject Bars(Histogram bins) => new()
    {
        ["type"] = "bar",
        ["x"] = Numbers(bins.Edges.Zip(bins.Edges.Skip(1), (low, high) => (low + high) / 2)),
        ["y"] = Numbers(bins.Counts.Select(count => (double)count)),
        ["width"] = Numbers(bins.Edges.Zip(bins.Edges.Skip(1), (low, high) => high - low)),
        ["marker"] = new JsonObject { ["color"] = Colours.Bars, ["line"] = Gaps(bins) },
        ["showlegend"] = false,
    };

    private static JsonObject Gaps(Histogram bins) => new() { ["color"] = Svg.Card, ["width"] = bins.Bins > 80 ? 0 : 1 };

    private static JsonObject Dots(StripMark strip) => new()
    {
        ["type"] = "scatter",
        ["cliponaxis"] = false,
        ["mode"] = "markers",
        ["name"] = Text(strip.Name),
        ["x"] = Numbers(strip.Values.Select((_, i) => strip.Position(i))),
        ["y"] = Numbers(strip.Values),
        ["marker"] = new JsonObject { ["color"] = Colours.OnWhite(strip.Place), ["size"] = 9, ["opacity"] = 0.6 },
        ["hovertemplate"] = "%{y:.3g}",
        ["showlegend"] = false,
    };

    private static JsonObject MedianBar(StripMark strip) => new()
    {
        ["type"] = "scatter",
        ["cliponaxis"] = false,
        ["mode"] = "lines",
        ["name"] = Text($"{strip.Name}, median"),
        ["x"] = Numbers([strip.Place - StripMark.HalfBar, strip.Place + StripMark.HalfBar]),
        ["y"] = Numbers([strip.Median, strip.Median]),
        ["line"] = new JsonObject { ["color"] = Svg.Ink, ["width"] = 3 },
        ["hovertemplate"] = "%{y:.3g}",
        ["showlegend"] = false,
    };

    private static JsonObject Line(LineMark line) => new()
    {
        ["type"] = "scatter",
        ["cliponaxis"] = false,
        ["mode"] = line.Series.X.Count <= 60 ? "lines+markers" : "lines",
        ["name"] = Text(line.Series.Name),
        ["x"] = Numbers(line.Series.X),
        ["y"] = Numbers(line.Series.Y),
        ["line"] = new JsonObject { ["color"] = line.Style.Colour, ["dash"] = Dashes(line.Style) },
        ["marker"] = new JsonObject { ["size"] = 9, ["symbol"] = Symbols[line.Index % Symbols.Length] },
        ["showlegend"] = line.Series.Name.Length > 0,
    };

    private static string Dashes(LineStyle style) =>
        style.Dashes.Length > 0 ? style.Dashes.Replace(" ", "px,", StringComparison.Ordinal) + "px" : "solid";

    private static JsonObject Layout(Chart chart) => new()
    {
        ["title"] = new JsonObject { ["text"] = Text(chart.Title), ["x"] = 0.02, ["xanchor"] = "left" },
        ["xaxis"] = chart.Marks[0] is StripMark ? GroupAxis(chart) : ScaleAxis(chart.XTitle, ChartAxes.X(chart)),
        ["yaxis"] = ScaleAxis(chart.YTitle, ChartAxes.Y(chart)),
        ["shapes"] = new JsonArray([.. chart.Marks.OfType<RuleMark>().Select(Shape)]),
        ["annotations"] = new JsonArray([.. chart.Marks.OfType<RuleMark>().OrderBy(rule => rule.At).Select((rule, i) => Label(rule, i, ChartAxes.X(chart)))]),
        ["paper_bgcolor"] = Svg.Card,
        ["plot_bgcolor"] = Svg.Card,
        ["font"] = new JsonObject { ["family"] = Svg.Fonts, ["size"] = 15, ["color"] = Svg.Ink },
        ["bargap"] = 0,
        ["legend"] = new JsonObject { ["orientation"] = "h", ["y"] = -0.25 },
        ["margin"] = new JsonObject { ["t"] = chart.Title.Length > 0 ? 60 : 30, ["r"] = 20 },
    };

    private static JsonObject ScaleAxis(string title, Axis axis) => new()
    {
        ["title"] = new JsonObject { ["text"] = Text(title) },
        ["type"] = axis.IsLogarithmic ? "log" : "linear",
        ["range"] = axis.IsLogarithmic ? Numbers([Math.Log10(axis.Low), Math.Log10(axis.High)]) : Numbers([axis.Low, axis.High]),
        ["dtick"] = axis.IsLogarithmic ? (axis.High / axis.Low < 150 ? "D2" : 1) : null,
        ["gridcolor"] = Svg.Rule,
        ["automargin"] = true,
    };

    private static JsonObject GroupAxis(Chart chart) => new()
    {
        ["tickvals"] = Numbers(chart.Marks.OfType<StripMark>().Select(strip => (double)strip.Place)),
        ["ticktext"] = new JsonArray([.. chart.Marks.OfType<StripMark>().Select(strip => (JsonNode)Text(strip.Name))]),
        ["range"] = Numbers([-0.5, chart.Marks.OfType<StripMark>().Count() - 0.5]),
        ["zeroline"] = false,
        ["automargin"] = true,
    };

    private static JsonObject Shape(RuleMark rule, int number) => new()
    {
        ["type"] = "line",
        ["x0"] = rule.At,
        ["x1"] = rule.At,
        ["yref"] = "paper",
        ["y0"] = 0,
        ["y1"] = 1,
        ["line"] = new JsonObject { ["color"] = Colours.OnWhite(number + 1), ["width"] = 2.5, ["dash"] = "dash" },
    };

    /// <summary>Annotations, unlike shapes, take the logarithm on a logarithmic axis (a peculiarity of the schema).</summary>
    private static JsonObject Label(RuleMark rule, int number, Axis axis) => new()
    {
        ["x"] = axis.IsLogarithmic ? Math.Log10(rule.At) : rule.At,
        ["y"] = 1 - 0.08 * number,
        ["yref"] = "paper",
        ["text"] = Text(ChartWords.RuleLabel(rule)),
        ["showarrow"] = false,
        ["bgcolor"] = Svg.Card,
        ["xanchor"] = axis.Position(rule.At) > 0.5 ? "right" : "left",
        ["yanchor"] = "top",
    };

    /// <summary>What is not finite becomes null, which Plotly draws as a gap.</summary>
    private static JsonArray Numbers(IEnumerable<double> values) =>
        new([.. values.Select(value => double.IsFinite(value) ? (JsonNode)value : null)]);

    /// <summary>Plotly reads texts as simple HTML.</summary>
    private static string Text(string text) => WebUtility.HtmlEncode(text);
}
