using System.Globalization;
using System.Text.Json;
using BioDL.Hosting;

namespace Curriculum.Tests;

/// <summary>
/// The figures that a notebook came to when it was last looked at, each with the difference that counts as the same. They lie in
/// <c>Figures/&lt;notebook&gt;.&lt;mode&gt;.json</c>.
/// </summary>
internal sealed record ExpectedFigures(IReadOnlyDictionary<string, ExpectedFigures.Bound> Figures)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    internal sealed record Bound(double Value, double Tolerance);

    public static string PathOf(string notebook, string mode) =>
        Path.Combine(Course.Folder, "tests", "Curriculum.Tests", "Figures", $"{notebook}.{mode}.json");

    public static ExpectedFigures Of(string notebook, string mode) =>
        JsonSerializer.Deserialize<ExpectedFigures>(File.ReadAllText(PathOf(notebook, mode)), Json)!;

    /// <summary>What differs, one sentence each; empty when every figure is the expected one.</summary>
    public IReadOnlyList<string> Differences(NotebookResult result)
    {
        var found = result.Figures.ToDictionary(figure => figure.Name, figure => figure.Value);
        return
        [
            .. found.Keys.Except(Figures.Keys).Select(name => $"'{name}' is not among the expected figures"),
            .. Figures.Where(expected => !found.ContainsKey(expected.Key)).Select(expected => $"'{expected.Key}' is missing"),
            .. Figures.Where(expected => found.TryGetValue(expected.Key, out var value) && !(Math.Abs(value - expected.Value.Value) <= expected.Value.Tolerance))
                .Select(expected => string.Create(CultureInfo.InvariantCulture,
                    $"'{expected.Key}' is {found[expected.Key]}, expected {expected.Value.Value} ± {expected.Value.Tolerance}")),
        ];
    }
}
