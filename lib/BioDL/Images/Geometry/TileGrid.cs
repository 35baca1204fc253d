using System.Collections;

namespace BioDL.Images;

/// <summary>
/// The tiles of an image, row by row. All have the same size and lie inside of the image: no pixel is invented, the last ones overlap
/// their neighbours more. Their cores cover the image exactly once; from every pixel of a core it is at least the halo to the nearest
/// edge of the tile, unless that is the edge of the image. A method that looks no farther than the halo thus answers
/// in tiles as it would answer on the whole image.
/// </summary>
public sealed class TileGrid : IReadOnlyList<Tile>
{
    private readonly Image image;
    private readonly (int Start, int Length, int CoreStart, int CoreLength)[] rows;
    private readonly (int Start, int Length, int CoreStart, int CoreLength)[] columns;

    internal TileGrid(Image image, int size, int halo)
    {
        this.image = image;
        rows = Divide(image.Height, size, halo);
        columns = Divide(image.Width, size, halo);
    }

    /// <summary>Number of tiles.</summary>
    public int Count => rows.Length * columns.Length;

    /// <summary>Number of rows of tiles.</summary>
    public int Rows => rows.Length;

    /// <summary>Number of columns of tiles.</summary>
    public int Columns => columns.Length;

    /// <summary>One tile, counted row by row; each call gives a new one, so that copies of tiles do not pile up.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such tile.</exception>
    public Tile this[int index]
    {
        get
        {
            if ((uint)index >= (uint)Count)
                throw new ArgumentOutOfRangeException(nameof(index), $"Tile {index} was asked for, but the tiles are 0 to {Count - 1}.");
            var (row, column) = (rows[index / columns.Length], columns[index % columns.Length]);
            return new Tile(image, new Region(column.Start, row.Start, column.Length, row.Length),
                new Region(column.CoreStart, row.CoreStart, column.CoreLength, row.CoreLength));
        }
    }

    /// <summary>
    /// Applies a method to each tile in turn and puts the cores of the answers together: <c>tiles.Stitch(tile =>
    /// tile.Image.Gaussian(2))</c>.
    /// </summary>
    /// <param name="method">Gives an image of the size of the tile, with any number of channels, the same for all tiles.</param>
    /// <returns>An image of the height, width, pixel size and provenance of the tiled one. With <c>tile => tile.Image</c> its values are
    /// that image's, bit for bit.</returns>
    /// <exception cref="ArgumentException">An answer has another size than its tile, or another number of channels than the
    /// first.</exception>
    public Image Stitch(Func<Tile, Image> method)
    {
        ArgumentNullException.ThrowIfNull(method);
        return Stitch(this.Select(method));
    }

    /// <summary>Puts the cores of one image per tile together; they are asked for one at a time.</summary>
    /// <inheritdoc cref="Stitch(Func{Tile, Image})"/>
    /// <param name="parts">One image per tile, in the order of the tiles and of their sizes.</param>
    public Image Stitch(IEnumerable<Image> parts)
    {
        ArgumentNullException.ThrowIfNull(parts);
        float[]? values = null;
        int count = 0, channels = 0;
        foreach (var part in parts)
        {
            if (count == Count)
                throw new ArgumentException(
                    $"More images were given than the {Count} tiles. Give one per tile, in their order.", nameof(parts));
            if (values is null)
                values = new float[Shape.Count(channels = part.Channels, image.Height, image.Width)];
            Place(part, this[count], count++, channels, values);
        }
        return count == Count
            ? new Image(channels, image.Height, image.Width, values) { PixelSize = image.PixelSize, Provenance = image.Provenance }
            : throw new ArgumentException($"{count} images were given for {Count} tiles. Give one per tile, in their order.", nameof(parts));
    }

    /// <inheritdoc/>
    public IEnumerator<Tile> GetEnumerator()
    {
        for (var i = 0; i < Count; i++)
            yield return this[i];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <inheritdoc/>
    public override string ToString() =>
        $"{Count} tiles of {columns[0].Length} × {rows[0].Length} pixels over an image of {image.Width} × {image.Height}";

    private void Place(Image part, Tile tile, int number, int channels, float[] values)
    {
        var (region, core) = (tile.Region, tile.Core);
        if (part.Channels != channels || part.Height != region.Height || part.Width != region.Width)
            throw new ArgumentException(
                $"The image for tile {number} has {part.Channels} × {part.Height} × {part.Width} values (channels × height × width), "
                + $"expected {channels} × {region.Height} × {region.Width}. Give each tile an answer of its own size.");
        for (var channel = 0; channel < channels; channel++)
        {
            var source = part.Channel(channel);
            for (var y = core.Y; y < core.Y + core.Height; y++)
                source.Slice((y - region.Y) * region.Width + core.X - region.X, core.Width)
                    .CopyTo(values.AsSpan((channel * image.Height + y) * image.Width + core.X));
        }
    }

    /// <summary>
    /// One axis: tiles start every size − 2 · halo pixels, the last one is moved back inside; a core ends a halo before its tile does.
    /// </summary>
    private static (int Start, int Length, int CoreStart, int CoreLength)[] Divide(int length, int size, int halo)
    {
        if (size >= length)
            return [(0, length, 0, length)];
        var step = size - 2 * halo;
        var tiles = new (int, int, int, int)[1 + (length - size + step - 1) / step];
        var coreStart = 0;
        for (var i = 0; i < tiles.Length; i++)
        {
            var start = Math.Min(i * step, length - size);
            var coreEnd = i == tiles.Length - 1 ? length : start + size - halo;
            tiles[i] = (start, size, coreStart, coreEnd - coreStart);
            coreStart = coreEnd;
        }
        return tiles;
    }
}
