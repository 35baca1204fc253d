namespace BioDL.Simulation;

/// <summary>What the simulation knows about one nucleus.</summary>
/// <param name="Label">Its number in the field's labels.</param>
/// <param name="X">Column of its centre in pixels; the centre of the first pixel is 0. May lie a little outside of the field.</param>
/// <param name="Y">Row of its centre in pixels.</param>
/// <param name="Length">Long axis in µm.</param>
/// <param name="Breadth">Short axis in µm.</param>
/// <param name="Brightness">Brightness relative to the average nucleus.</param>
public sealed record Nucleus(int Label, double X, double Y, double Length, double Breadth, double Brightness)
{
    /// <summary>
    /// Area of the whole shape in µm², π/4 × length × breadth. Its label covers less where the field's edge cuts it or an earlier nucleus overlaps.
    /// </summary>
    public double Area => Math.PI / 4 * Length * Breadth;
}
