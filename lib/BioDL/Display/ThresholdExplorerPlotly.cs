using System.Globalization;
using System.Text.Json.Nodes;
using static BioDL.Display.PlotlyTraces;

namespace BioDL.Display;

/// <summary>
/// An explorer in Plotly's figure schema: the histogram's figure, made room beside it for the picture, and a slider whose steps move the line and exchange the
/// overlay. What <c>layout.meta.stacked</c> holds replaces the same parts of the layout on narrow pages of the course: the picture comes below the histogram.
/// </summary>
internal static class ThresholdExplorerPlotly
{
    private const double Left = 0.57, Right = 0.5;

    /// <summary>Plotly takes pictures at the very same place for one picture; this much keeps them two.</summary>
    private const double Apart = 1e-6;

    public static string Json(ThresholdExplorer explorer)
    {
        var figure = JsonNode.Parse(PlotlyFigure.Json(explorer.Histogram))!.AsObject();
        var layout = figure["layout"]!.AsObject();
        layout["xaxis"]!["domain"] = Numbers([0, Right]);
        layout["height"] = 470;
        layout["dragmode"] = false;
        layout["images"] = new JsonArray(Picture(explorer.Frames.Ground, 0), Picture(explorer.Frames.Overlays[explorer.First], Apart));
        var annotations = layout["annotations"]!.AsArray();
        annotations.Add(Caption(explorer));
        layout["sliders"] = new JsonArray(Slider(explorer, ChartAxes.X(explorer.Histogram)));
        layout["meta"] = new JsonObject { ["stacked"] = Stacked() };
        return figure.ToJsonString();
    }

    private static JsonObject Picture(string address, double by) => new()
    {
        ["source"] = address,
        ["xref"] = "paper",
        ["yref"] = "paper",
        ["x"] = Left + by,
        ["y"] = 1,
        ["sizex"] = 1 - Left,
        ["sizey"] = 1,
        ["sizing"] = "contain",
        ["xanchor"] = "left",
        ["yanchor"] = "top",
        ["layer"] = "above",
    };

    private static JsonObject Caption(ThresholdExplorer explorer) => new()
    {
        ["x"] = Left,
        ["xref"] = "paper",
        ["xanchor"] = "left",
        ["y"] = 1,
        ["yref"] = "paper",
        ["yanchor"] = "bottom",
        ["yshift"] = 10,
        ["align"] = "left",
        ["showarrow"] = false,
        ["text"] = Share(explorer, explorer.First),
    };

    private static JsonObject Slider(ThresholdExplorer explorer, Axis axis) => new()
    {
        ["active"] = explorer.First,
        ["x"] = 0,
        ["len"] = 1,
        ["pad"] = new JsonObject { ["t"] = 56, ["b"] = 8 },
        ["currentvalue"] = new JsonObject { ["prefix"] = "Level: ", ["xanchor"] = "left" },
        ["activebgcolor"] = "#D55E00",
        ["steps"] = new JsonArray([.. explorer.Levels.Select((level, i) => Step(explorer, i, axis))]),
    };

    /// <summary>Only what changes: the line, its label, the share and the overlay.</summary>
    private static JsonObject Step(ThresholdExplorer explorer, int frame, Axis axis)
    {
        var level = explorer.Levels[frame];
        return new JsonObject
        {
            ["label"] = Display.Numbers.Plain(level),
            ["method"] = "update",
            ["args"] = new JsonArray(new JsonObject(), new JsonObject
            {
                ["shapes[0].x0"] = level,
                ["shapes[0].x1"] = level,
                ["annotations[1].x"] = level,
                ["annotations[1].xanchor"] = axis.Position(level) > 0.5 ? "right" : "left",
                ["annotations[1].text"] = Text(ChartWords.Label("level", level)),
                ["annotations[2].text"] = Share(explorer, frame),
                ["images[1].source"] = explorer.Frames.Overlays[frame],
            }),
        };
    }

    private static string Share(ThresholdExplorer explorer, int frame) =>
        string.Create(CultureInfo.InvariantCulture, $"{100 * explorer.Fractions[frame]:0.0} % are brighter (orange)");

    private static JsonObject Stacked()
    {
        static JsonObject Below(double by) => new() { ["x"] = by, ["y"] = 0.46, ["sizex"] = 1, ["sizey"] = 0.46 };
        return new JsonObject
        {
            ["height"] = 640,
            ["xaxis"] = new JsonObject { ["domain"] = Numbers([0, 1]) },
            ["yaxis"] = new JsonObject { ["domain"] = Numbers([0.68, 1]) },
            ["shapes"] = new JsonObject { ["0"] = new JsonObject { ["y0"] = 0.68 } },
            ["annotations"] = new JsonObject { ["2"] = new JsonObject { ["x"] = 0, ["y"] = 0.47, ["yshift"] = 0 } },
            ["images"] = new JsonObject { ["0"] = Below(0), ["1"] = Below(Apart) },
        };
    }
}
