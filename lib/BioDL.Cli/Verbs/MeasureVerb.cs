using System.CommandLine;
using System.Globalization;
using BioDL.Cli.Measuring;
using BioDL.Data;

namespace BioDL.Cli.Verbs;

/// <summary><c>biodl measure classical</c>: figures of the course that others can be held against, measured anew.</summary>
internal static class MeasureVerb
{
    private const string Real = "real";

    public static Command Describe(Surroundings surroundings) => new("measure", "Measure the figures that the course compares with, anew and reproducibly.")
    {
        DescribeClassical(surroundings),
    };

    private static Command DescribeClassical(Surroundings surroundings)
    {
        var data = new Option<string>("--data") { HelpName = "mode", Description = "Which images: real (unless told otherwise) or embedded, simulated ones.", DefaultValueFactory = _ => Real };
        var quick = new Option<bool>("--quick") { Description = "A search of seconds; its pipelines are poor." };
        var output = new Option<string?>("--out") { HelpName = "folder", Description = "Where the tables are written; data-manifests/measured for real images without --quick, else output/measured." };
        var command = new Command("classical", "The best classical pipeline of each set of fluorescent nuclei: chosen on train, measured on test, beside the networks that ship (about 20 minutes on 2 cores).") { data, quick, output };
        command.SetAction((parsed, cancellation) => Task.Run(
            () => Classical(surroundings, Mode(parsed.GetValue(data)!), parsed.GetValue(quick), parsed.GetValue(output), cancellation), cancellation));
        return command;
    }

    private static string Mode(string typed) => typed is Real or "embedded" ? typed
        : throw new UsageException($"--data was given '{typed}'. Expected real or embedded: figures to compare with must not depend on what is at hand.");

    private static int Classical(Surroundings surroundings, string data, bool quick, string? output, CancellationToken cancellation)
    {
        var place = surroundings.Place;
        var folder = Path.GetFullPath(output ?? (quick || data != Real ? Path.Combine(place.DefaultOutput, "measured") : place.Measured));
        var yardstick = new ClassicalYardstick(quick ? PipelineSearchOptions.Quick : new PipelineSearchOptions());
        var found = new List<SetYardstick>();
        foreach (var set in ClassicalYardstick.Sets)
        {
            surroundings.Screen.Show(() => found.Add(yardstick.Measure(set, data)), cancellation);
            Report(surroundings.Screen, found[^1]);
        }
        YardstickFiles.Write(folder, found);
        surroundings.Screen.Line(
            "Published for comparison, on other images (stage 2 of the 2018 Data Science Bowl, all kinds of nuclei), so not one to one: hand-tuned CellProfiler accuracy 0.528, F1 0.628; "
            + "the top three 0.632, 0.615 and 0.614 (Caicedo et al. 2019), both over IoU 0.5 to 0.95.", Tone.Quiet);
        surroundings.Screen.Line($"Tables written to {place.Shorten(folder)}.", Tone.Good);
        return ExitCode.Success;
    }

    private static void Report(Screen screen, SetYardstick found)
    {
        var (chosen, choice) = (found.Chosen, found.Chosen.Choice);
        screen.Line(string.Create(CultureInfo.InvariantCulture,
            $"{chosen.Set}: {DatasetManifest.Of(chosen.Set).Title} ({chosen.Data} images)"), Tone.Good);
        screen.Line($"  chosen of {choice.Tried} pipelines on {choice.Images} images of {choice.Photographs} fields: {choice.Pipeline}");
        screen.Line(string.Create(CultureInfo.InvariantCulture,
            $"  accuracy over IoU 0.5 to 0.95: {choice.TrainScore:0.000} where it was chosen, {choice.CrossValidated:0.000} cross-validated ({choice.Folds} folds), {chosen.TestScore:0.000} on test; gap {chosen.Gap:+0.000;-0.000}"));
        screen.Line($"  {"",-42}{string.Join("", MethodScores.Measures.Select(measure => $"  {measure,-24}"))}");
        foreach (var method in found.Figures.GroupBy(figure => figure.Method, StringComparer.Ordinal))
            screen.Line($"  {method.Key,-42}{string.Join("", method.Select(figure => $"  {Describe(figure),-24}"))}  {Verdict(method.First())}");
        foreach (var failure in found.Failures)
            screen.Line($"  fails on {failure}", Tone.Quiet);
    }

    private static string Describe(MeasuredFigure figure) => string.Create(CultureInfo.InvariantCulture,
        $"{figure.Estimate:0.000} {(double.IsNaN(figure.Low) ? "(too few fields)" : $"({figure.Low:0.000} to {figure.High:0.000})")}");

    private static string Verdict(MeasuredFigure first) => first.Verdict.Length == 0 ? $"{first.Fields} fields, {first.Images} images"
        : string.Create(CultureInfo.InvariantCulture, $"by the first measure: p {first.P:0.000}, margin ±{MethodScores.Margin}: {first.Verdict}");
}
