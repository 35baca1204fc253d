using System.CommandLine;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using BioDL.Cli.Pretrained;
using BioDL.Models;

namespace BioDL.Cli.Verbs;

/// <summary><c>biodl zoo search</c>: which models there are for a task, ranked, with the reasons.</summary>
internal sealed class ZooSearchVerb(Surroundings surroundings)
{
    private const int Most = 12, LongestName = 36;

    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private readonly Argument<string[]> words = new("word") { Description = "What it should be for: nuclei fluorescence. All models when left out.", Arity = ArgumentArity.ZeroOrMore };
    private readonly Option<string?> task = new("--task") { HelpName = "words", Description = "Must be in its name, tags or sentence: segmentation, restoration …" };
    private readonly Option<string?> axes = new("--axes") { HelpName = "2d|3d", Description = "For images (2d) or stacks (3d)." };
    private readonly Option<string?> licence = new("--licence") { HelpName = "id", Description = "Beginning of its licence: CC-BY, MIT …" };
    private readonly Option<bool> runsHere = new("--runs-here") { Description = "Only with weights that run here (ONNX)." };
    private readonly Option<bool> trained = new("--trained") { Description = "Only those that name their training data." };
    private readonly Option<bool> passed = new("--passed") { Description = "Only those that passed the zoo's own test." };
    private readonly Option<string?> top = new("--top") { HelpName = "N", Description = $"How many are shown, 1 to {Most} ({Most})." };
    private readonly Option<bool> json = new("--json") { Description = "Write all that were found as JSON." };

    private Screen Screen => surroundings.Screen;

    public static Command Describe(Surroundings surroundings)
    {
        var verb = new ZooSearchVerb(surroundings);
        var command = new Command("search", "Search the models that ship and a snapshot of the Bioimage Model Zoo.")
        {
            verb.words, verb.task, verb.axes, verb.licence, verb.runsHere, verb.trained, verb.passed, verb.top, verb.json,
        };
        verb.words.Validators.Add(result => FrontDoor.RefuseUnknownOptions(result, command));
        command.SetAction((parsed, cancellation) => Task.Run(() => verb.Invoke(parsed, cancellation), cancellation));
        return command;
    }

    private int Invoke(ParseResult parsed, CancellationToken cancellation)
    {
        var rows = parsed.GetValue(json) && parsed.GetValue(top) is null ? int.MaxValue : ReadTop(parsed.GetValue(top));
        var filter = new ZooFilter
        {
            Task = parsed.GetValue(task),
            Axes = ReadAxes(parsed.GetValue(axes)),
            License = parsed.GetValue(licence),
            RunsHere = parsed.GetValue(runsHere),
            NamesTrainingData = parsed.GetValue(trained),
            TestPassed = parsed.GetValue(passed),
        };
        var query = string.Join(' ', parsed.GetValue(words) ?? []);
        ZooCollection? collection = null;
        Screen.Show(() => collection = ZooCollection.Open(), cancellation);
        var hits = Zoo.Search(collection!, query, filter).Hits;
        if (parsed.GetValue(json))
            WriteJson(query, collection!, [.. hits.Take(rows)]);
        else
            Show(query, collection!, hits, rows);
        if (collection!.WhyIncomplete is { } why)
            Screen.Notice($"Only the models that ship were searched, since the snapshot of the zoo is not here: {why}\nWhere there is a network or a mirror, 'biodl fetch zoo-collection' brings it (0.6 MB).");
        return ExitCode.Success;
    }

    private void Show(string query, ZooCollection collection, IReadOnlyList<ZooHit> hits, int rows)
    {
        var asked = query.Length > 0 ? $"'{query}': " : "";
        if (hits.Count == 0)
        {
            Screen.Line($"{asked}none of {collection.Entries.Count} models has these words and passes the filter. Try fewer or other words, or fewer options.");
            return;
        }
        Screen.Line($"{asked}{hits.Count} of {collection.Entries.Count} models{(hits.Count > rows ? $", the best {rows}" : "")}");
        Screen.Line();
        var shown = hits.Take(rows).ToArray();
        var wide = Math.Min(LongestName, shown.Max(hit => NameOf(hit).Length));
        var licences = shown.Max(hit => LicenceOf(hit).Length);
        Screen.Line($"    {"model".PadRight(wide)}  axes  runs here  {"licence".PadRight(licences)}  downloads  name", Tone.Quiet);
        for (var n = 0; n < shown.Length; n++)
        {
            var (hit, entry) = (shown[n], shown[n].Entry);
            var downloads = entry.Downloads is { } count ? count.ToString("N0", CultureInfo.InvariantCulture) : "";
            var row = $"{n + 1,2}  {NameOf(hit).PadRight(wide)}  {entry.Axes,-4}  {(entry.RunsHere ? "yes" : "no"),-9}  {LicenceOf(hit).PadRight(licences)}  {downloads,9}  {entry.Description.Name}";
            Screen.Line(Wrapping.Cut(row, Wrapping.Width), entry.RunsHere ? Tone.Good : Tone.Plain);
            foreach (var line in Wrapping.Lines("      ", string.Join("; ", hit.Reasons)))
                Screen.Line(line, Tone.Quiet);
        }
        Screen.Line();
        Screen.Line($"More about one: biodl zoo show {NameOf(shown[0])}");
        Screen.Line($"What is known and what is not: biodl zoo check {NameOf(shown[0])}");
    }

    private void WriteJson(string query, ZooCollection collection, IReadOnlyList<ZooHit> hits) => Screen.Line(JsonSerializer.Serialize(
        new
        {
            Query = query,
            Models = collection.Entries.Count,
            SnapshotMissing = collection.WhyIncomplete,
            Hits = hits.Select(hit => new
            {
                Model = NameOf(hit),
                hit.Entry.Id,
                hit.Entry.Description.Name,
                hit.Entry.Axes,
                Licence = hit.Entry.Description.License,
                hit.Entry.Downloads,
                hit.Entry.RunsHere,
                hit.Entry.Ships,
                TestPassed = hit.Entry.Test?.Passed,
                hit.Entry.Description.Tags,
                hit.Words,
                hit.Score,
                hit.Reasons,
            }),
        },
        Json));

    private static string NameOf(ZooHit hit) => hit.Entry.Nickname ?? hit.Entry.Id;

    private static string LicenceOf(ZooHit hit) => hit.Entry.Description.License ?? "none";

    private static string? ReadAxes(string? typed) => typed?.ToLowerInvariant() is null or "2d" or "3d" ? typed
        : throw new UsageException($"--axes was given '{typed}'. Expected 2d (images) or 3d (stacks).");

    private static int ReadTop(string? typed) => typed is null ? Most
        : int.TryParse(typed, NumberStyles.None, CultureInfo.InvariantCulture, out var rows) && rows is >= 1 and <= Most ? rows
        : throw new UsageException($"--top was given '{typed}'. Expected a whole number from 1 to {Most}; --json writes all.");
}
