using System.CommandLine;
using System.Globalization;
using BioDL.Cli.Pretrained;
using BioDL.Models;

namespace BioDL.Cli.Verbs;

/// <summary><c>biodl zoo predict</c>: runs a model on an image or a folder of images, and goes on where it stopped.</summary>
internal sealed class ZooPredictVerb(Surroundings surroundings)
{
    private readonly Argument<string> model = ModelNames.Argument();
    private readonly Argument<string> images = new("images") { Description = "An image, or a folder of images (PNG, TIFF, JPEG, BMP, NPY) with those below it." };
    private readonly Option<string> output = new("--out") { HelpName = "folder", Required = true, Description = "Where the results go." };
    private readonly Option<bool> objects = new("--objects") { Description = "Also write the objects as label images (NAME.labels.tif: 0 background, 1, 2, 3 … objects)." };
    private readonly Option<bool> grey = new("--grey") { Description = "Take the brightness of colour images." };
    private readonly Option<bool> invert = new("--invert") { Description = "Turn dark objects on bright into bright ones on dark." };
    private readonly Option<string?> tile = new("--tile") { HelpName = "N", Description = "Longest side of a tile in pixels; smaller needs less memory." };
    private readonly Option<string?> format = ModelNames.Format();
    private readonly Option<string?> engine = ChosenEngine.Option();

    private Screen Screen => surroundings.Screen;

    public static Command Describe(Surroundings surroundings)
    {
        var verb = new ZooPredictVerb(surroundings);
        var command = new Command("predict", "Run a model on images; started again, it goes on where it stopped.")
        {
            verb.model, verb.images, verb.output, verb.objects, verb.grey, verb.invert, verb.tile, verb.format, verb.engine,
        };
        verb.model.Validators.Add(result => FrontDoor.RefuseUnknownOptions(result, command));
        verb.images.Validators.Add(result => FrontDoor.RefuseUnknownOptions(result, command));
        command.SetAction((parsed, cancellation) => Task.Run(() => verb.InvokeAsync(parsed, cancellation), cancellation));
        return command;
    }

    private async Task<int> InvokeAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var (source, folder) = (parsed.GetValue(images)!, parsed.GetValue(output)!);
        if (!File.Exists(source) && !Directory.Exists(source))
            throw new UsageException($"There is neither an image nor a folder {Path.GetFullPath(source)}.");
        if (File.Exists(folder))
            throw new UsageException($"--out was given {Path.GetFullPath(folder)}, which is a file. Name a folder; it is made when it is not there.");
        var size = ReadTile(parsed.GetValue(tile));
        var chosen = await ChosenEngine.FromAsync(parsed.GetValue(engine), surroundings, cancellation).ConfigureAwait(false);
        var options = new FolderOptions
        {
            Objects = parsed.GetValue(objects),
            Predict = new PredictOptions { Tile = size, Engine = chosen.Load, Cancellation = cancellation },
            // A person sees the progress; lines between it would tear it apart, and come after it.
            OnEntry = Screen.IsTerminal ? null : Show,
        };
        if (parsed.GetValue(grey) || parsed.GetValue(invert))
            options = options with { Prepare = image => Preparation.Of(image, parsed.GetValue(grey), parsed.GetValue(invert)), Prepared = Preparation.Words(parsed.GetValue(grey), parsed.GetValue(invert)) };
        FolderReport? report = null;
        Screen.Show(
            () =>
            {
                var opened = ModelNames.Open(parsed.GetValue(model)!, parsed.GetValue(format));
                report = ModelNames.Plainly(() => Directory.Exists(source) ? opened.PredictFolder(source, folder, options) : opened.PredictFile(source, folder, options));
            },
            cancellation);
        return End(report!);
    }

    private void Show(FolderEntry entry) => Screen.Line(
        entry.Outcome switch
        {
            FolderOutcome.Done => $"{entry.Image}: done{(entry.Note.Length > 0 ? ", with a warning" : "")}",
            FolderOutcome.Kept => $"{entry.Image}: kept from before{(entry.Note.Length > 0 ? ", with a warning" : "")}",
            _ => $"{entry.Image}: FAILED",
        },
        entry.Outcome == FolderOutcome.Failed ? Tone.Bad : Tone.Plain);

    private int End(FolderReport report)
    {
        if (Screen.IsTerminal)
        {
            foreach (var entry in report)
                Show(entry);
        }
        foreach (var warning in PredictionWarnings.Of(report))
            WriteWrapped("⚠ ", warning, Tone.Plain);
        foreach (var failure in PredictionWarnings.Failures(report))
            WriteWrapped("✗ ", failure, Tone.Bad);
        Screen.Line(string.Create(CultureInfo.InvariantCulture,
            $"{report.Count(entry => entry.Outcome == FolderOutcome.Done)} predicted, {report.Count(entry => entry.Outcome == FolderOutcome.Kept)} kept from before, {report.Failed.Count} failed. Results: {report.Folder}"),
            report.Failed.Count > 0 ? Tone.Bad : Tone.Good);
        return report.Failed.Count > 0 ? ExitCode.Failure : ExitCode.Success;
    }

    private void WriteWrapped(string lead, string text, Tone tone)
    {
        foreach (var line in Wrapping.Lines(lead, text))
            Screen.Line(line, tone);
    }

    private static int? ReadTile(string? typed) => typed is null ? null
        : int.TryParse(typed, NumberStyles.None, CultureInfo.InvariantCulture, out var size) && size >= 1 ? size
        : throw new UsageException($"--tile was given '{typed}'. Expected pixels, for instance --tile 512.");
}
