using System.Security.Cryptography;
using System.Text;
using BioDL.Hosting;

namespace BioDL.Data;

/// <summary>
/// Brings pinned files into the cache: from the mirror first, then from the network; many files of one commit as one archive, few of them one by
/// one. What has arrived stays, whatever happens to the rest.
/// </summary>
/// <param name="cache">Gets the files.</param>
/// <param name="sources">The places to ask, in this order.</param>
/// <param name="missing">Which files of a manifest are not at hand.</param>
/// <param name="options">How patient to be.</param>
internal sealed class Fetcher(
    FileCache cache, IReadOnlyList<RemoteSource> sources, Func<DatasetManifest, IReadOnlyList<DatasetFile>> missing, FetchOptions options)
{
    /// <summary>Up to so many files are fetched one by one even where there is an archive.</summary>
    public const int Few = 64;

    private const int ArchiveAttempts = 2;
    private const long ArchiveSlack = 16_000_000;

    /// <summary>Fetches what is missing.</summary>
    /// <returns>Why something is still missing, as parts of a sentence; null when all is at hand.</returns>
    /// <exception cref="StorageException">The cache cannot be written.</exception>
    public async Task<string?> FetchAsync(IReadOnlyList<DatasetManifest> manifests, CancellationToken cancellation)
    {
        cache.CleanUp();
        var reasons = new List<string>();
        foreach (var source in sources)
        {
            var wants = Wants(manifests);
            if (wants.Count == 0)
                return null;
            if (TooMuch(source, wants) is { } reason)
                reasons.Add(reason);
            else
                reasons.AddRange(await FromAsync(source, wants, cancellation).ConfigureAwait(false));
        }
        return Wants(manifests).Count == 0 ? null
            : reasons.Count > 0 ? string.Join("; ", reasons)
            : "there is no place to fetch it from";
    }

    private List<Want> Wants(IEnumerable<DatasetManifest> manifests) =>
        [.. manifests.Select(manifest => new Want(manifest, missing(manifest))).Where(want => want.Files.Count > 0)];

    private string? TooMuch(RemoteSource source, List<Want> wants)
    {
        var cost = wants.Sum(want => source.Cost(want.Manifest, want.Files));
        return cost > options.MostBytes
            ? $"{source.Name} would have to send {cost / 1e6:0.0} MB, and more than {options.MostBytes / 1e6:0} MB are not fetched unasked"
            : null;
    }

    private async Task<IReadOnlyList<string>> FromAsync(RemoteSource source, List<Want> wants, CancellationToken cancellation)
    {
        using var http = HttpClients.For(source, options);
        var downloader = new Downloader(http, source, options);
        var reasons = new List<string>();
        try
        {
            foreach (var byArchive in wants.Where(want => want.Files.Count > Few).GroupBy(want => source.ArchiveAddress(want.Manifest)))
            {
                if (byArchive.Key is { } address && await FromArchiveAsync(downloader, address, [.. byArchive], cancellation).ConfigureAwait(false) is { } reason)
                    reasons.Add(reason);
            }
            var left = Wants(wants.Select(want => want.Manifest)).Where(want => source.Archives is null || want.Manifest.ArchiveBytes == 0 || want.Files.Count <= Few);
            reasons.AddRange(await new SingleFiles(cache, downloader, options).FetchAsync([.. left], cancellation).ConfigureAwait(false));
        }
        catch (FetchFault fault) when (fault.Problem == FetchProblem.Unreachable)
        {
            reasons.Add($"{source.Name} {fault.Message}");
        }
        return reasons;
    }

    /// <returns>What was wrong with the archive; null when nothing was, or when there is none.</returns>
    private async Task<string?> FromArchiveAsync(Downloader downloader, Uri address, Want[] wants, CancellationToken cancellation)
    {
        var wanted = Listed(downloader.Source, wants);
        var expected = downloader.Source.Archives is null ? wants.Sum(want => want.Files.Sum(file => file.Bytes)) : wants[0].Manifest.ArchiveBytes;
        using var partial = cache.Claim("archive-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(address.AbsolutePath)))[..16]);
        using var progress = Progress.StartBytes($"Fetching {string.Join(", ", wants.Select(want => want.Manifest.Id))} from {downloader.Source.Name}", expected);
        progress.Add(partial.Length);
        for (var attempt = 1; ; attempt++)
        {
            string? broken = null;
            try
            {
                await downloader.FetchAsync(address, partial, 2 * expected + ArchiveSlack, _ => { }, progress.Add, cancellation).ConfigureAwait(false);
            }
            catch (FetchFault fault) when (fault.Problem is not (FetchProblem.Unreachable or FetchProblem.Missing))
            {
                broken = fault.Message;
            }
            catch (FetchFault fault) when (fault.Problem == FetchProblem.Missing)
            {
                partial.Discard();
                return downloader.Source.Archives is null ? null : $"{address} {fault.Message}";
            }
            var unread = ArchiveReader.Take(partial.Content(), wanted, cache, 8 * (expected + ArchiveSlack), cancellation);
            if (broken is not null && unread is not null)
                return $"{address} {broken}"; // The part stays: a later attempt continues it.
            if (unread is null || attempt == ArchiveAttempts)
            {
                partial.Discard();
                return unread is null ? null : $"the archive {address} {unread}";
            }
            progress.Add(-partial.Length);
            partial.Clear();
        }
    }

    /// <summary>
    /// What to take from an archive, by the names that it has there. An archive of a whole commit is large, so everything that any manifest
    /// lists of it is taken at once.
    /// </summary>
    private Dictionary<string, DatasetFile> Listed(RemoteSource source, Want[] wants)
    {
        var (repository, commit) = (wants[0].Manifest.Repository, wants[0].Manifest.Commit);
        var folder = ArchiveFolder(wants[0].Manifest);
        var files = source.Archives is null
            ? wants.SelectMany(want => want.Files)
            : DatasetManifest.Known.Select(DatasetManifest.Of).Where(manifest => manifest.Repository == repository && manifest.Commit == commit)
                .Concat(wants.Select(want => want.Manifest)).DistinctBy(manifest => manifest.Id).SelectMany(missing);
        return files.DistinctBy(file => file.Path).ToDictionary(file => folder + file.Path, StringComparer.Ordinal);
    }

    /// <summary>The folder that an archive puts around a commit's files.</summary>
    internal static string ArchiveFolder(DatasetManifest manifest) => $"{manifest.Repository.Split('/')[^1]}-{manifest.Commit}/";
}

/// <summary>What is missing of a manifest.</summary>
internal sealed record Want(DatasetManifest Manifest, IReadOnlyList<DatasetFile> Files);
