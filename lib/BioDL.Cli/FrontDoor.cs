using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Parsing;
using BioDL.Cli.Verbs;
using BioDL.Hosting;

namespace BioDL.Cli;

/// <summary>Reads the command line and calls the verb that it names.</summary>
internal static class FrontDoor
{
    private static readonly ParserConfiguration Parsing = new() { EnablePosixBundling = false, ResponseFileTokenReplacer = null };

    public static async Task<int> InvokeAsync(IReadOnlyList<string> arguments, Surroundings surroundings, CancellationToken cancellation)
    {
        var root = Describe(surroundings);
        if (arguments.Count == 0)
            arguments = ["--help"];
        if (!arguments[0].StartsWith('-') && root.Subcommands.All(verb => verb.Name != arguments[0]))
            throw new UsageException(UnknownVerb(arguments[0], [.. root.Subcommands.Select(verb => verb.Name)]));
        var parsed = root.Parse(arguments, Parsing);
        if (parsed.Errors.Count > 0 && parsed.Action is not HelpAction)
            throw new UsageException(Explain(parsed));
        var invocation = new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null };
        return await parsed.InvokeAsync(invocation, cancellation).ConfigureAwait(false);
    }

    internal static string UnknownVerb(string typed, IReadOnlyList<string> verbs)
    {
        var nearest = Spelling.Nearest(typed, verbs) is { } verb ? $" Did you mean 'biodl {verb}'?" : "";
        return $"'{typed}' is not something that biodl can do.{nearest} It can: {string.Join(", ", verbs)}. 'biodl --help' explains them.";
    }

    /// <summary>A misspelt option would otherwise pass as a value of the verb's argument.</summary>
    internal static void RefuseUnknownOptions(ArgumentResult result, Command command)
    {
        foreach (var token in result.Tokens.Where(token => token.Value.StartsWith('-')))
            result.AddError($"'{token.Value}' is not an option of '{CallOf(command)}'.{NearestOption(token.Value, command)}");
    }

    private static Command Describe(Surroundings surroundings)
    {
        var version = new Option<bool>("--version") { Description = "Show the version of BioDL and of .NET." };
        var root = new Command("biodl", "BioDL: deep learning on microscope images, used soundly. Notebooks in C#.")
        {
            new HelpOption(), version, RunVerb.Describe(surroundings), OpenVerb.Describe(surroundings), TestVerb.Describe(surroundings), DoctorVerb.Describe(surroundings),
            FetchVerb.Describe(surroundings), MirrorVerb.Describe(surroundings), ImportVerb.Describe(surroundings), ZooVerb.Describe(surroundings),
            GalleryVerb.Describe(surroundings), BenchVerb.Describe(surroundings), KernelVerb.Describe(surroundings), TrainEmbeddedVerb.Describe(surroundings),
            MeasureVerb.Describe(surroundings),
        };
        root.SetAction(parsed => parsed.GetValue(version)
            ? VersionVerb.Print(surroundings.Place, surroundings.Screen)
            : throw new UsageException("Say what to do: biodl run, biodl test or biodl doctor. 'biodl --help' explains them."));
        return root;
    }

    private static string Explain(ParseResult parsed)
    {
        var command = parsed.CommandResult.Command;
        var call = CallOf(command);
        if (command.Subcommands.Count > 0 && command.Parents.Any() && (parsed.UnmatchedTokens.Count == 0 || !parsed.UnmatchedTokens[0].StartsWith('-')))
            return UnknownPart(parsed.UnmatchedTokens.Count > 0 ? parsed.UnmatchedTokens[0] : null, call, [.. command.Subcommands.Select(part => part.Name)]);
        var unknown = parsed.UnmatchedTokens.FirstOrDefault(token => token.StartsWith('-'));
        var messages = string.Join('\n', parsed.Errors.Select(error => error.Message));
        var hint = unknown is null ? "" : NearestOption(unknown, command);
        return $"{messages}{hint}\n'{call} --help' shows what it accepts.";
    }

    private static string UnknownPart(string? typed, string call, IReadOnlyList<string> parts)
    {
        if (typed is null)
            return $"Say what to do: {string.Join(", ", parts.Select(part => $"{call} {part}"))}. '{call} --help' explains them.";
        var nearest = Spelling.Nearest(typed, parts) is { } part ? $" Did you mean '{call} {part}'?" : "";
        return $"'{typed}' is not something that '{call}' can do.{nearest} It can: {string.Join(", ", parts)}. '{call} --help' explains them.";
    }

    private static string CallOf(Command command) =>
        command.Parents.OfType<Command>().FirstOrDefault() is { } parent ? $"{CallOf(parent)} {command.Name}" : command.Name;

    private static string NearestOption(string typed, Command command)
    {
        var options = command.Options.SelectMany(option => option.Aliases.Append(option.Name)).Append("--help").ToList();
        return Spelling.Nearest(typed, options) is { } nearest ? $" Did you mean {nearest}?" : "";
    }
}
