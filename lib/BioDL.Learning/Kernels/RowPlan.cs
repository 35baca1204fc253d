namespace BioDL.Learning.Kernels;

/// <summary>How a row of pixels is cut into tiles so that few pixels are computed in vain.</summary>
internal static class RowPlan
{
    /// <summary>What a tile costs beside its pixels, in pixels.</summary>
    private const int Overhead = 1;

    /// <summary>The kernels for the tiles of a row, from left to right.</summary>
    public static TileKernel[] Cut(TileKernel[] kernels, int columns)
    {
        // All but the last few tiles are of the widest kernel; how the rest is cut best is found by trying.
        var widest = kernels[0].Pixels;
        var rest = columns <= 4 * widest ? columns : (3 * widest) + (columns % widest);
        var costs = new int[rest + 1];
        var choices = new int[rest + 1];
        for (var length = 1; length <= rest; length++)
        {
            costs[length] = int.MaxValue;
            for (var kernel = 0; kernel < kernels.Length; kernel++)
            {
                var cost = costs[Math.Max(length - kernels[kernel].Pixels, 0)] + kernels[kernel].Pixels + Overhead;
                if (cost < costs[length])
                    (costs[length], choices[length]) = (cost, kernel);
            }
        }
        var tiles = Enumerable.Repeat(kernels[0], (columns - rest) / widest).ToList();
        while (rest > 0)
        {
            tiles.Add(kernels[choices[rest]]);
            rest = Math.Max(rest - tiles[^1].Pixels, 0);
        }
        // Only the last tile may reach over the end: the narrowest that covers what is left.
        return [.. tiles];
    }
}
