using System.Collections;
using BioDL.Cli.Building;
using BioDL.Cli.Processes;

namespace BioDL.Cli.Testing;

/// <summary>One test project: runs its tests in processes of their own.</summary>
internal sealed class TestProject(Workplace place, string name)
{
    private static readonly TimeSpan LongestTest = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan LongestLongTest = TimeSpan.FromHours(1);

    public string Name => name;

    private string Assembly => Path.Combine(place.Artifacts, "bin", name, "release", name + ".dll");

    /// <summary>Every project below the folder of tests, in order of name.</summary>
    public static IReadOnlyList<TestProject> All(Workplace place) => !Directory.Exists(place.Tests) ? [] :
    [
        .. Directory.EnumerateFiles(place.Tests, "*.csproj", SearchOption.AllDirectories)
            .Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal)
            .Select(name => new TestProject(place, name)),
    ];

    /// <summary>Runs the project's tests; nothing is kept but what is returned.</summary>
    /// <param name="filter">Which tests, in the notation of <c>dotnet test --filter</c>; all when null.</param>
    /// <param name="isLong">Whether a single test may take very long.</param>
    /// <param name="results">A folder of its own for the results.</param>
    /// <param name="cancellation">Ends the tests' processes.</param>
    public async Task<TestFile> RunAsync(string? filter, bool isLong, string results, CancellationToken cancellation)
    {
        var patience = isLong ? LongestLongTest : LongestTest;
        List<string> arguments =
        [
            "test", Assembly, "--nologo", "--results-directory", results, "--logger", "trx;LogFileName=results.trx",
            "--blame-hang-timeout", FormattableString.Invariant($"{patience.TotalSeconds:0}s"), "--blame-hang-dump-type", "none",
        ];
        if (filter is not null)
            arguments.AddRange(["--filter", filter]);
        var lines = new List<string>();
        var code = await Child.RunAsync(
            new ChildOptions { Program = DotNet.Program, Arguments = arguments, Folder = place.Root, Environment = ChildEnvironment() },
            lines.Add, cancellation).ConfigureAwait(false);
        return Judge(Path.Combine(results, "results.trx"), code, lines);
    }

    internal static TestFile Judge(string trx, int? code, IReadOnlyList<string> said)
    {
        if (File.Exists(trx))
        {
            var file = TestFile.Read(trx);
            var explained = file.Results.Any(result => result.Outcome == TestOutcome.Failed);
            if (file.Crash is not null)
                return file with { Crash = file.Crash + RunningAtTheCrash(said) };
            return code == 0 || explained ? file : file with { Crash = $"its process ended with code {code}{LastWords(said)}" };
        }

        return code == 0 ? new TestFile([], null) : new TestFile([], $"its tests could not be run (code {code}){LastWords(said)}");
    }

    // The test platform says so in a paragraph of its own, one test a line.
    private static string RunningAtTheCrash(IReadOnlyList<string> said)
    {
        var tests = said.SkipWhile(line => !line.Contains("running when the crash occurred", StringComparison.Ordinal)).Skip(1)
            .TakeWhile(line => line.Trim().Length > 0).Select(line => line.Trim()).ToList();
        return tests.Count == 0 ? "" : $"\nRunning at that time: {string.Join(", ", tests)}";
    }

    private static string LastWords(IReadOnlyList<string> said) =>
        string.Concat(said.Where(line => line.Trim().Length > 0).TakeLast(6).Select(line => "\n" + line.Trim()));

    // Tests see none of our own settings but where the course, the data and the chart script lie, so that they run the same everywhere.
    private Dictionary<string, string?> ChildEnvironment()
    {
        var variables = new Dictionary<string, string?>(DotNet.Environment);
        foreach (DictionaryEntry entry in System.Environment.GetEnvironmentVariables())
        {
            if (((string)entry.Key).StartsWith("BIODL_", StringComparison.Ordinal) && (string)entry.Key != "BIODL_MIRROR")
                variables[(string)entry.Key] = null;
        }

        variables[Workplace.RootVariable] = place.Root;
        variables["BIODL_PLOTLY"] = new NpmParts(place.Environment, place.State).PlotlyScript;
        return variables;
    }
}
