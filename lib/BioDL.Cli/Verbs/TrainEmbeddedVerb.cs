using System.CommandLine;
using BioDL.Cli.Embedded;

namespace BioDL.Cli.Verbs;

/// <summary><c>biodl train-embedded</c>: trains the models that ship with the course, anew and reproducibly.</summary>
internal static class TrainEmbeddedVerb
{
    public static Command Describe(Surroundings surroundings)
    {
        var model = new Option<string?>("--model") { HelpName = "name", Description = $"Only one of them: {string.Join(" or ", EmbeddedRecipe.Shipped.Select(recipe => recipe.Id))}." };
        var quick = new Option<bool>("--quick") { Description = "A trial of seconds on a few simulated images; its models are of no use." };
        var output = new Option<string?>("--out") { HelpName = "folder", Description = "Where the models' folders are written; data-manifests/embedded without this, and with --quick output/embedded." };
        var command = new Command("train-embedded", "Train the models that ship with the course (about 20 minutes on 2 cores, from the real images).") { model, quick, output };
        command.SetAction((parsed, cancellation) => Task.Run(
            () => Invoke(surroundings, Chosen(parsed.GetValue(model)), parsed.GetValue(quick), parsed.GetValue(output), cancellation), cancellation));
        return command;
    }

    private static EmbeddedRecipe[] Chosen(string? name) => name is null ? [.. EmbeddedRecipe.Shipped]
        : EmbeddedRecipe.Shipped.Where(recipe => recipe.Id == name).ToArray() is { Length: > 0 } found ? found
        : throw new UsageException($"'{name}' is none of the models that ship: {string.Join(", ", EmbeddedRecipe.Shipped.Select(recipe => recipe.Id))}.");

    private static int Invoke(Surroundings surroundings, EmbeddedRecipe[] recipes, bool quick, string? output, CancellationToken cancellation)
    {
        var folder = Path.GetFullPath(output ?? (quick ? Path.Combine(surroundings.Place.DefaultOutput, "embedded") : surroundings.Place.EmbeddedModels));
        var run = new EmbeddedRun(surroundings.Screen, folder);
        foreach (var recipe in recipes)
        {
            IReadOnlyList<Figure> figures = [];
            surroundings.Screen.Show(() => figures = run.Make(quick ? recipe.Quick() : recipe), cancellation);
            foreach (var figure in figures)
                surroundings.Screen.Line(figure.ToString());
        }
        return ExitCode.Success;
    }
}
