using System.Buffers;
using System.CommandLine;
using System.Diagnostics;
using BioDL.Cli.Building;
using BioDL.Cli.Processes;
using BioDL.Cli.Running;
using BioDL.Cli.Testing;

namespace BioDL.Cli.Verbs;

/// <summary><c>biodl test</c>: builds and runs all tests. The last line is always <c>N passed, N failed, N skipped</c>.</summary>
internal sealed class TestVerb(Surroundings surroundings)
{
    private const int MostAtOnce = 2;
    private static readonly SearchValues<char> Operators = SearchValues.Create("=~!&|()");

    private readonly Option<bool> isLong = new("--long") { Description = "Also the tests that take long (marked with the trait Tier=long)." };

    private readonly Option<string?> filter = new("--filter")
    {
        HelpName = "text",
        Description = "Only tests whose full name contains this text; or an expression as 'dotnet test --filter' takes it.",
    };

    private readonly Lock gate = new();
    private readonly TestTally tally = new();

    private Screen Screen => surroundings.Screen;

    public static Command Describe(Surroundings surroundings)
    {
        var verb = new TestVerb(surroundings);
        var command = new Command("test", "Build and run all tests.") { verb.isLong, verb.filter };
        command.SetAction(verb.InvokeAsync);
        return command;
    }

    internal static string? FilterFor(string? typed, bool isLong)
    {
        var wanted = string.IsNullOrWhiteSpace(typed) ? null
            : typed.AsSpan().ContainsAny(Operators) ? $"({typed})"
            : $"(FullyQualifiedName~{typed})";
        return isLong ? wanted : wanted is null ? "Tier!=long" : $"{wanted}&Tier!=long";
    }

    private async Task<int> InvokeAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var clock = Stopwatch.StartNew();
        if (await new OnnxRuntimePart(surroundings.Place).EnsureAsync(Screen.Notice, cancellation).ConfigureAwait(false) is { } reason)
            Screen.Notice($"Note: ONNX Runtime is missing, so tests that compare with it are skipped: {reason}. The next start tries again.");
        if (!await TryBuildAsync(cancellation).ConfigureAwait(false))
            return End();
        await new NpmParts(surroundings.Place.Environment, surroundings.Place.State).EnsureAsync(Screen.Notice, cancellation).ConfigureAwait(false);
        Screen.Line($"Built in {Readable.Seconds(clock.Elapsed.TotalSeconds)}. Testing …");
        var results = Directory.CreateTempSubdirectory("biodl-tests-").FullName;
        try
        {
            var limits = new ParallelOptions
            {
                MaxDegreeOfParallelism = Math.Clamp(Environment.ProcessorCount, 1, MostAtOnce),
                CancellationToken = cancellation,
            };
            await Parallel.ForEachAsync(TestProject.All(surroundings.Place), limits,
                async (project, token) => await RunAsync(project, parsed, results, token).ConfigureAwait(false)).ConfigureAwait(false);
        }
        finally
        {
            Descendants.KillAll();
            Directory.Delete(results, recursive: true);
        }

        Screen.Line($"Took {Readable.Seconds(clock.Elapsed.TotalSeconds)}.");
        return End();
    }

    private async Task<bool> TryBuildAsync(CancellationToken cancellation)
    {
        Screen.Line("Building the tests …");
        try
        {
            using var mine = await BuildLock.TakeAsync(surroundings.Place.State, Screen.Notice, cancellation).ConfigureAwait(false);
            await new Builder(surroundings.Place).BuildAsync(Workplace.SolutionName, cancellation).ConfigureAwait(false);
            return true;
        }
        catch (ProblemException problem)
        {
            Screen.Line(problem.Message, Tone.Bad);
            return false;
        }
    }

    private async Task RunAsync(TestProject project, ParseResult parsed, string results, CancellationToken cancellation)
    {
        var clock = Stopwatch.StartNew();
        var all = parsed.GetValue(isLong);
        var file = await project.RunAsync(
            FilterFor(parsed.GetValue(filter), all), all, Path.Combine(results, project.Name), cancellation).ConfigureAwait(false);
        lock (gate)
        {
            tally.Add(file);
            Show(project.Name, file, clock.Elapsed);
        }
    }

    private void Show(string project, TestFile file, TimeSpan time)
    {
        var own = new TestTally();
        own.Add(file);
        var outcome = file.Results.Count == 0 && file.Crash is null ? "no tests" : own.ToString();
        Screen.Line($"{project}: {outcome}, {Readable.Seconds(time.TotalSeconds)}", own.Failed > 0 ? Tone.Bad : Tone.Plain);
        foreach (var result in file.Results.Where(result => result.Outcome == TestOutcome.Failed))
            Explain($"  FAILED  {result.Name}", result.Message);
        foreach (var result in file.Results.Where(result => result.Outcome == TestOutcome.Skipped))
            Explain($"  skipped {result.Name}", result.Message.Length > 0 ? result.Message : "(no reason given)");
        if (file.Crash is { } crash)
            Explain($"  CRASHED {project}: not all of its tests ran", crash);
    }

    private void Explain(string headline, string message)
    {
        Screen.Line(headline);
        foreach (var line in message.Split('\n', StringSplitOptions.RemoveEmptyEntries))
            Screen.Line("          " + line.TrimEnd());
    }

    private int End()
    {
        if (tally is { Passed: 0, Failed: 0 })
            Screen.Line("No test ran, which counts as a failure. With --filter, check the text; otherwise see the messages above.", Tone.Bad);
        Screen.Line(tally.ToString());
        return tally.Succeeded ? ExitCode.Success : ExitCode.Failure;
    }
}
