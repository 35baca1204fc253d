using BioDL.Data;
using BioDL.Images;
using BioDL.Metrics;

namespace BioDL.Cli.Embedded;

/// <summary>The best of several settings, and how good it was on the fields that it was chosen on.</summary>
/// <param name="Setting">The chosen one.</param>
/// <param name="Score">Its score; optimistic, since it is the best of many.</param>
/// <param name="Tried">How many were compared.</param>
internal sealed record Choice<T>(T Setting, double Score, int Tried);

/// <summary>Chooses settings on labelled fields.</summary>
internal static class Choice
{
    /// <summary>
    /// The setting with the best score: the mean of the accuracy at IoU 0.5 and of the mean accuracy over 0.5 … 0.95, averaged within photographs, then over those of a
    /// set, then over sets. The first of equals.
    /// </summary>
    /// <param name="settings">What to try.</param>
    /// <param name="sets">Fields with what the settings work on, set by set.</param>
    /// <param name="segment">From a setting to the objects of a field.</param>
    public static Choice<TSetting> Best<TSetting, TInput>(
        IEnumerable<TSetting> settings, IReadOnlyList<IReadOnlyList<(Sample Field, TInput Input)>> sets, Func<TSetting, TInput, LabelImage> segment)
    {
        TSetting[] tried = [.. settings];
        var scores = new double[tried.Length];
        foreach (var set in sets)
        {
            var each = new double[set.Count][];
            Parallel.For(0, set.Count, field => each[field] = Array.ConvertAll(tried, setting => Score(set[field].Field, segment(setting, set[field].Input))));
            var groups = Enumerable.Range(0, set.Count).GroupBy(field => set[field].Field.Group, StringComparer.Ordinal).ToArray();
            for (var n = 0; n < tried.Length; n++)
                scores[n] += groups.Average(group => group.Average(field => each[field][n])) / sets.Count;
        }
        var best = Array.IndexOf(scores, scores.Max());
        return new Choice<TSetting>(tried[best], scores[best], tried.Length);
    }

    private static double Score(Sample field, LabelImage found) =>
        (Match.At(0.5, field.Labels, found).Accuracy + Match.MeanAccuracy(field.Labels, found)) / 2;
}
