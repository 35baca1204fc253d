using System.CommandLine;
using System.ComponentModel;
using System.Diagnostics;
using BioDL.Cli.Jupyter;
using BioDL.Cli.Processes;
using BioDL.Cli.Running;

namespace BioDL.Cli.Verbs;

/// <summary><c>biodl open</c>: the trainee's own copies of the notebooks in Jupyter, with our kernel.</summary>
internal sealed class OpenVerb(Surroundings surroundings)
{
    private readonly Argument<string?> name = new("notebook")
    {
        Description = "Name, leading number (01) or path of the notebook to show first.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<bool> fresh = new("--fresh") { Description = "Begin anew: your copy is kept beside the new one, under another name." };
    private readonly Option<bool> noBrowser = new("--no-browser") { Description = "Only print the address." };
    private readonly Option<string?> folder = new("--folder") { HelpName = "folder", Description = "Where your copies lie (my-notebooks, in the course's folder)." };

    private Screen Screen => surroundings.Screen;

    private Workplace Place => surroundings.Place;

    public static Command Describe(Surroundings surroundings)
    {
        var verb = new OpenVerb(surroundings);
        var command = new Command("open", "Work through notebooks in Jupyter, on copies of your own.") { verb.name, verb.fresh, verb.noBrowser, verb.folder };
        verb.name.Validators.Add(result => FrontDoor.RefuseUnknownOptions(result, command));
        command.SetAction(verb.InvokeAsync);
        return command;
    }

    private async Task<int> InvokeAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var program = JupyterProgram.Find(JupyterProgram.Folders()) ?? throw new ProblemException(JupyterProgram.HowToGetOne());
        var chosen = parsed.GetValue(name) is { } typed ? new NotebookNames(Place.Notebooks, Environment.CurrentDirectory).Resolve([typed]) : [];
        if (chosen.Count > 1)
            throw new UsageException($"'{parsed.GetValue(name)}' is a folder of {chosen.Count} notebooks. Name one, or none to see them all.");
        var working = Path.GetFullPath(parsed.GetValue(folder) ?? Path.Combine(Place.Root, "my-notebooks"));
        var first = Prepare(working, chosen.Count == 1 ? chosen[0] : null, parsed.GetValue(fresh));
        var environment = new Dictionary<string, string> { [Workplace.RootVariable] = Place.Root, ["BIODL_OUTPUT"] = Path.Combine(working, "results") };
        await using var server = await JupyterServer.StartAsync(
            program, working, [DotNet.Program, .. KernelVerb.WorkerCall(surroundings, "{connection_file}")], environment,
            Path.Combine(Place.Logs, "jupyter.log"), cancellation).ConfigureAwait(false);
        var address = AddressOf(server, program, first is null ? null : Path.GetRelativePath(working, first));
        Screen.Line($"{program.Name} shows {Place.Shorten(working)}. Open this address in a browser of this machine (it works until Ctrl-C here):", Tone.Good);
        Screen.Line($"  {address}");
        if (!parsed.GetValue(noBrowser))
            OpenBrowser(address);
        await server.UntilAsync(cancellation).ConfigureAwait(false);
        Screen.Line("Jupyter has ended. Your notebooks are kept; './biodl open' goes on with them.");
        return ExitCode.Success;
    }

    /// <returns>The copy to show first.</returns>
    private string? Prepare(string working, string? chosen, bool renew)
    {
        try
        {
            Directory.CreateDirectory(working);
            var copies = new WorkingCopies(Place.Notebooks, working);
            var added = copies.Add();
            if (added > 0)
                Screen.Line($"Copied {added} notebook{(added == 1 ? "" : "s")} into {Place.Shorten(working)}: they are yours to change.");
            var ofCourse = chosen is not null && chosen.StartsWith(Place.Notebooks + Path.DirectorySeparatorChar, StringComparison.Ordinal);
            if (chosen is not null && !ofCourse)
                return BringIn(chosen, working);
            if (renew)
                Renew(copies, chosen);
            return chosen is null ? null : copies.TargetOf(chosen);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new ProblemException($"The folder for your copies, {working}, cannot be written: {fault.Message}\nChoose another one with --folder.", fault);
        }
    }

    private void Renew(WorkingCopies copies, string? chosen)
    {
        foreach (var notebook in chosen is null ? new NotebookNames(Place.Notebooks, Environment.CurrentDirectory).All() : [chosen])
        {
            if (copies.Renew(notebook, TimeProvider.System) is { } kept)
                Screen.Line($"{Path.GetFileName(notebook)} is new; your earlier one is {Place.Shorten(kept)}.");
        }
    }

    /// <summary>A notebook of the trainee's own: as it is when it lies in the working folder, else a copy.</summary>
    private static string BringIn(string notebook, string working)
    {
        if (notebook.StartsWith(working + Path.DirectorySeparatorChar, StringComparison.Ordinal))
            return notebook;
        var copy = Path.Combine(working, Path.GetFileName(notebook));
        if (!File.Exists(copy))
            File.Copy(notebook, copy);
        return copy;
    }

    private static Uri AddressOf(JupyterServer server, JupyterProgram program, string? notebook)
    {
        var path = notebook is null ? (program.IsLab ? "lab" : "tree") : (program.IsLab ? "lab/tree/" : "notebooks/") + Escaped(notebook);
        return new Uri(server.Address, $"{path}?token={server.Token}");
    }

    private static string Escaped(string path) => string.Join('/', path.Split(Path.DirectorySeparatorChar).Select(Uri.EscapeDataString));

    private void OpenBrowser(Uri address)
    {
        try
        {
            var start = OperatingSystem.IsWindows() ? new ProcessStartInfo(address.AbsoluteUri) { UseShellExecute = true }
                : new ProcessStartInfo(OperatingSystem.IsMacOS() ? "open" : "xdg-open", [address.AbsoluteUri]) { RedirectStandardOutput = true, RedirectStandardError = true };
            Process.Start(start)?.Dispose();
        }
        catch (Win32Exception)
        {
            Screen.Line("No browser could be started from here; copy the address into one.", Tone.Quiet);
        }
    }
}
