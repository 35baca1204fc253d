using System.CommandLine;
using BioDL.Cli.Building;
using BioDL.Cli.Showing;
using BioDL.Hosting;
using BioDL.Notebooks.Pages;

namespace BioDL.Cli.Verbs;

/// <summary><c>biodl gallery</c>: every kind of picture, chart, table and note on one page, made from simulated images.</summary>
internal static class GalleryVerb
{
    public static Command Describe(Surroundings surroundings)
    {
        var output = new Option<string?>("--output")
        {
            HelpName = "file.html",
            Description = "Where the page goes (output/gallery.html, in the course's folder).",
        };
        var command = new Command("gallery", "Write a page that shows every kind of picture, chart and table.") { output };
        command.SetAction((parsed, cancellation) => InvokeAsync(surroundings, parsed.GetValue(output), cancellation));
        return command;
    }

    private static async Task<int> InvokeAsync(Surroundings surroundings, string? output, CancellationToken cancellation)
    {
        var place = surroundings.Place;
        var parts = new NpmParts(place.Environment, place.State);
        await parts.EnsureAsync(surroundings.Screen.Notice, cancellation).ConfigureAwait(false);
        var path = Path.GetFullPath(output ?? Path.Combine(place.DefaultOutput, "gallery.html"));
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var page = NotebookPage.Render(Gallery.Notebook(), null, new PageParts { PlotlyScript = parts.PlotlyScript });
        WholeFile.Write(path, page);
        surroundings.Screen.Line($"Wrote {place.Shorten(path)}.", Tone.Good);
        return ExitCode.Success;
    }
}
