using System.Text.Json.Nodes;
using BioDL.Hosting;
using BioDL.Notebooks.Files;
using BioDL.Notebooks.Pages;
using BioDL.Notebooks.Runner;

namespace BioDL.Notebooks.Tests.Pages;

/// <summary>The fixtures of the page tests.</summary>
internal static class Lesson
{
    public static readonly PageParts Plain = new()
    {
        IndexFile = "index.html",
        Pages = new Dictionary<string, string> { ["00-the-path"] = "00-the-path.html" },
    };

    /// <summary>The Plotly script, if a copy is at hand.</summary>
    public static string? PlotlyScript => Environment.GetEnvironmentVariable("BIODL_PLOTLY") is { } path && File.Exists(path) ? path : null;

    public static NotebookFile Executed => NotebookFile.Read(Path.Combine(AppContext.BaseDirectory, "Pages", "Fixtures", "lesson.ipynb"));

    public static NotebookRun Run => new()
    {
        Notebook = "01-start-simple",
        Title = "Do I need deep learning at all?",
        Status = RunStatus.CellFailed,
        Message = "The image has no pixel size, and diameters in µm need one.\nSet it: image with { PixelSize = 0.65 }, or measure in pixels.",
        FailedCell = 12,
        FailedLine = 2,
        Seconds = 48.3,
        PeakMemoryMegabytes = 412,
        Cells = [new CellRun("c6", 5, 3.4, 300)],
        ExecutedFile = "01-start-simple.ipynb",
        PageFile = "01-start-simple.html",
    };

    public static NotebookRun Good(string notebook, string title) => new()
    {
        Notebook = notebook,
        Title = title,
        Status = RunStatus.Succeeded,
        Seconds = 31.2,
        PeakMemoryMegabytes = 1433,
        ExecutedFile = notebook + ".ipynb",
        PageFile = notebook + ".html",
        Result = new NotebookResult { Notebook = notebook, Data = "embedded" }
            .With("mean accuracy at 0.5", 0.8731).With("nuclei", 1204).With("mean diameter", 11.62, "µm").With("slope", double.NaN)
            .Decide("Do I need deep learning?", "Not for well separated nuclei.", "Otsu and watershed reach 0.87 on 6 fields; the margin was 0.80."),
    };

    public static RunReport Report => new()
    {
        BioDL = "0.1.0",
        DotNet = "10.0.1",
        Machine = "Debian 12, x64",
        Cores = 2,
        Started = new DateTimeOffset(2026, 11, 22, 13, 5, 0, TimeSpan.Zero),
        Seconds = 131,
        Notebooks = [Good("00-the-path", "Where does my problem stand?"), Run, Good("02-pick-a-model", "Which pretrained model?")],
    };

    /// <summary>A notebook of one code cell with one output of the given representations.</summary>
    public static NotebookFile Showing(params (string Type, JsonNode? Content)[] data)
    {
        var bundle = new JsonObject();
        foreach (var (type, content) in data)
            bundle[type] = content;
        return WithOutputs(new JsonObject { ["output_type"] = "display_data", ["metadata"] = new JsonObject(), ["data"] = bundle });
    }

    /// <summary>A notebook of one code cell with the given outputs.</summary>
    public static NotebookFile WithOutputs(params JsonObject[] outputs)
    {
        var file = NotebookFile.Parse("""{"nbformat": 4, "nbformat_minor": 5, "cells": []}""", "made");
        file.InsertCode(0, "only", "1 + 1").SetOutputs(outputs);
        return file;
    }

    /// <summary>A notebook of one Markdown cell.</summary>
    public static NotebookFile WithMarkdown(string markdown) => NotebookFile.Parse(
        new JsonObject
        {
            ["nbformat"] = 4,
            ["cells"] = new JsonArray(new JsonObject { ["cell_type"] = "markdown", ["source"] = markdown, ["id"] = "m" }),
        }.ToJsonString(), "made");

    public static string Render(NotebookFile file) => NotebookPage.Render(file, null, Plain);

    /// <summary>The page between its header and its scripts: what came from the notebook.</summary>
    public static string Body(NotebookFile file)
    {
        var page = Render(file);
        var start = page.IndexOf("</header>", StringComparison.Ordinal);
        return page[start..page.LastIndexOf("<script>", StringComparison.Ordinal)];
    }
}
