namespace BioDL.Models;

/// <summary>A model that a search found.</summary>
/// <param name="Entry">The model.</param>
/// <param name="Words">How many of the words that were searched for it has.</param>
/// <param name="Score">What the order goes by among equals.</param>
/// <param name="Reasons">Why it was found, and what speaks for or against it: <c>tags: nuclei; onnx weights: runs here</c>.</param>
public sealed record ZooHit(ZooEntry Entry, int Words, double Score, IReadOnlyList<string> Reasons)
{
    /// <summary>Whether a model has some of the words, and why; null when it has none.</summary>
    internal static ZooHit? Of(ZooEntry entry, IReadOnlyList<string> stems)
    {
        var description = entry.Description;
        var places = new (string Name, double Weight, IEnumerable<string> Texts)[]
        {
            ("name", 4, [description.Name]), ("tags", 3, description.Tags), ("description", 2, [description.Description]),
            ("training data", 1, [description.TrainingData?.Id ?? "", description.TrainingData?.Name ?? ""]),
        };
        var score = 0.0;
        var found = new HashSet<string>(StringComparer.Ordinal);
        var reasons = new List<string>();
        foreach (var (name, weight, texts) in places)
        {
            var right = texts.Where(text => SearchWords.Stems(text).Overlaps(stems)).ToArray();
            var here = stems.Where(stem => right.Any(text => SearchWords.Stems(text).Contains(stem))).ToArray();
            if (here.Length == 0)
                continue;
            score += weight * here.Length;
            found.UnionWith(here);
            reasons.Add(name == "tags" ? $"tags: {string.Join(", ", right)}" : $"in its {name}");
        }
        if (found.Count == 0 && stems.Count > 0)
            return null;
        return new ZooHit(entry, found.Count, score + Merit(entry), [.. reasons, .. Facts(entry)]);
    }

    /// <summary>What makes a model easier to judge or to use counts too, less than a word in its tags does.</summary>
    private static double Merit(ZooEntry entry) =>
        (entry.RunsHere ? 2 : 0) + (entry.Test?.Passed == true ? 1 : 0) + (entry.Description.TrainingData is not null ? 1 : 0) + 0.2 * Math.Log10((entry.Downloads ?? 0) + 1);

    private static IEnumerable<string> Facts(ZooEntry entry)
    {
        yield return entry.RunsHere ? "onnx weights: runs here" : $"{string.Join(", ", entry.Description.Weights.Select(weights => weights.Format))} only: does not run here";
        if (entry.Ships)
            yield return "ships with the course";
        if (entry.Test is { } test)
            yield return $"test {(test.Passed ? "passed" : "failed")} (core {test.CoreVersion})";
        yield return entry.Description.TrainingData is { } data ? $"names training data ({data.Id ?? data.Name ?? data.Url})" : "does not name its training data";
    }
}
