namespace BioDL.Data;

/// <summary>How patient fetching is.</summary>
internal sealed record FetchOptions
{
    /// <summary>The most that is fetched when nobody asked for it: 10 MB.</summary>
    public const long Unasked = 10_000_000;

    /// <summary>No more bytes than this are fetched from one place; null for no limit.</summary>
    public long? MostBytes { get; init; }

    /// <summary>How long a connection may take: after that, the place counts as out of reach.</summary>
    public TimeSpan Connect { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>How long the first answer of a place may take.</summary>
    public TimeSpan FirstAnswer { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>How long nothing may arrive before an attempt is given up.</summary>
    public TimeSpan Stall { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>How often a file is tried again after the first attempt.</summary>
    public int Retries { get; init; } = 5;

    /// <summary>The wait before the first retry; it doubles from one to the next.</summary>
    public TimeSpan Delay { get; init; } = TimeSpan.FromSeconds(0.5);

    /// <summary>How long a server may ask us to wait.</summary>
    public TimeSpan LongestDelay { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How many files are fetched at the same time.</summary>
    public int Parallel { get; init; } = 8;

    /// <summary>For what a notebook fetches by itself: whether there is a network is known within three seconds.</summary>
    public static FetchOptions Quietly { get; } = new() { MostBytes = Unasked, Connect = TimeSpan.FromSeconds(2.5), FirstAnswer = TimeSpan.FromSeconds(2.5) };
}
