using System.Net;
using System.Net.Http.Headers;
using Polly;
using Polly.Retry;

namespace BioDL.Data;

/// <summary>
/// Fetches one address into a file: continues what an earlier attempt left where the server can (HTTP Range), tries again with growing waits
/// what may pass, and never takes more bytes than it was told to expect.
/// </summary>
/// <param name="http">The client.</param>
/// <param name="source">The place that is asked.</param>
/// <param name="options">How patient to be.</param>
internal sealed class Downloader(HttpClient http, RemoteSource source, FetchOptions options)
{
    private const int BufferBytes = 1 << 16;

    private readonly ResiliencePipeline retry = new ResiliencePipelineBuilder().AddRetry(new RetryStrategyOptions
    {
        ShouldHandle = new PredicateBuilder().Handle<FetchFault>(fault => fault.Problem is FetchProblem.Passing or FetchProblem.Wrong),
        MaxRetryAttempts = options.Retries,
        BackoffType = DelayBackoffType.Exponential,
        UseJitter = true,
        Delay = options.Delay,
        MaxDelay = options.LongestDelay,
        DelayGenerator = attempt => ValueTask.FromResult(
            attempt.Outcome.Exception is FetchFault { Wait: { } wait } ? (TimeSpan?)(wait < options.LongestDelay ? wait : options.LongestDelay) : null),
    }).Build();

    private volatile bool answered;

    /// <summary>The place that is asked.</summary>
    public RemoteSource Source => source;

    /// <summary>Fetches a file and looks whether it is right.</summary>
    /// <param name="address">Its address.</param>
    /// <param name="target">Gets the bytes.</param>
    /// <param name="most">More bytes than this are never taken.</param>
    /// <param name="check">Throws when what has arrived is not what was wanted; it is then fetched anew.</param>
    /// <param name="arrived">Told how many bytes were gained, or lost to a fresh start.</param>
    /// <param name="cancellation">Stops at once.</param>
    public async Task FetchAsync(
        Uri address, PartialFile target, long most, Action<PartialFile> check, Action<long> arrived, CancellationToken cancellation) =>
        await retry.ExecuteAsync(
            async token =>
            {
                await AttemptAsync(address, target, most, arrived, token).ConfigureAwait(false);
                try
                {
                    check(target);
                }
                catch (FetchFault fault) when (fault.Problem == FetchProblem.Wrong)
                {
                    arrived(-target.Length);
                    target.Clear();
                    throw;
                }
            },
            cancellation).ConfigureAwait(false);

    private async Task AttemptAsync(Uri address, PartialFile target, long most, Action<long> arrived, CancellationToken cancellation)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            if (target.Length > 0)
                request.Headers.Range = new RangeHeaderValue(target.Length, null);
            patience.CancelAfter(answered ? options.Stall : options.FirstAnswer);
            using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, patience.Token).ConfigureAwait(false);
            answered = true;
            Prepare(answer, target, most, arrived);
            await CopyAsync(answer, target, most, arrived, patience).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw answered
                ? new FetchFault(FetchProblem.Passing, $"sent nothing for {options.Stall.TotalSeconds:0.#} s")
                : new FetchFault(FetchProblem.Unreachable, "does not answer");
        }
        catch (HttpRequestException fault)
        {
            throw new FetchFault(answered ? FetchProblem.Passing : FetchProblem.Unreachable,
                answered ? $"broke off ({fault.Message.TrimEnd('.')})" : $"cannot be reached ({fault.Message.TrimEnd('.')})", fault);
        }
        catch (IOException fault)
        {
            throw new FetchFault(FetchProblem.Passing, $"broke off ({fault.Message.TrimEnd('.')})", fault);
        }
    }

    /// <summary>Decides by the answer's head whether the bytes go behind those that are here, or replace them.</summary>
    private static void Prepare(HttpResponseMessage answer, PartialFile target, long most, Action<long> arrived)
    {
        var continues = answer.StatusCode == HttpStatusCode.PartialContent && answer.Content.Headers.ContentRange?.From == target.Length;
        var cannotContinue = answer.StatusCode == HttpStatusCode.RequestedRangeNotSatisfiable || (answer.StatusCode == HttpStatusCode.PartialContent && !continues);
        if (!answer.IsSuccessStatusCode && !cannotContinue)
            throw Refusal(answer); // What is here stays: the next attempt may continue it.
        if (target.Length > 0 && !continues)
        {
            arrived(-target.Length);
            target.Clear();
        }
        if (cannotContinue)
            throw new FetchFault(FetchProblem.Passing, "cannot continue where an earlier attempt stopped");
        if (answer.Content.Headers.ContentLength is { } length && target.Length + length > most)
            throw new FetchFault(FetchProblem.Refused, $"offers {target.Length + length:N0} bytes where at most {most:N0} were expected");
    }

    private static FetchFault Refusal(HttpResponseMessage answer)
    {
        var code = (int)answer.StatusCode;
        return code switch
        {
            404 or 410 => new FetchFault(FetchProblem.Missing, $"does not hold it (HTTP {code})"),
            429 => new FetchFault(FetchProblem.Passing, "asks for fewer requests (HTTP 429)") { Wait = Wait(answer) },
            408 or >= 500 => new FetchFault(FetchProblem.Passing, $"has a problem of its own (HTTP {code})") { Wait = Wait(answer) },
            _ => new FetchFault(FetchProblem.Refused, $"refuses (HTTP {code})"),
        };
    }

    private static TimeSpan? Wait(HttpResponseMessage answer) => answer.Headers.RetryAfter?.Delta;

    private async Task CopyAsync(
        HttpResponseMessage answer, PartialFile target, long most, Action<long> arrived, CancellationTokenSource patience)
    {
        var from = answer.Content.Headers.ContentLength is { } length ? target.Length + length : (long?)null;
        var stream = await answer.Content.ReadAsStreamAsync(patience.Token).ConfigureAwait(false);
        await using var _ = stream.ConfigureAwait(false);
        var buffer = new byte[BufferBytes];
        while (true)
        {
            patience.CancelAfter(options.Stall);
            var count = await stream.ReadAsync(buffer, patience.Token).ConfigureAwait(false);
            if (count == 0)
                break;
            if (target.Length + count > most)
                throw new FetchFault(FetchProblem.Refused, $"sends more than the {most:N0} bytes that were expected");
            target.Write(buffer.AsSpan(0, count));
            arrived(count);
        }
        if (target.Length < from)
            throw new FetchFault(FetchProblem.Passing, $"broke off after {target.Length:N0} of {from:N0} bytes");
    }
}
