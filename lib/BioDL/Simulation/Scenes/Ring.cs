namespace BioDL.Simulation;

/// <summary>What the simulation knows about one ring.</summary>
/// <param name="Label">Its number in the field's labels.</param>
/// <param name="X">Column of its centre in pixels; the centre of the first pixel is 0. May lie a little outside of the field.</param>
/// <param name="Y">Row of its centre in pixels.</param>
/// <param name="Diameter">Diameter in µm, from the middle of the wall to the middle of the wall.</param>
public sealed record Ring(int Label, double X, double Y, double Diameter);
