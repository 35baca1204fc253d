using BioDL.Images;

namespace BioDL.Classical;

/// <summary>Equalises one channel tile by tile; see <see cref="LocalContrast"/>.</summary>
internal sealed class TileEqualizer
{
    private const int Greys = 1 << 14, Bins = 256, GreysPerBin = 1 + Greys / Bins;

    private readonly Image image;
    private readonly (int Height, int Width) tile;
    private readonly int down, across, clip;
    private readonly byte[] bins;
    private readonly int[] rows, columns;
    private readonly int[][] maps;

    public TileEqualizer(Image image, (int Height, int Width) tile, double limit)
    {
        (this.image, this.tile) = (image, tile);
        (down, across) = ((image.Height + tile.Height - 1) / tile.Height, (image.Width + tile.Width - 1) / tile.Width);
        // Tiles at the far edges are filled up with the mirrored image.
        rows = AxisMap.Padded(image.Height, 0, down * tile.Height - image.Height, Padding.Reflect);
        columns = AxisMap.Padded(image.Width, 0, across * tile.Width - image.Width, Padding.Reflect);
        clip = (int)Math.Max(1, limit * tile.Height * tile.Width);
        bins = BinsOf(image);
        maps = new int[down * across][];
        Threads.OverRows(maps.Length, tile.Height * tile.Width, (from, to) =>
        {
            for (var n = from; n < to; n++)
                maps[n] = MapOf(n / across, n % across);
        });
    }

    /// <summary>Each pixel is a mean of what the four tiles make of it whose centres lie around it, stretched from 0 to 1.</summary>
    public void Fill(Memory<float> result)
    {
        Threads.OverRows(image.Height, image.Width, (from, to) =>
        {
            for (var y = from; y < to; y++)
                FillRow(y, result.Span.Slice(y * image.Width, image.Width));
        });
        var values = result.Span;
        float low = float.PositiveInfinity, high = float.NegativeInfinity;
        foreach (var value in values)
            (low, high) = (MathF.Min(low, value), MathF.Max(high, value));
        for (var i = 0; i < values.Length; i++)
            values[i] = high > low ? (values[i] - low) / (high - low) : 0;
    }

    private void FillRow(int y, Span<float> target)
    {
        var (above, below, lower) = Around(y, tile.Height, down);
        for (var x = 0; x < target.Length; x++)
        {
            var (left, right, further) = Around(x, tile.Width, across);
            var bin = bins[y * image.Width + x];
            // Rounded after each step to the precision of the original, whose sums are then cut to whole greys.
            var sum = (float)(maps[above * across + left][bin] * ((1 - further) * (1 - lower)));
            sum += (float)(maps[above * across + right][bin] * (further * (1 - lower)));
            sum += (float)(maps[below * across + left][bin] * ((1 - further) * lower));
            sum += (float)(maps[below * across + right][bin] * (further * lower));
            target[x] = (int)sum;
        }
    }

    /// <summary>The tiles before and after a pixel, counted from tile centre to tile centre, and how far it is on its way.</summary>
    private static (int First, int Second, double Share) Around(int position, int side, int tiles)
    {
        var shifted = position + side / 2;
        var second = shifted / side;
        return (Math.Clamp(second - 1, 0, tiles - 1), Math.Clamp(second, 0, tiles - 1), shifted % side / (double)side);
    }

    /// <summary>Brightness in 16,384 greys, in bins of 65 of them.</summary>
    private static byte[] BinsOf(Image image)
    {
        var (low, high, _) = Pixels.Range(image, nameof(LocalContrast.EqualizeLocally));
        var perUnit = high > low ? (Greys - 1) / ((double)high - low) : 0;
        var bins = new byte[image.Values.Length];
        for (var i = 0; i < bins.Length; i++)
            bins[i] = (byte)((int)Math.Round((image.Values[i] - (double)low) * perUnit) / GreysPerBin);
        return bins;
    }

    private int[] MapOf(int row, int column)
    {
        var counts = new int[Bins];
        for (var y = row * tile.Height; y < (row + 1) * tile.Height; y++)
        {
            for (var x = column * tile.Width; x < (column + 1) * tile.Width; x++)
                counts[bins[rows[y] * image.Width + columns[x]]]++;
        }
        Clip(counts);
        var sum = 0L;
        return Array.ConvertAll(counts, count => (int)Math.Min((sum += count) * ((Greys - 1.0) / (tile.Height * tile.Width)), Greys - 1));
    }

    /// <summary>Cuts bins off at the limit and spreads the excess over those below, as evenly as whole numbers go.</summary>
    private void Clip(int[] counts)
    {
        var excess = counts.Sum(count => Math.Max(0, count - clip));
        var share = excess / Bins;
        for (var bin = 0; bin < Bins; bin++)
        {
            var filled = counts[bin] >= clip ? clip : Math.Min(clip, counts[bin] + share);
            excess -= counts[bin] >= clip ? 0 : filled - counts[bin];
            counts[bin] = filled;
        }
        var before = -1;
        while (excess > 0 && excess != before)
        {
            before = excess;
            for (var first = 0; first < Bins && excess > 0; first++)
            {
                var step = Math.Max(1, counts.Count(count => count < clip) / excess);
                // One round may hand out more than there is left; the original's does too.
                for (var bin = first; bin < Bins; bin += step)
                {
                    if (counts[bin] >= clip)
                        continue;
                    counts[bin]++;
                    excess--;
                }
            }
        }
    }
}
