using System.CommandLine;
using System.Globalization;
using BioDL.Data;

namespace BioDL.Cli.Verbs;

/// <summary><c>biodl import</c>: own images become a data set that notebooks take instead of theirs.</summary>
internal static class ImportVerb
{
    public static Command Describe(Surroundings surroundings)
    {
        var folder = new Argument<string>("folder") { Description = "A folder with 'images' and 'masks' in it, or with files like a.tif and a_mask.tif." };
        var name = new Option<string?>("--name") { HelpName = "name", Description = "The set's name (mine)." };
        var pixel = new Option<string?>("--pixel-size") { HelpName = "µm", Description = "Side of a pixel, for files that do not say it." };
        var parts = new Option<string?>("--group-parts") { HelpName = "N", Description = "How many parts of a name (between _ or -) name the slide, dish or animal." };
        var command = new Command("import", "Make a data set of your own images and labels.") { folder, name, pixel, parts };
        folder.Validators.Add(result => FrontDoor.RefuseUnknownOptions(result, command));
        command.SetAction((parsed, cancellation) =>
        {
            var options = new ImportOptions { PixelSize = ReadSize(parsed.GetValue(pixel)), GroupParts = ReadParts(parsed.GetValue(parts)) };
            options = parsed.GetValue(name) is { } given ? options with { Name = given } : options;
            return Task.Run(() => Import(surroundings.Screen, parsed.GetValue(folder)!, options, cancellation), cancellation);
        });
        return command;
    }

    private static int Import(Screen screen, string folder, ImportOptions options, CancellationToken cancellation)
    {
        ImportReport? report = null;
        screen.Show(() => report = new Importer(DataPlaces.FromEnvironment().Own).Import(folder, options), cancellation);
        foreach (var finding in report!.Findings)
            screen.Line(finding);
        screen.Line();
        var mode = options.Name == new ImportOptions().Name ? "mine" : $"mine:{options.Name}";
        screen.Line($"{report.Samples} images are kept in {report.Folder}. In a notebook: data = \"{mode}\"; for all: biodl run -p data={mode}", Tone.Good);
        return ExitCode.Success;
    }

    private static double? ReadSize(string? typed) => typed is null ? null
        : double.TryParse(typed, NumberStyles.Float, CultureInfo.InvariantCulture, out var size) && size > 0 && double.IsFinite(size) ? size
        : throw new UsageException($"--pixel-size was given '{typed}'. Expected micrometres above 0, for instance --pixel-size 0.65.");

    private static int? ReadParts(string? typed) => typed is null ? null
        : int.TryParse(typed, NumberStyles.None, CultureInfo.InvariantCulture, out var parts) && parts >= 1 ? parts
        : throw new UsageException($"--group-parts was given '{typed}'. Expected a whole number from 1, for instance --group-parts 2.");
}
