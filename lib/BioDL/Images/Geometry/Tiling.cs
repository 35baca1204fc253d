namespace BioDL.Images;

/// <summary>Work on large images part by part.</summary>
public static class Tiling
{
    /// <summary>
    /// Divides an image into square tiles that overlap: <c>image.Tiles(256, halo: 32).Stitch(tile => model.Predict(tile.Image))</c>. Labels
    /// that a method gives per tile do not go together like that, since an object on a border has two numbers: stitch
    /// probabilities and label the whole.
    /// </summary>
    /// <param name="image">Channel × height × width.</param>
    /// <param name="size">Side of a tile in pixels, its halo included; where the image is shorter, the tile is as long as the
    /// image.</param>
    /// <param name="halo">Pixels along the inner edges of a tile whose answers are not used, since the method saw too little around them;
    /// neighbours overlap by at least twice as much.</param>
    /// <exception cref="ArgumentOutOfRangeException">The halo is negative, or leaves nothing of a tile.</exception>
    public static TileGrid Tiles(this Image image, int size, int halo = 0)
    {
        ArgumentNullException.ThrowIfNull(image);
        if (halo < 0 || size < 1 || size - 2L * halo < 1)
            throw new ArgumentOutOfRangeException(nameof(halo),
                $"Tiles of {size} pixels with a halo of {halo} were asked for; "
                + "a tile must be larger than twice its halo, which is 0 or more.");
        return new TileGrid(image, size, halo);
    }
}
