using System.Text.Json.Nodes;
using static BioDL.Display.PlotlyTraces;

namespace BioDL.Display;

/// <summary>Writes a chart in Plotly's figure schema (plotly.com/javascript/reference): the same data and names as the vector graphics.</summary>
internal static class PlotlyFigure
{
    public static string Json(Chart chart)
    {
        JsonNode?[] traces = [.. chart.Marks.SelectMany(Of), .. chart.Marks.OfType<LevelMark>().Select((level, i) => Level(level, i, ChartAxes.X(chart)))];
        return new JsonObject { ["data"] = new JsonArray(traces), ["layout"] = Layout(chart) }.ToJsonString();
    }

    private static JsonObject Layout(Chart chart) => new()
    {
        ["title"] = Heading(chart.Title),
        ["xaxis"] = chart.ColumnNames is { Count: > 0 } names ? NamedAxis(names, names.Select((_, i) => (double)i), chart.XTitle) : ScaleAxis(chart.XTitle, ChartAxes.X(chart)),
        ["yaxis"] = chart.Heat is { } heat ? NamedAxis(heat.Rows, heat.Rows.Select((_, i) => heat.Rows.Count - 1.0 - i), "") : ScaleAxis("", ChartAxes.Y(chart)),
        ["shapes"] = new JsonArray([.. chart.Marks.OfType<RuleMark>().Select(Shape)]),
        ["annotations"] = new JsonArray([NameAbove(chart.YTitle), .. chart.Marks.OfType<RuleMark>().OrderBy(rule => rule.At).Select((rule, i) => Label(rule, i, ChartAxes.X(chart))),
            .. CellTexts(chart.Heat)]),
        ["paper_bgcolor"] = Svg.Card,
        ["plot_bgcolor"] = Svg.Card,
        ["font"] = new JsonObject { ["family"] = Svg.Fonts, ["size"] = 15, ["color"] = Svg.Ink },
        ["bargap"] = 0,
        ["legend"] = new JsonObject { ["orientation"] = "h", ["x"] = 0, ["y"] = -0.3, ["yanchor"] = "top" },
        ["margin"] = new JsonObject { ["t"] = (chart.Title.Length > 0 ? 52 : 20) + 22 * Lines(chart.YTitle).Count, ["r"] = 20, ["b"] = 36 },
    };

    private static JsonObject Heading(string title) => new()
    {
        ["text"] = Text(title),
        ["x"] = 0.02,
        ["xanchor"] = "left",
        ["y"] = 1,
        ["yref"] = "container",
        ["yanchor"] = "top",
        ["pad"] = new JsonObject { ["t"] = 14 },
    };

    /// <summary>The name of the vertical axis lies above it, as in the drawing: turned by 90° it would be hard to read and cut off on a phone.</summary>
    private static JsonObject NameAbove(string title) => new()
    {
        ["x"] = 0,
        ["xref"] = "paper",
        ["xanchor"] = "left",
        ["y"] = 1,
        ["yref"] = "paper",
        ["yanchor"] = "bottom",
        ["yshift"] = 10,
        ["align"] = "left",
        ["showarrow"] = false,
        ["text"] = string.Join("<br>", Lines(title).Select(Text)),
        ["font"] = new JsonObject { ["color"] = Svg.Faint },
    };

    private static List<string> Lines(string title) => Svg.Wrap(title, 300);

    private static JsonObject ScaleAxis(string title, Axis axis) => new()
    {
        ["title"] = new JsonObject { ["text"] = Text(title), ["standoff"] = 8 },
        ["type"] = axis.IsLogarithmic ? "log" : "linear",
        ["range"] = axis.IsLogarithmic ? Numbers([Math.Log10(axis.Low), Math.Log10(axis.High)]) : Numbers([axis.Low, axis.High]),
        ["tickvals"] = axis.IsLogarithmic ? Numbers(axis.Ticks().Select(tick => tick.Value)) : null,
        ["ticktext"] = axis.IsLogarithmic ? Texts(axis.Ticks().Select(tick => tick.Text)) : null,
        ["gridcolor"] = Svg.Rule,
        ["automargin"] = true,
    };

    private static JsonObject NamedAxis(IReadOnlyList<string> names, IEnumerable<double> places, string title) => new()
    {
        ["title"] = new JsonObject { ["text"] = Text(title), ["standoff"] = 8 },
        ["tickvals"] = Numbers(places),
        ["ticktext"] = new JsonArray([.. names.Select(name => (JsonNode)string.Join("<br>", Svg.Wrap(name, 480.0 / names.Count).Select(Text)))]),
        ["autotickangles"] = Numbers([0, -40, -90]),
        ["ticklabeloverflow"] = "allow",
        ["range"] = Numbers([-0.5, names.Count - 0.5]),
        ["showgrid"] = false,
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
        ["line"] = new JsonObject { ["color"] = ChartWords.StyleOf(number).Colour, ["width"] = 2.5, ["dash"] = "dash" },
    };

    /// <summary>Annotations, unlike shapes, take the logarithm on a logarithmic axis (a peculiarity of the schema).</summary>
    private static JsonObject Label(RuleMark rule, int number, Axis axis) => new()
    {
        ["x"] = axis.IsLogarithmic ? Math.Log10(rule.At) : rule.At,
        ["y"] = 1 - 0.08 * number,
        ["yref"] = "paper",
        ["text"] = Text(ChartWords.Label(rule.Label, rule.At)),
        ["showarrow"] = false,
        ["bgcolor"] = Svg.Card,
        ["xanchor"] = axis.Position(rule.At) > 0.5 ? "right" : "left",
        ["yanchor"] = "top",
    };

    private static IEnumerable<JsonNode> CellTexts(HeatMark? heat) => heat is not { IsWritten: true } ? []
        : from row in Enumerable.Range(0, heat.Rows.Count)
          from column in Enumerable.Range(0, heat.Columns.Count)
          select (JsonNode)new JsonObject
          {
              ["x"] = column,
              ["y"] = heat.Rows.Count - 1 - row,
              ["text"] = Text(Display.Numbers.Plain(heat.Values[row, column])),
              ["showarrow"] = false,
              ["font"] = new JsonObject { ["color"] = HeatColours.Text(heat, heat.Values[row, column]) },
          };
}
