using BioDL.Data;

namespace BioDL.Cli.Health;

/// <summary>Looks whether the mirror of the data (<c>BIODL_MIRROR</c>) holds what the course's manifests name.</summary>
internal static class MirrorCheck
{
    private const string Subject = $"data mirror ({Mirror.Variable})";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public static async Task<Finding> LookAsync(string? name, IReadOnlyList<DatasetManifest> manifests, CancellationToken cancellation)
    {
        if (string.IsNullOrWhiteSpace(name))
            return Finding.Well(Subject, "not set; 'biodl fetch' gets data from where their authors publish them");
        var mirror = Mirror.At(name);
        return mirror.Address is { } address ? await AskAsync(address, manifests, cancellation).ConfigureAwait(false)
            : mirror.Folder is { } folder ? InFolder(folder, manifests)
            : Finding.Unwell(Subject, mirror.Problem, $"correct {Mirror.Variable}, or remove it to fetch data over the network.");
    }

    internal static Finding InFolder(string folder, IReadOnlyList<DatasetManifest> manifests) => Judge(folder, manifests, manifests.Where(manifest =>
        manifest.ReadFiles().All(file => new FileInfo(Path.Combine(folder, Mirror.PathOf(manifest, file))) is { Exists: true } info && info.Length == file.Bytes)));

    private static Finding Judge(string mirror, IReadOnlyList<DatasetManifest> manifests, IEnumerable<DatasetManifest> held)
    {
        var lacking = manifests.Except(held).Select(manifest => manifest.Id).ToList();
        return lacking.Count == 0
            ? Finding.Well(Subject, $"{mirror} holds all {manifests.Count} sets and models")
            : Finding.Look(Subject, $"{mirror} lacks, whole or in part, {lacking.Count} of {manifests.Count}: {string.Join(", ", lacking)}",
                "add them with 'biodl mirror pack' where there is a network; until then they are fetched over the network when asked for.");
    }

    /// <summary>Asks for one file of each set: enough to know whether the mirror serves it at all.</summary>
    private static async Task<Finding> AskAsync(Uri address, IReadOnlyList<DatasetManifest> manifests, CancellationToken cancellation)
    {
        using var handler = new SocketsHttpHandler { UseProxy = false };
        using var client = new HttpClient(handler) { Timeout = Patience };
        try
        {
            var held = new List<DatasetManifest>();
            foreach (var manifest in manifests)
            {
                var path = string.Join('/', Mirror.PathOf(manifest, manifest.ReadFiles()[0]).Split('/').Select(Uri.EscapeDataString));
                using var request = new HttpRequestMessage(HttpMethod.Head, new Uri(address, path));
                using var answer = await client.SendAsync(request, cancellation).ConfigureAwait(false);
                if (answer.IsSuccessStatusCode)
                    held.Add(manifest);
            }
            return Judge($"{address} answers and", manifests, held);
        }
        catch (Exception error) when (error is HttpRequestException || (error is TaskCanceledException && !cancellation.IsCancellationRequested))
        {
            return Finding.Unwell(Subject, $"{address} does not answer ({error.Message})",
                $"start the mirror, correct {Mirror.Variable}, or remove it to fetch data from where their authors publish them.");
        }
    }
}
