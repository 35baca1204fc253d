using System.Text;
using static BioDL.Display.Numbers;

namespace BioDL.Display;

/// <summary>
/// An explorer in HTML and CSS alone: a row of round buttons below the axis, one per level, and a style sheet that shows what belongs to the one that is
/// chosen. Where style sheets and buttons are taken out, what belongs to the first level stays visible, because everything else says itself that it is hidden.
/// </summary>
internal static class ThresholdExplorerHtml
{
    private const int ChartWidth = 420;

    public static string Write(ThresholdExplorer explorer)
    {
        var frames = explorer.Frames;
        var drawn = new ChartSvg(explorer.Histogram.WithoutLines(), ChartWidth, withTitle: false);
        var chart = $"data:image/svg+xml;base64,{Convert.ToBase64String(Encoding.UTF8.GetBytes(drawn.Draw()))}";
        var axis = ChartAxes.X(explorer.Histogram.WithoutLines());
        double Across(double level) => drawn.Across.Left + Math.Clamp(axis.Position(level), 0, 1) * (drawn.Across.Right - drawn.Across.Left);
        var html = new StringBuilder($"<figure style=\"margin:0;max-width:800px\">{Drawing.Caption(explorer.Title)}{Sheet()}");
        html.Append($"<form class=\"biodl-levels\" style=\"display:flex;flex-wrap:wrap;font:15px/1.4 {Svg.Fonts};margin:0\">");
        for (var i = 0; i < explorer.Levels.Count; i++)
        {
            html.Append($"<input type=\"radio\" name=\"level\" aria-label=\"{Svg.Encode(explorer.Caption(i))}\"{(i == explorer.First ? " checked" : "")} "
                + "style=\"flex:1 1 10px;min-width:0;margin:4px 0 10px\">");
        }
        html.Append("<div style=\"flex:1 1 100%;display:flex;flex-wrap:wrap;gap:12px;align-items:flex-start\">");
        html.Append("<div style=\"flex:1 1 300px;min-width:0;max-width:420px;display:grid\">")
            .Append($"<img src=\"{chart}\" width=\"{ChartWidth}\" alt=\"{Svg.Encode(explorer.Histogram.Description)}\" style=\"{Stacked}\">");
        for (var i = 0; i < explorer.Levels.Count; i++)
            html.Append($"<div {Shown(explorer, i)} aria-hidden=\"true\"><div "
                + $"style=\"width:0;height:{Coordinate(100 * drawn.Bottom)}%;border-left:2px solid #D55E00;margin-left:{Coordinate(100 * Across(explorer.Levels[i]))}%\"></div></div>");
        html.Append("</div><div style=\"flex:1 1 240px;min-width:0;max-width:360px\"><div style=\"display:grid\">")
            .Append($"<img src=\"{frames.Ground}\" width=\"300\" alt=\"The image in shades of grey\" style=\"{Stacked};image-rendering:pixelated\">");
        for (var i = 0; i < explorer.Levels.Count; i++)
            html.Append($"<img src=\"{frames.Overlays[i]}\" width=\"300\" alt=\"In orange: {Svg.Encode(explorer.Caption(i))}\" {Shown(explorer, i, "width:100%;margin:0;image-rendering:pixelated")}>");
        html.Append("</div>");
        for (var i = 0; i < explorer.Levels.Count; i++)
            html.Append($"<div {Shown(explorer, i)}>{Svg.Encode(explorer.Caption(i))}</div>");
        return html.Append($"<div>{Scale(explorer)}</div></div></div></form></figure>").ToString();
    }

    private const string Stacked = "grid-area:1/1;display:block;width:100%;margin:0";

    private static string Shown(ThresholdExplorer explorer, int frame, string style = "") =>
        $"class=\"biodl-l biodl-l{frame}\" style=\"grid-area:1/1;{style}{(style.Length > 0 ? ";" : "")}display:{(frame == explorer.First ? "block" : "none")}\"";

    private static string Scale(ThresholdExplorer explorer) =>
        $"<img src=\"{Canvas.Of(Math.Max(1, (int)(explorer.ScaleShare * 300)), 6, "#858C94").ToDataAddress()}\" alt=\"Scale bar\" "
        + $"style=\"display:inline-block;vertical-align:middle;margin:0;width:{Coordinate(100 * explorer.ScaleShare)}%\"> {Svg.Encode(explorer.Scale.Label)}";

    /// <summary>The same for every explorer of a page, so that several do not get into each other's way.</summary>
    private static string Sheet()
    {
        var sheet = new StringBuilder("<style>.biodl-levels>input{accent-color:#D55E00}.biodl-levels>input:checked~div .biodl-l{display:none!important}");
        for (var i = 0; i < ThresholdExplorer.MostLevels; i++)
            sheet.Append($".biodl-levels>input:nth-of-type({i + 1}):checked~div .biodl-l{i}.biodl-l{{display:block!important}}");
        return sheet.Append("</style>").ToString();
    }
}
