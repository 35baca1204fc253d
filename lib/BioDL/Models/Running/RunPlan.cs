namespace BioDL.Models;

/// <summary>How one image goes through a network: in one piece or in tiles.</summary>
internal sealed record RunPlan(AxisPlan Rows, AxisPlan Columns)
{
    /// <summary>Number of tiles.</summary>
    public int Count => Rows.Starts.Count * Columns.Starts.Count;

    /// <summary>Whether mirrored pixels are added around the image.</summary>
    public bool IsMirrored => Rows.Canvas > Rows.Length || Columns.Canvas > Columns.Length;

    /// <summary>How it runs, in words.</summary>
    public string Words
    {
        get
        {
            var size = $"{Columns.Tile} × {Rows.Tile} pixels";
            var mirrored = IsMirrored ? $", the image mirrored to {Columns.Canvas} × {Rows.Canvas} at its borders" : "";
            return Count == 1 ? $"one run over {size}{mirrored}" : $"{Count} tiles of {size} with a halo of {Math.Max(Rows.Halo, Columns.Halo)}{mirrored}";
        }
    }
}
