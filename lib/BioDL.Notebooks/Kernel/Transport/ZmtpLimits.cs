namespace BioDL.Notebooks.Kernel.Transport;

/// <summary>What one peer may ask of the kernel. Everything is checked before memory is taken for it.</summary>
internal sealed record ZmtpLimits
{
    /// <summary>Bytes of one message, all frames together.</summary>
    public int MessageBytes { get; init; } = 64 << 20;

    /// <summary>Frames of one message.</summary>
    public int Frames { get; init; } = 256;

    /// <summary>Bytes of one command, and of the topic of a subscription.</summary>
    public int CommandBytes { get; init; } = 4096;

    /// <summary>Subscriptions of one peer.</summary>
    public int Subscriptions { get; init; } = 256;

    /// <summary>Peers of one socket at the same time.</summary>
    public int Peers { get; init; } = 128;

    /// <summary>How long a peer may take to introduce itself.</summary>
    public TimeSpan Handshake { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Bytes that wait for a peer from which on whoever makes output waits for it.</summary>
    public long Behind { get; init; } = 16 << 20;

    /// <summary>Bytes that may wait for a peer; one that is further behind is disconnected.</summary>
    public long MostBehind { get; init; } = 256 << 20;

    /// <summary>How long a peer that is behind may take nothing at all; then it is disconnected.</summary>
    public TimeSpan Stalled { get; init; } = TimeSpan.FromSeconds(10);
}
