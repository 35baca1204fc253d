namespace BioDL.Display;

/// <summary>One line of a chart. A gap opens where a coordinate is not a number.</summary>
/// <param name="Name">Its name in the legend; may be empty when it is the only one.</param>
/// <param name="X">Positions along the horizontal axis.</param>
/// <param name="Y">Values, as many as positions.</param>
public sealed record Series(string Name, IReadOnlyList<double> X, IReadOnlyList<double> Y);
