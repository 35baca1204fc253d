using System.Text.RegularExpressions;
using BioDL.Models;

namespace BioDL.Cli.Pretrained;

/// <summary>What is to be said of many images, each thing once.</summary>
internal static partial class PredictionWarnings
{
    private const int Named = 3;

    /// <summary>Why images failed: those with the same reason together.</summary>
    public static IEnumerable<string> Failures(FolderReport report) => report.Failed.GroupBy(entry => CommandWords.Of(entry.Note), StringComparer.Ordinal)
        .Select(same => $"{string.Join(", ", same.Take(Named).Select(entry => entry.Image))}{(same.Count() > Named ? $" and {same.Count() - Named} more" : "")}: {same.Key}");

    /// <summary>The warnings by what they are about: the first in full, and on how many images it came.</summary>
    public static IEnumerable<string> Of(IReadOnlyCollection<FolderEntry> entries)
    {
        var ran = entries.Count(entry => entry.Outcome != FolderOutcome.Failed);
        return entries.Where(entry => entry.Outcome != FolderOutcome.Failed && entry.Note.Length > 0)
            .SelectMany(entry => Between().Split(CommandWords.Of(entry.Note)).Select(warning => (Subject: warning.Split(':')[0], Warning: warning, entry.Image)))
            .GroupBy(each => each.Subject, StringComparer.Ordinal)
            .Select(same => (First: same.First(), Images: same.Select(each => each.Image).Distinct(StringComparer.Ordinal).Count()))
            .Select(same => ran == 1 ? same.First.Warning
                : same.Images == 1 ? $"{same.First.Warning} ({same.First.Image})"
                : $"{same.First.Warning} ({same.First.Image}; the like in {same.Images} of {ran} images)");
    }

    /// <summary>Notes are joined by a semicolon; each begins with its subject and a colon.</summary>
    [GeneratedRegex("; (?=(?:axes|channels|values|size|brightness|polarity|object size|tiles): )")]
    private static partial Regex Between();
}
