using System.Net;
using System.Text.Json.Nodes;
using BioDL.Classical;

namespace BioDL.Display;

/// <summary>The traces of a Plotly figure: the data of each mark.</summary>
internal static class PlotlyTraces
{
    private static readonly string[] Symbols = ["circle", "square", "triangle-up", "diamond"];

    public static IEnumerable<JsonNode> Of(Mark mark) => mark switch
    {
        BarMark bars => [Bars(bars.Bins)],
        StripMark strip => [Dots(strip), MedianBar(strip)],
        BoxMark box => [Box(box)],
        ColumnMark column => [Column(column)],
        HeatMark heat => [Heat(heat)],
        LineMark { Series.Low: not null } line => [Band(line), Line(line)],
        LineMark line => [Line(line)],
        _ => [],
    };

    /// <summary>What is not finite becomes null, which Plotly draws as a gap.</summary>
    public static JsonArray Numbers(IEnumerable<double> values) =>
        new([.. values.Select(value => double.IsFinite(value) ? (JsonNode)value : null)]);

    /// <summary>Plotly reads texts as simple HTML.</summary>
    public static string Text(string text) => WebUtility.HtmlEncode(text);

    public static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Select(text => (JsonNode)Text(text))]);

    /// <summary>A line across all of the chart. Its name stands in the legend, where it covers no data.</summary>
    public static JsonObject Level(LevelMark level, int number, Axis x) => new()
    {
        ["type"] = "scatter",
        ["mode"] = "lines",
        ["name"] = Text(ChartWords.Label(level.Label, level.At)),
        ["x"] = Numbers([x.Low, x.High]),
        ["y"] = Numbers([level.At, level.At]),
        ["line"] = new JsonObject { ["color"] = ChartWords.LevelStyle(number).Colour, ["dash"] = Dashes(ChartWords.LevelStyle(number)), ["width"] = 2 },
        ["hoverinfo"] = "name",
        ["showlegend"] = true,
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
        ["x"] = Numbers([strip.Place - GroupMark.Half, strip.Place + GroupMark.Half]),
        ["y"] = Numbers([strip.Median, strip.Median]),
        ["line"] = new JsonObject { ["color"] = Svg.Ink, ["width"] = 3 },
        ["hovertemplate"] = "%{y:.3g}",
        ["showlegend"] = false,
    };

    private static JsonObject Line(LineMark line) => new()
    {
        ["type"] = "scatter",
        ["cliponaxis"] = false,
        ["mode"] = (line.HasLine, line.HasMarkers) switch { (true, true) => "lines+markers", (true, false) => "lines", _ => "markers" },
        ["name"] = Text(line.Legend),
        ["x"] = Numbers(line.Series.X),
        ["y"] = Numbers(line.Series.Y),
        ["line"] = new JsonObject { ["color"] = line.Style.Colour, ["dash"] = Dashes(line.Style), ["shape"] = line.Kind == SeriesKind.Step ? "hv" : "linear" },
        ["marker"] = new JsonObject { ["size"] = 9, ["symbol"] = Symbols[line.Index % Symbols.Length], ["opacity"] = line.Opacity, ["color"] = line.Style.Colour },
        ["showlegend"] = line.Legend.Length > 0,
    };

    private static string Dashes(LineStyle style) =>
        style.Dashes.Length > 0 ? style.Dashes.Replace(" ", "px,", StringComparison.Ordinal) + "px" : "solid";

    /// <summary>The band's pieces as closed shapes, one after the other with a gap between them.</summary>
    private static JsonObject Band(LineMark line)
    {
        var pieces = SeriesSvg.BandPieces(line.Series).ToList();
        return new JsonObject
        {
            ["type"] = "scatter",
            ["mode"] = "lines",
            ["fill"] = "toself",
            ["fillcolor"] = line.Style.Colour + "38",
            ["line"] = new JsonObject { ["width"] = 0 },
            ["x"] = Numbers(pieces.SelectMany(piece => piece.Select(ends => ends.X).Concat(piece.Select(ends => ends.X).Reverse()).Append(double.NaN))),
            ["y"] = Numbers(pieces.SelectMany(piece => piece.Select(ends => ends.High).Concat(piece.Select(ends => ends.Low).Reverse()).Append(double.NaN))),
            ["hoverinfo"] = "skip",
            ["showlegend"] = false,
        };
    }

    private static JsonObject Box(BoxMark box) => new()
    {
        ["type"] = "box",
        ["name"] = Text(box.Name),
        ["x"] = Numbers([box.Place]),
        ["q1"] = Numbers([box.Lower]),
        ["median"] = Numbers([box.Median]),
        ["q3"] = Numbers([box.Upper]),
        ["lowerfence"] = Numbers([box.LowWhisker]),
        ["upperfence"] = Numbers([box.HighWhisker]),
        // An empty list would hide the whole box.
        ["y"] = box.Outside.Any() ? new JsonArray(Numbers(box.Outside)) : null,
        ["boxpoints"] = "outliers",
        ["width"] = 2 * GroupMark.Half,
        ["fillcolor"] = Colours.Bars,
        ["line"] = new JsonObject { ["color"] = Svg.Ink, ["width"] = 1.5 },
        ["marker"] = new JsonObject { ["color"] = Colours.OnWhite(0), ["size"] = 9, ["opacity"] = 0.6 },
        ["showlegend"] = false,
    };

    private static JsonObject Column(ColumnMark mark) => new()
    {
        ["type"] = "bar",
        ["name"] = Text(mark.Name),
        ["x"] = Numbers([mark.Place]),
        ["y"] = Numbers([mark.Column.Value]),
        ["width"] = 2 * GroupMark.Half,
        ["marker"] = new JsonObject { ["color"] = Colours.Bars },
        ["text"] = Display.Numbers.Label(mark.Column.Value),
        ["textposition"] = "inside",
        ["insidetextanchor"] = "start",
        ["textangle"] = 0,
        ["textfont"] = new JsonObject { ["color"] = Svg.Ink },
        ["error_y"] = mark.HasInterval
            ? new JsonObject
            {
                ["type"] = "data",
                ["symmetric"] = false,
                ["array"] = Numbers([mark.Column.High!.Value - mark.Column.Value]),
                ["arrayminus"] = Numbers([mark.Column.Value - mark.Column.Low!.Value]),
                ["color"] = Svg.Ink,
            }
            : null,
        ["hovertemplate"] = "%{y:.3g}",
        ["showlegend"] = false,
    };

    private static JsonObject Heat(HeatMark heat) => new()
    {
        ["type"] = "heatmap",
        ["x"] = Numbers(heat.Columns.Select((_, i) => (double)i)),
        ["y"] = Numbers(heat.Rows.Select((_, i) => heat.Rows.Count - 1.0 - i)),
        ["z"] = new JsonArray([.. heat.Rows.Select((_, row) => Numbers(heat.Columns.Select((_, column) => heat.Values[row, column])))]),
        ["zmin"] = heat.Low,
        ["zmax"] = heat.High,
        ["colorscale"] = new JsonArray([.. Enumerable.Range(0, 17).Select(Stop)]),
        ["showscale"] = !heat.IsWritten,
        ["xgap"] = heat.IsWritten ? 2 : 0,
        ["ygap"] = heat.IsWritten ? 2 : 0,
        ["hovertemplate"] = "%{z:.3g}<extra></extra>",
    };

    private static JsonArray Stop(int step)
    {
        var (red, green, blue) = ColourMap.Cividis.At(step / 16.0);
        return [step / 16.0, $"#{red:X2}{green:X2}{blue:X2}"];
    }
}
