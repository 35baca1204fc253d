namespace BioDL.Display;

/// <summary>One line, or one kind of points, of a chart. A gap opens where a coordinate is not a number.</summary>
/// <param name="Name">Its name in the legend; may be empty when it is the only one.</param>
/// <param name="X">Positions along the horizontal axis.</param>
/// <param name="Y">Values, as many as positions.</param>
public sealed record Series(string Name, IReadOnlyList<double> X, IReadOnlyList<double> Y)
{
    /// <summary>The lower ends of the band around the line; null when there is none.</summary>
    public IReadOnlyList<double>? Low { get; private init; }

    /// <summary>The upper ends of the band around the line; null when there is none.</summary>
    public IReadOnlyList<double>? High { get; private init; }

    /// <summary>What the band is: "95 % interval".</summary>
    public string BandName { get; private init; } = "";

    /// <summary>This series with a band around its line, such as a confidence interval.</summary>
    /// <param name="low">Lower ends, as many as positions.</param>
    /// <param name="high">Upper ends, as many as positions.</param>
    /// <param name="name">What the band is: "95 % interval over fields".</param>
    /// <exception cref="ArgumentException">The numbers of ends and positions differ, an end lies on the wrong side, or the band has no name.</exception>
    public Series WithBand(IReadOnlyList<double> low, IReadOnlyList<double> high, string name)
    {
        ArgumentNullException.ThrowIfNull(low);
        ArgumentNullException.ThrowIfNull(high);
        if (low.Count != X.Count || high.Count != X.Count)
            throw new ArgumentException($"The band of '{Name}' has {low.Count} lower and {high.Count} upper ends for {X.Count} positions; expected as many of each.");
        if (low.Zip(high).Any(ends => ends.First > ends.Second))
            throw new ArgumentException($"In the band of '{Name}', a lower end lies above its upper end. Are the two exchanged?");
        return string.IsNullOrWhiteSpace(name)
            ? throw new ArgumentException($"The band of '{Name}' has no name. Say what it is, as in \"95 % interval over fields\".", nameof(name))
            : this with { Low = low, High = high, BandName = name };
    }
}
