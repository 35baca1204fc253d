using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using BioDL.Cli.Pretrained;
using BioDL.Cli.Running;
using BioDL.Models;

namespace BioDL.Cli.Verbs;

/// <summary><c>biodl zoo test</c>: does a model give here what its authors published?</summary>
internal sealed class ZooTestVerb(Surroundings surroundings)
{
    private readonly Argument<string> model = ModelNames.Argument();
    private readonly Option<string?> format = ModelNames.Format();
    private readonly Option<string?> engine = ChosenEngine.Option();
    private readonly Option<string?> picture = new("--picture") { HelpName = "file.png", Description = "Writes published, reproduced and difference side by side." };

    private Screen Screen => surroundings.Screen;

    public static Command Describe(Surroundings surroundings)
    {
        var verb = new ZooTestVerb(surroundings);
        var command = new Command("test", "Run a model's published test here and compare, under the specification's tolerances.") { verb.model, verb.format, verb.engine, verb.picture };
        verb.model.Validators.Add(result => FrontDoor.RefuseUnknownOptions(result, command));
        command.SetAction((parsed, cancellation) => Task.Run(() => verb.InvokeAsync(parsed, cancellation), cancellation));
        return command;
    }

    private async Task<int> InvokeAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var name = parsed.GetValue(model)!;
        if (parsed.GetValue(picture) is { } file && !file.EndsWith(".png", StringComparison.OrdinalIgnoreCase))
            throw new UsageException($"--picture was given '{file}'. The picture is a PNG: name a file that ends in .png.");
        var chosen = await ChosenEngine.FromAsync(parsed.GetValue(engine), surroundings, cancellation).ConfigureAwait(false);
        Reproduction? result = null;
        var clock = new Stopwatch();
        Screen.Show(
            () =>
            {
                var opened = ModelNames.Open(name, parsed.GetValue(format));
                clock.Start();
                result = ModelNames.Plainly(() => opened.Test(chosen.Load));
                clock.Stop();
            },
            cancellation);
        Show(name, result!, chosen.Name, clock.Elapsed);
        if (parsed.GetValue(picture) is { } path)
            Screen.Line($"Picture {path}: {ModelNames.Plainly(() => DifferencePicture.Write(result!, path))}");
        return result!.Passed ? ExitCode.Success : ExitCode.Failure;
    }

    private void Show(string name, Reproduction result, string chosen, TimeSpan time)
    {
        var tone = result.Passed ? Tone.Good : Tone.Bad;
        Screen.Line($"{name}: {(result.Passed ? "passed" : "FAILED")} its published test ({chosen}, {Readable.Seconds(time.TotalSeconds)})", tone);
        foreach (var output in result.Outputs)
        {
            Screen.Line($"  {output.Output}: {(output.Passed ? "as published" : "NOT as published")}{(output.Note.Length > 0 ? $" ({output.Note})" : "")}", output.Passed ? Tone.Plain : Tone.Bad);
            var tolerance = output.Tolerance;
            Screen.Line(string.Create(CultureInfo.InvariantCulture,
                $"    {output.MismatchesPerMillion:0.#} of a million values differ by more than {tolerance.Absolute:g4} + {tolerance.Relative:g4} × published; allowed are {tolerance.MismatchesPerMillion:0.#}"));
            Screen.Line(string.Create(CultureInfo.InvariantCulture, $"    largest difference {output.LargestDifference:g3} (mean {output.MeanDifference:g3}), at {output.Worst}"));
        }
        if (result.Trials.Count > 0)
            Screen.Line($"  other sizes: {result.Trials.Count(trial => trial.Passed)} of {result.Trials.Count} that the description allows ran");
        foreach (var trial in result.Trials.Where(trial => !trial.Passed))
        {
            foreach (var line in Wrapping.Lines("    ", $"{trial.Sizes}: {trial.Problem}"))
                Screen.Line(line, Tone.Bad);
        }
        Screen.Line(result.Passed
            ? "It runs here as its authors published it. Whether it suits your images, only labels of yours can tell."
            : "Do not trust its predictions here before the difference is understood. 'biodl zoo check' tells whether the files are those described.");
    }
}
