using BioDL.Cli;
using BioDL.Cli.Benchmarks;
using BioDL.Cli.Building;
using BioDL.Cli.Processes;
using BioDL.Cli.Verbs;

var screen = Screen.OfProcess();
var logs = Path.Combine(Path.GetTempPath(), "biodl-logs");
using var interruption = new Interruption();
try
{
    var place = Workplace.Find(Environment.GetEnvironmentVariable(Workplace.RootVariable), AppContext.BaseDirectory);
    logs = place.Logs;
    Workplace.NamePlacesInFull();
    Descendants.Adopt();
    if (args is ["install-build", var artifacts])
    {
        await Setup.For(place, screen).InstallAsync(artifacts, interruption.Token).ConfigureAwait(false);
        await new NpmParts(place.Environment, place.State).EnsureAsync(screen.Notice, interruption.Token).ConfigureAwait(false);
        return ExitCode.Success;
    }

    if (args is [ZooPrediction.Verb, var who])
        return ZooPrediction.Measure(who);
    if (args is [FirstPrediction.Verb, var engine, var model, var threads])
        return FirstPrediction.Measure(engine, model, threads);

    var store = new BuildStore(place.State);
    var running = Path.GetFileName(Path.GetDirectoryName(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar)))!;
    if (Environment.GetEnvironmentVariable(Handover.Variable) != "1")
    {
        var wanted = await Setup.For(place, screen).EnsureAsync(interruption.Token).ConfigureAwait(false);
        if (wanted != running)
        {
            var program = Path.Combine(store.FolderOf(wanted), "cli", "BioDL.Cli.dll");
            return await Handover.ToAsync(program, args, place, interruption.Token).ConfigureAwait(false);
        }
    }

    using var use = store.Use(running);
    if (args is ["--version"])
        return VersionVerb.Print(place, screen);
    return await FrontDoor.InvokeAsync(args, new Surroundings(place, screen, store.FolderOf(running)), interruption.Token).ConfigureAwait(false);
}
catch (Exception error)
{
    return Failure.Report(error, logs, screen, interruption.Token.IsCancellationRequested);
}
