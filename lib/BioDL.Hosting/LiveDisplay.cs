namespace BioDL.Hosting;

/// <summary>Something on show that can be replaced by a newer version of itself.</summary>
public sealed class LiveDisplay
{
    private readonly IHost host;

    internal LiveDisplay(IHost host, string id)
    {
        this.host = host;
        Id = id;
    }

    /// <summary>The identifier that the host gave to this display.</summary>
    public string Id { get; }

    /// <summary>Replaces what is shown.</summary>
    public void Update(object? value) => host.Update(Id, host.Format(value));
}
