namespace BioDL.Simulation;

/// <summary>Where a cell stands in its cycle, as far as its nucleus shows.</summary>
public enum CellClass
{
    /// <summary>Between divisions: a rounded nucleus.</summary>
    Interphase,

    /// <summary>Dividing: condensed chromosomes in a narrow, bright plate (metaphase).</summary>
    Mitotic,
}

/// <summary>What the simulation knows about one cell.</summary>
/// <param name="Label">Its number in the field's labels.</param>
/// <param name="X">Column of its centre in pixels; the centre of the first pixel is 0. May lie a little outside of the field.</param>
/// <param name="Y">Row of its centre in pixels.</param>
/// <param name="Length">Long axis in µm.</param>
/// <param name="Breadth">Short axis in µm.</param>
/// <param name="Class">Its class.</param>
public sealed record Cell(int Label, double X, double Y, double Length, double Breadth, CellClass Class)
{
    /// <summary>Area of the whole shape in µm²; its label covers less where the field's edge cuts it or an earlier cell overlaps.</summary>
    public double Area => Math.PI / 4 * Length * Breadth;
}
