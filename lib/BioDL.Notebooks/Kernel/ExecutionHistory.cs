using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using BioDL.Notebooks.Kernel.Messaging;

namespace BioDL.Notebooks.Kernel;

/// <summary>What was run in this kernel, for front ends that offer it again; kept in memory, the newest ten thousand cells.</summary>
internal sealed class ExecutionHistory
{
    private const int MostEntries = 10_000;
    private const int ThisSession = 1;

    private readonly Lock gate = new();
    private readonly List<Entry> entries = [];

    /// <summary>Remembers a cell.</summary>
    public void Add(int number, string code, string? result)
    {
        lock (gate)
        {
            if (entries.Count == MostEntries)
                entries.RemoveAt(0);
            entries.Add(new Entry(number, code, result));
        }
    }

    /// <summary>Answers a history_request: the last ones, those in a range of numbers, or those that fit a pattern with <c>*</c> and <c>?</c>.</summary>
    public JsonObject Answer(JupyterMessage request)
    {
        // Control is answered beside the cells that add to the list.
        lock (gate)
            return Describe(request);
    }

    private JsonObject Describe(JupyterMessage request)
    {
        var most = Math.Max(0, request.Number("n", MostEntries));
        var found = request.Text("hist_access_type") switch
        {
            "tail" => entries.TakeLast(most),
            "range" => Range(request),
            "search" => Search(request).TakeLast(most),
            _ => [],
        };
        var withResults = request.Flag("output", false);
        return new JsonObject { ["status"] = "ok", ["history"] = new JsonArray([.. found.Select(entry => Describe(entry, withResults))]) };
    }

    private IEnumerable<Entry> Range(JupyterMessage request)
    {
        if (request.Number("session", 0) is not (0 or ThisSession))
            return [];
        var (start, stop) = (request.Number("start", 0), request.Number("stop", int.MaxValue));
        return entries.Where(entry => entry.Number >= start && entry.Number < stop);
    }

    private IEnumerable<Entry> Search(JupyterMessage request)
    {
        var pattern = Regex.Escape(request.Text("pattern", "*")).Replace(@"\*", ".*", StringComparison.Ordinal).Replace(@"\?", ".", StringComparison.Ordinal);
        var fits = new Regex($"^{pattern}$", RegexOptions.Singleline | RegexOptions.NonBacktracking);
        var found = entries.Where(entry => fits.IsMatch(entry.Code));
        return request.Flag("unique", false)
            ? found.GroupBy(entry => entry.Code).Select(same => same.Last()).OrderBy(entry => entry.Number)
            : found;
    }

    private static JsonArray Describe(Entry entry, bool withResult) =>
        [ThisSession, entry.Number, withResult ? new JsonArray(entry.Code, entry.Result) : entry.Code];

    private sealed record Entry(int Number, string Code, string? Result);
}
