using BioDL.Hosting;

namespace BioDL.Data;

/// <summary>Fetches files one by one, several at the same time.</summary>
/// <param name="cache">Gets the files.</param>
/// <param name="downloader">Asks the place.</param>
/// <param name="options">How patient to be.</param>
internal sealed class SingleFiles(FileCache cache, Downloader downloader, FetchOptions options)
{
    // A place that fails three files after all retries, or lacks the first twenty, is left.
    private const int MostFailures = 3;
    private const int MostMissing = 20;

    private readonly Lock gate = new();
    private readonly List<string> reasons = [];
    private int fetched;
    private int failed;
    private int absent;
    private Exception? end;

    /// <summary>Fetches the files.</summary>
    /// <returns>What was in the way, as parts of a sentence.</returns>
    /// <exception cref="FetchFault">The place is out of reach.</exception>
    /// <exception cref="StorageException">The cache cannot be written.</exception>
    public async Task<IReadOnlyList<string>> FetchAsync(IReadOnlyList<Want> wants, CancellationToken cancellation)
    {
        var files = wants.SelectMany(want => want.Files.Select(file => (want.Manifest, File: file))).DistinctBy(item => item.File.Sha256).ToList();
        if (files.Count == 0)
            return [];
        using var progress = Progress.StartBytes(
            $"Fetching {string.Join(", ", wants.Select(want => want.Manifest.Id))} from {downloader.Source.Name}", files.Sum(item => item.File.Bytes));
        using var leaving = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var how = new ParallelOptions { MaxDegreeOfParallelism = options.Parallel, CancellationToken = leaving.Token };
        try
        {
            await Parallel.ForEachAsync(files, how, async (item, token) =>
            {
                if (!await TryAsync(item.Manifest, item.File, progress, token).ConfigureAwait(false))
                    await leaving.CancelAsync().ConfigureAwait(false);
            }).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            if (end is not null)
                System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(end);
        }
        if (absent > 0)
            reasons.Add($"{downloader.Source.Name} does not hold {(fetched == 0 ? "them" : $"{absent} of them")}");
        return reasons;
    }

    /// <returns>False when there is no use in asking this place for more.</returns>
    private async Task<bool> TryAsync(DatasetManifest manifest, DatasetFile file, Progress progress, CancellationToken cancellation)
    {
        try
        {
            await FetchAsync(manifest, file, progress.Add, cancellation).ConfigureAwait(false);
            Interlocked.Increment(ref fetched);
            return true;
        }
        catch (FetchFault fault)
        {
            lock (gate)
                return Note(fault, file);
        }
        catch (StorageException fault)
        {
            lock (gate)
                end ??= fault;
            return false;
        }
    }

    private bool Note(FetchFault fault, DatasetFile file)
    {
        switch (fault.Problem)
        {
            case FetchProblem.Unreachable:
                end ??= fault;
                return false;
            case FetchProblem.Missing:
                return ++absent < MostMissing || fetched > 0;
            default:
                if (++failed == 1)
                    reasons.Add($"{downloader.Source.Name} {fault.Message} for {file.Path}");
                return failed < MostFailures;
        }
    }

    private async Task FetchAsync(DatasetManifest manifest, DatasetFile file, Action<long> arrived, CancellationToken cancellation)
    {
        using var partial = cache.Claim(file.Sha256);
        // Looked up once more, now that nobody else can be writing to this part: it may have become the finished file meanwhile.
        if (cache.Find(file) is not null)
        {
            arrived(file.Bytes);
            partial.Discard();
            return;
        }
        arrived(partial.Length);
        if (partial.Length > file.Bytes)
            partial.Clear();
        try
        {
            if (partial.Length < file.Bytes || partial.Sha256() != file.Sha256)
                await downloader.FetchAsync(downloader.Source.FileAddress(manifest, file), partial, file.Bytes, part => Check(part, file), arrived, cancellation)
                    .ConfigureAwait(false);
        }
        catch (FetchFault) when (partial.Length == 0)
        {
            partial.Discard();
            throw;
        }
        cache.Publish(partial, file);
    }

    private static void Check(PartialFile partial, DatasetFile file)
    {
        if (partial.Length == file.Bytes && partial.Sha256() == file.Sha256)
            return;
        var first = partial.Content().ReadByte();
        var what = first == '<' ? "a web page instead of the file (the login page of a network?)"
            : partial.Length != file.Bytes ? $"{partial.Length:N0} bytes where {file.Bytes:N0} are pinned"
            : $"other content than the one that is pinned (SHA-256 {partial.Sha256()[..12]}…, expected {file.Sha256[..12]}…)";
        throw new FetchFault(FetchProblem.Wrong, $"sends {what}");
    }
}
