using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using BioDL.Cli.Benchmarks;
using BioDL.Cli.Benchmarks.Classical;

namespace BioDL.Cli.Verbs;

/// <summary><c>biodl bench NAME</c>: measures us against a peer, and writes one row per figure.</summary>
internal static class BenchVerb
{
    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase, WriteIndented = true };

    /// <summary>The benchmarks by name; a new one is added here.</summary>
    private static readonly Dictionary<string, Func<Surroundings, int, CancellationToken, Task<IReadOnlyList<BenchmarkRow>>>> Benchmarks = new()
    {
        ["images"] = ImageReading.MeasureAsync,
        ["kernel"] = KernelStart.MeasureAsync,
        ["inference"] = Inference.MeasureAsync,
        ["training"] = TrainingSteps.MeasureAsync,
        ["classical"] = ClassicalMethods.MeasureAsync,
        ["classical-growth"] = ClassicalMethods.MeasureGrowthAsync,
        ["zoo"] = ZooPrediction.MeasureAsync,
    };

    public static Command Describe(Surroundings surroundings)
    {
        var name = new Argument<string>("name") { HelpName = "name", Description = $"What to measure: {string.Join(", ", Benchmarks.Keys)}." };
        var json = new Option<bool>("--json") { Description = "Write the rows as JSON." };
        var repetitions = new Option<int>("--repetitions") { HelpName = "number", DefaultValueFactory = _ => 21, Description = "How often each is measured; the median counts." };
        var command = new Command("bench", "Measure BioDL against other programs.") { name, json, repetitions };
        name.Validators.Add(result => FrontDoor.RefuseUnknownOptions(result, command));
        command.SetAction(async (parsed, cancellation) =>
        {
            if (!Benchmarks.TryGetValue(parsed.GetValue(name)!, out var measure))
                throw new UsageException($"'{parsed.GetValue(name)}' is no benchmark. There are: {string.Join(", ", Benchmarks.Keys)}.");
            var times = parsed.GetValue(repetitions) is > 0 and var number ? number : throw new UsageException("--repetitions takes a number above 0.");
            Show(await measure(surroundings, times, cancellation).ConfigureAwait(false), parsed.GetValue(json), surroundings.Screen);
            return ExitCode.Success;
        });
        return command;
    }

    internal static void Show(IReadOnlyList<BenchmarkRow> rows, bool asJson, Screen screen)
    {
        if (asJson)
        {
            screen.Line(JsonSerializer.Serialize(rows, Json));
            return;
        }
        var wide = rows.Max(row => row.Name.Length);
        var areAlike = rows.All(row => (row.Threads, row.SimdPath) == (rows[0].Threads, rows[0].SimdPath));
        foreach (var row in rows)
            screen.Line(string.Create(CultureInfo.InvariantCulture,
                $"{row.Name.PadRight(wide)}  {row.Ours,9:0.00} {row.Unit}  {row.PeerVersion}: {row.Peer:0.00} {row.Unit}  ratio {row.Ratio:0.00}{(areAlike ? "" : "  " + Conditions(row))}"));
        screen.Line($"Medians of {rows[0].Repetitions} repetitions, the two in turn{(areAlike ? "; " + Conditions(rows[0]) : "")}.");
    }

    private static string Conditions(BenchmarkRow row) => $"{row.Threads} thread{(row.Threads == 1 ? "" : "s")}, vectors of {row.SimdPath}";
}
