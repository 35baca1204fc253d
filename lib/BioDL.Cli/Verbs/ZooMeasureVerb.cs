using System.CommandLine;
using BioDL.Cli.Pretrained;
using BioDL.Hosting;

namespace BioDL.Cli.Verbs;

/// <summary><c>biodl zoo measure</c>: what a model's foreground is worth on several kinds of images, by a stated protocol.</summary>
internal static class ZooMeasureVerb
{
    public static Command Describe(Surroundings surroundings)
    {
        var (model, format) = (ModelNames.Argument(), ModelNames.Format());
        var output = new Option<string?>("--out") { HelpName = "file.csv", Description = "Also write the table to a file; it is replaced." };
        var command = new Command("measure", "Measure a model's foreground on the real images of the course, kind by kind, beside Otsu.") { model, format, output };
        model.Validators.Add(result => FrontDoor.RefuseUnknownOptions(result, command));
        command.SetAction((parsed, cancellation) => Task.Run(
            () => Measure(surroundings.Screen, parsed.GetValue(model)!, parsed.GetValue(format), parsed.GetValue(output), cancellation), cancellation));
        return command;
    }

    private static int Measure(Screen screen, string name, string? format, string? output, CancellationToken cancellation)
    {
        ForegroundProtocol? protocol = null;
        screen.Show(() => protocol = new ForegroundProtocol(ModelNames.Open(name, format)), cancellation);
        foreach (var line in Wrapping.Lines("", ForegroundProtocol.Words))
            screen.Line(line, Tone.Quiet);
        var figures = new List<ForegroundFigure>();
        foreach (var kind in ForegroundKind.All)
        {
            IReadOnlyList<ForegroundFigure> rows = [];
            screen.Show(() => rows = ModelNames.Plainly(() => protocol!.Measure(kind)), cancellation);
            figures.AddRange(rows);
            screen.Line();
            screen.Line($"{kind.Name} ({kind.Set}, {rows[0].Images} images of {rows[0].Value.Fields} field{(rows[0].Value.Fields == 1 ? "" : "s")}{(rows[0].Value.Fields is > 1 and < 6 ? "; few, so the interval says too little" : "")})");
            foreach (var row in rows)
                screen.Line(row.ToString());
        }
        if (output is not null)
        {
            WholeFile.Write(Path.GetFullPath(output), ForegroundFigure.ToCsv(figures));
            screen.Line($"\nWrote {output}.", Tone.Good);
        }
        return ExitCode.Success;
    }
}
