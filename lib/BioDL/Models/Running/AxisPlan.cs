namespace BioDL.Models;

/// <summary>
/// How one axis of an image is cut into tiles. All tiles are equally long and lie within the canvas: the image, mirrored at its end to a
/// length that the network takes, and at both ends by what the network cuts off. Tiles start on the network's grid.
/// </summary>
internal sealed record AxisPlan
{
    /// <summary>Length of the image.</summary>
    public required int Length { get; init; }

    /// <summary>Mirrored pixels before the image: what the network cuts off at each end.</summary>
    public required int Before { get; init; }

    /// <summary>Length of the canvas.</summary>
    public required int Canvas { get; init; }

    /// <summary>Length of a tile.</summary>
    public required int Tile { get; init; }

    /// <summary>At inner ends of a tile so many pixels of the answer are not used.</summary>
    public required int Halo { get; init; }

    /// <summary>Where tiles start on the canvas.</summary>
    public required IReadOnlyList<int> Starts { get; init; }

    /// <summary>From which pixel of the image up to which, exclusively, a tile answers; the last one may go beyond the image.</summary>
    public (int From, int To) Core(int tile) => (
        tile == 0 ? 0 : Starts[tile - 1] + Tile - 2 * Before - Halo,
        tile == Starts.Count - 1 ? Canvas - 2 * Before : Starts[tile] + Tile - 2 * Before - Halo);

    /// <summary>The whole axis in one tile, or null when no allowed length holds it.</summary>
    public static AxisPlan? Whole(int length, int before, AllowedSizes sizes)
    {
        var tile = sizes.AtLeast(checked(length + 2 * before));
        return tile < length + 2 * before ? null : new AxisPlan { Length = length, Before = before, Canvas = tile, Tile = tile, Halo = 0, Starts = [0] };
    }

    /// <summary>Cuts an axis into tiles, as short as their number allows, so that little is computed twice.</summary>
    /// <param name="length">Of the image.</param>
    /// <param name="before">What the network cuts off at each end.</param>
    /// <param name="sizes">Lengths that the network takes.</param>
    /// <param name="longest">Tiles are at most so long, unless the network takes no shorter ones.</param>
    /// <param name="halo">Pixels not to be used at inner ends.</param>
    /// <param name="grid">Tiles start at multiples of it.</param>
    /// <exception cref="ArgumentException">The halo leaves nothing of a tile.</exception>
    public static AxisPlan Cut(int length, int before, AllowedSizes sizes, int longest, int halo, int grid)
    {
        if (Whole(length, before, sizes) is { } whole && whole.Tile <= sizes.AtMost(longest))
            return whole;
        var tile = sizes.AtMost(longest);
        var step = Step(tile);
        if (step < 1)
            throw new ArgumentException(
                $"Tiles of {tile} pixels with a halo of {halo} leave nothing: a tile must be longer than twice its "
                + $"halo{(before > 0 ? $" and the {before} pixels that the network cuts off at each end" : "")}, "
                + $"by at least the network's grid of {grid} pixels. {(sizes.IsFixed ? "Choose a smaller Halo" : "Choose a larger Tile or a smaller Halo")}.");
        var canvas = length + 2 * before;
        var count = Count(tile);
        while (!sizes.IsFixed && tile - sizes.Step >= sizes.Minimum && Step(tile - sizes.Step) >= 1 && Count(tile - sizes.Step) == count)
            tile -= sizes.Step;
        step = Step(tile);
        // The length that the network would take untiled, if the last tile then stays on the grid.
        var natural = sizes.IsFixed ? canvas : sizes.AtLeast(canvas);
        var end = (natural - tile) % grid == 0 ? natural : tile + (canvas - tile + grid - 1) / grid * grid;
        int[] starts = [.. Enumerable.Range(0, 1 + (end - tile + step - 1) / step).Select(i => Math.Min(i * step, end - tile))];
        return new AxisPlan { Length = length, Before = before, Canvas = end, Tile = tile, Halo = halo, Starts = starts };

        int Step(int size) => (size - 2 * before - 2 * halo) / grid * grid;

        int Count(int size) => 1 + Math.Max(0, (length + 2 * before - size + Step(size) - 1) / Step(size));
    }
}
