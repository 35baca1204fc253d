namespace BioDL.Hosting;

/// <summary>The host that the current flow of execution runs in; a console when nobody said otherwise.</summary>
public static class Host
{
    private static readonly AsyncLocal<IHost?> Ambient = new();

    private static readonly ConsoleHost Fallback = new(Console.Out);

    /// <summary>The host of the current flow of execution.</summary>
    public static IHost Current => Ambient.Value ?? Fallback;

    /// <summary>The interrupt signal of the running cell.</summary>
    public static CancellationToken Cancellation => Current.Cancellation;

    /// <summary>Makes a host the current one until the returned value is disposed.</summary>
    public static IDisposable Use(IHost host)
    {
        ArgumentNullException.ThrowIfNull(host);
        var previous = Ambient.Value;
        Ambient.Value = host;
        return new Restore(previous);
    }

    /// <summary>Shows a value now, while the cell runs, and returns a handle with which it can be replaced later.</summary>
    public static LiveDisplay Display(object? value)
    {
        var host = Current;
        return new LiveDisplay(host, host.Display(host.Format(value)));
    }

    private sealed class Restore(IHost? previous) : IDisposable
    {
        public void Dispose() => Ambient.Value = previous;
    }
}
