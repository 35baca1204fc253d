namespace BioDL.Simulation;

/// <summary>What the simulation knows about one filament.</summary>
/// <param name="Number">Its number, from 1.</param>
/// <param name="Length">Length along the centreline in µm, parts beyond the field included.</param>
/// <param name="Centreline">
/// Points along it from end to end, at equal distances: column and row in pixels; the centre of the first pixel is 0. May leave the field.
/// </param>
public sealed record Filament(int Number, double Length, IReadOnlyList<(double X, double Y)> Centreline);
