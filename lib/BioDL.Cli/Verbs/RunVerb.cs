using System.CommandLine;
using BioDL.Cli.Building;
using BioDL.Cli.Processes;
using BioDL.Cli.Running;
using BioDL.Hosting;
using BioDL.Notebooks.Files;
using BioDL.Notebooks.Runner;

namespace BioDL.Cli.Verbs;

/// <summary><c>biodl run</c>: executes notebooks and writes pages.</summary>
internal sealed class RunVerb(Surroundings surroundings)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly Argument<string[]> names = new("notebook")
    {
        Description = "Names, leading numbers (01) or paths of notebooks; the whole curriculum when left out.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly Option<string[]> parameters = Option<string[]>("--parameter", "name=value", "Sets a parameter of the notebooks; may be repeated.", "-p");
    private readonly Option<string?> file = Option<string?>("--parameters", "file.yaml", "Sets parameters from a file of 'name: value' lines; -p wins over it.");
    private readonly Option<string?> jobs = Option<string?>("--jobs", "N", "How many notebooks run at the same time (1).");
    private readonly Option<string?> output = Option<string?>("--output", "folder", "Where executed notebooks and pages go (output, in the course's folder).");
    private readonly Option<string?> timeout = Option<string?>("--timeout", "seconds", "How long one cell may take (300).");
    private readonly Option<string?> notebookTimeout = Option<string?>("--notebook-timeout", "seconds", "How long one notebook may take (1800).");
    private readonly Option<string?> memory = Option<string?>("--memory", "size", "How much memory one notebook may take (2GB).");
    private readonly Option<bool> list = new("--list") { Description = "Only list the notebooks." };

    private Workplace Place => surroundings.Place;

    public static Command Describe(Surroundings surroundings)
    {
        var verb = new RunVerb(surroundings);
        var command = new Command("run", "Execute notebooks and write them as pages.")
        {
            verb.names, verb.parameters, verb.file, verb.jobs, verb.output, verb.timeout, verb.notebookTimeout, verb.memory, verb.list,
        };
        verb.names.Validators.Add(result => FrontDoor.RefuseUnknownOptions(result, command));
        command.SetAction(verb.InvokeAsync);
        return command;
    }

    private static Option<T> Option<T>(string name, string value, string description, params string[] aliases) =>
        new(name, aliases) { HelpName = value, Description = description };

    private async Task<int> InvokeAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var notebooks = new NotebookNames(Place.Notebooks, Environment.CurrentDirectory);
        var chosen = notebooks.Resolve(parsed.GetValue(names) ?? []);
        if (parsed.GetValue(list))
            return List(notebooks, chosen);
        var options = Read(parsed, chosen);
        RequireWritable(options.OutputFolder);
        var parts = new NpmParts(Place.Environment, Place.State);
        await parts.EnsureAsync(surroundings.Screen.Notice, cancellation).ConfigureAwait(false);
        await using var stopping = cancellation.Register(
            () => surroundings.Screen.Notice("Stopping, which may take some seconds; press Ctrl-C once more to end at once.")).ConfigureAwait(false);
        var report = await ExecuteAsync(options with { PlotlyScript = parts.PlotlyScript }, cancellation).ConfigureAwait(false);
        Descendants.KillAll();
        RunSummary.Write(report, options.OutputFolder, surroundings.Screen);
        cancellation.ThrowIfCancellationRequested();
        return report.Succeeded ? ExitCode.Success : ExitCode.Failure;
    }

    private RunOptions Read(ParseResult parsed, IReadOnlyList<string> chosen)
    {
        var defaults = new RunOptions
        {
            Notebooks = chosen,
            OutputFolder = parsed.GetValue(output) is { } folder ? Path.GetFullPath(folder) : Place.DefaultOutput,
            Worker = surroundings.Worker,
            SearchPath = [surroundings.Library],
            Environment = new Dictionary<string, string> { [Workplace.RootVariable] = Place.Root },
            Parameters = RunArguments.Merge(
                parsed.GetValue(file) is { } path ? ParameterFile.Read(path) : [], parsed.GetValue(parameters) ?? []),
        };
        return defaults with
        {
            Jobs = parsed.GetValue(jobs) is { } typed ? RunArguments.ReadJobs(typed) : defaults.Jobs,
            CellTimeout = parsed.GetValue(timeout) is { } cell ? RunArguments.ReadSeconds("--timeout", cell) : defaults.CellTimeout,
            NotebookTimeout = parsed.GetValue(notebookTimeout) is { } whole
                ? RunArguments.ReadSeconds("--notebook-timeout", whole) : defaults.NotebookTimeout,
            MemoryLimit = parsed.GetValue(memory) is { } size ? RunArguments.ReadMemory(size) : defaults.MemoryLimit,
        };
    }

    /// <summary>Said before any notebook starts, not after its first cell.</summary>
    private static void RequireWritable(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
            var probe = Path.Combine(folder, $".biodl-{Guid.NewGuid():N}");
            WholeFile.Write(probe, "");
            File.Delete(probe);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new ProblemException($"The output folder {folder} cannot be written: {fault.Message}\nChoose another one with --output.");
        }
    }

    private async Task<RunReport> ExecuteAsync(RunOptions options, CancellationToken cancellation)
    {
        if (surroundings.Screen.IsTerminal)
            return await LiveObserver.ShowAsync(observer => new NotebookRunner(options, observer).RunAsync(cancellation)).ConfigureAwait(false);
        using var plain = new PlainObserver(surroundings.Screen, Patience);
        return await new NotebookRunner(options, plain).RunAsync(cancellation).ConfigureAwait(false);
    }

    private int List(NotebookNames notebooks, IReadOnlyList<string> chosen)
    {
        var widest = chosen.Max(path => notebooks.Shorten(path).Length);
        foreach (var path in chosen)
            surroundings.Screen.Line($"{notebooks.Shorten(path).PadRight(widest)}  {TitleOf(path)}".TrimEnd());
        return ExitCode.Success;
    }

    private static string TitleOf(string path)
    {
        try
        {
            return NotebookFile.Read(path).Title;
        }
        catch (NotebookFormatException)
        {
            return "(not a readable notebook)";
        }
    }
}
