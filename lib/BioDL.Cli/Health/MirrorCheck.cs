using System.Text.RegularExpressions;

namespace BioDL.Cli.Health;

/// <summary>Looks whether the mirror of the data (<c>BIODL_MIRROR</c>) holds what the course's manifests name.</summary>
internal static partial class MirrorCheck
{
    private const string Subject = "data mirror (BIODL_MIRROR)";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public static async Task<Finding> LookAsync(string? mirror, string manifests, CancellationToken cancellation)
    {
        if (string.IsNullOrWhiteSpace(mirror))
            return Finding.Well(Subject, "not set; lessons run on simulated images");
        return Uri.TryCreate(mirror, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"
            ? await AskAsync(address!, cancellation).ConfigureAwait(false)
            : InFolder(mirror, Pins(manifests));
    }

    /// <summary>The places that the manifests name, as <c>owner/name/commit</c>.</summary>
    internal static IReadOnlyList<string> Pins(string manifests)
    {
        if (!Directory.Exists(manifests))
            return [];
        var pins = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var file in Directory.EnumerateFiles(manifests, "*.yaml", SearchOption.AllDirectories))
        {
            var text = File.ReadAllText(file);
            var repository = Repository.Match(text);
            var commit = Commit.Match(text);
            if (repository.Success && commit.Success)
                pins.Add($"{repository.Groups[1].Value}/{commit.Groups[1].Value}");
        }

        return [.. pins];
    }

    internal static Finding InFolder(string mirror, IReadOnlyList<string> pins)
    {
        if (!Directory.Exists(mirror))
            return Finding.Unwell(Subject, $"{mirror} is not there", "correct BIODL_MIRROR, or remove it to fetch data over the network.");
        if (pins.Count == 0)
            return Finding.Well(Subject, $"{mirror} is there; no manifest of this course names anything to look for yet");
        var missing = pins.Where(pin => !Directory.Exists(Path.Combine(mirror, pin))).ToList();
        return missing.Count == 0
            ? Finding.Well(Subject, $"{mirror} holds what the manifests name (repositories: {pins.Count} of {pins.Count})")
            : Finding.Look(Subject, $"{mirror} lacks {missing.Count} of {pins.Count}: {string.Join(", ", missing)}",
                "copy these folders (owner/name/commit) into the mirror; until then they are fetched over the network.");
    }

    private static async Task<Finding> AskAsync(Uri address, CancellationToken cancellation)
    {
        using var client = new HttpClient { Timeout = Patience };
        try
        {
            using var answer = await client.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, cancellation).ConfigureAwait(false);
            return Finding.Well(Subject, $"{address} answers");
        }
        catch (Exception error) when (error is HttpRequestException || (error is TaskCanceledException && !cancellation.IsCancellationRequested))
        {
            return Finding.Unwell(Subject, $"{address} does not answer ({error.Message})",
                "start the mirror, correct BIODL_MIRROR, or remove it to fetch data from where their authors publish them.");
        }
    }

    [GeneratedRegex(@"^\s*repository:\s*[""']?([\w.-]+/[\w.-]+)[""']?\s*(?:#.*)?$", RegexOptions.Multiline)]
    private static partial Regex Repository { get; }

    [GeneratedRegex(@"^\s*commit:\s*[""']?([0-9a-f]{40})[""']?\s*(?:#.*)?$", RegexOptions.Multiline)]
    private static partial Regex Commit { get; }
}
