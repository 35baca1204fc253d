using System.Diagnostics;
using System.Globalization;
using System.Net;

namespace BioDL.Hosting;

/// <summary>
/// A progress bar with the time left, shown in the current host: <c>foreach (var field in Progress.Over(fields, "Segmenting")) …</c>.
/// Each step also asks whether the user interrupted the cell.
/// </summary>
public sealed class Progress : IDisposable
{
    private static readonly TimeSpan QuietStart = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan QuietStartWithin = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan BetweenUpdates = TimeSpan.FromSeconds(0.25);

    /// <summary>The operation that the current flow of execution is part of.</summary>
    private static readonly AsyncLocal<Progress?> Around = new();

    private readonly Progress? around = Around.Value is { ended: false } outer ? outer : null;
    private readonly string activity;
    private readonly long total;
    private readonly bool inBytes;
    private readonly IHost host = Host.Current;
    private readonly Stopwatch clock = Stopwatch.StartNew();
    private readonly Lock gate = new();
    private TimeSpan shownAt = TimeSpan.MinValue;
    private LiveDisplay? display;
    private long done;
    private volatile bool ended;

    private Progress(string activity, long total, bool inBytes = false)
    {
        this.activity = activity;
        this.total = total;
        this.inBytes = inBytes;
        Around.Value = this;
    }

    /// <summary>Starts a bar for an operation of a known number of steps. It appears once the operation has taken half a second; within another operation that has a bar, five.</summary>
    /// <param name="activity">What is going on, as a participle: "Segmenting".</param>
    /// <param name="total">Number of steps, 0 or more.</param>
    public static Progress Start(string activity, int total)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(total);
        return new Progress(activity, total);
    }

    /// <summary>Starts a bar for an operation that is counted in bytes; it speaks of megabytes.</summary>
    /// <param name="activity">What is going on, as a participle: "Fetching".</param>
    /// <param name="total">How many bytes there will be, about.</param>
    public static Progress StartBytes(string activity, long total)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(total);
        return new Progress(activity, total, inBytes: true);
    }

    /// <summary>Walks over items and shows how far it is.</summary>
    /// <exception cref="OperationCanceledException">The user interrupted the cell.</exception>
    public static IEnumerable<T> Over<T>(IReadOnlyCollection<T> items, string activity)
    {
        ArgumentNullException.ThrowIfNull(items);
        using var progress = Start(activity, items.Count);
        foreach (var item in items)
        {
            progress.ThrowIfInterrupted();
            yield return item;
            progress.Step();
        }
    }

    /// <summary>Counts one more step as done; may be called from several threads.</summary>
    /// <exception cref="OperationCanceledException">The user interrupted the cell.</exception>
    public void Step() => Add(1);

    /// <summary>Counts more steps or bytes as done; may be called from several threads. What had to be thrown away is counted below 0.</summary>
    /// <exception cref="OperationCanceledException">The user interrupted the cell.</exception>
    public void Add(long amount)
    {
        ThrowIfInterrupted();
        lock (gate)
        {
            done += amount;
            var elapsed = clock.Elapsed;
            if (elapsed >= (around is null ? QuietStart : QuietStartWithin) && elapsed - BetweenUpdates >= shownAt)
                Show(elapsed);
        }
    }

    /// <summary>Stops here if the user interrupted the cell.</summary>
    public void ThrowIfInterrupted() => host.Cancellation.ThrowIfCancellationRequested();

    /// <summary>Ends the bar; what was on show says how many steps were done and how long they took.</summary>
    public void Dispose()
    {
        ended = true;
        Around.Value = around;
        lock (gate)
        {
            if (display is not null)
                Show(clock.Elapsed);
        }
    }

    private void Show(TimeSpan elapsed)
    {
        var bundle = Describe(activity, done, total, elapsed, inBytes);
        if (display is null)
            display = new LiveDisplay(host, host.Display(bundle));
        else
            display.Update(bundle);
        shownAt = elapsed;
    }

    internal static MimeBundle Describe(string activity, long done, long total, TimeSpan elapsed, bool inBytes = false)
    {
        var amount = inBytes ? $"{Megabytes(done)} of {Megabytes(total)} MB" : $"{done} of {total}";
        var text = done >= total
            ? $"{activity}: {amount}, {Duration(elapsed)}"
            : $"{activity}: {amount}, about {Duration(elapsed / Math.Max(done, 1) * (total - done))} left";
        var html = string.Create(CultureInfo.InvariantCulture,
            $"<label><progress max=\"{total}\" value=\"{done}\"></progress> {WebUtility.HtmlEncode(text)}</label>");
        return MimeBundle.OfText(text).With(MimeBundle.Html, html);
    }

    private static string Megabytes(long bytes) => (bytes / 1e6).ToString("0.0", CultureInfo.InvariantCulture);

    private static string Duration(TimeSpan time) => time.TotalSeconds switch
    {
        < 10 => time.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture) + " s",
        < 90 => time.TotalSeconds.ToString("0", CultureInfo.InvariantCulture) + " s",
        < 5400 => time.TotalMinutes.ToString("0", CultureInfo.InvariantCulture) + " min",
        _ => time.TotalHours.ToString("0.0", CultureInfo.InvariantCulture) + " h",
    };
}
