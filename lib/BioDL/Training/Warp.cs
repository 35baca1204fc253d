using BioDL.Images;

namespace BioDL.Training;

/// <summary>Where the pixels of a patch come from in the image: turned, flipped, scaled and bent around a centre.</summary>
internal sealed class Warp
{
    private const int Knot = 32;

    private readonly int size;
    private readonly double centreY, centreX, along, across, flip;
    private readonly double[]? bendY, bendX;

    /// <param name="size">Side of the patch, an even number of pixels.</param>
    /// <param name="centre">The corner of image pixels that becomes the middle of the patch, row and column.</param>
    /// <param name="augmentation">How patches are varied.</param>
    /// <param name="random">Where chance comes from.</param>
    public Warp(int size, (int Y, int X) centre, Augmentation augmentation, Random random)
    {
        this.size = size;
        (centreY, centreX) = centre;
        var quarters = augmentation.Turns ? random.Next(4) : 0;
        flip = augmentation.Turns && random.Next(2) == 1 ? -1 : 1;
        if (random.NextDouble() >= augmentation.Warped)
        {
            // Whole numbers, so that pixels stay exactly what they are.
            (along, across) = quarters switch { 0 => (1, 0), 1 => (0, 1), 2 => (-1, 0), _ => (0, -1) };
            return;
        }
        var angle = 2 * Math.PI * random.NextDouble();
        var step = Math.Pow(augmentation.Scale, 2 * random.NextDouble() - 1);
        (along, across) = (step * Math.Cos(angle), step * Math.Sin(angle));
        var knots = Knots * Knots;
        (bendY, bendX) = (Draw(knots), Draw(knots));

        double[] Draw(int count) => [.. Enumerable.Range(0, count).Select(_ => augmentation.Bend * Chance.Normal(random))];
    }

    private int Knots => size / Knot + 2;

    /// <summary>Reads all channels of an image, between pixels by linear interpolation, beyond its edges mirrored.</summary>
    public float[] Read(Image image)
    {
        var values = new float[image.Channels * size * size];
        for (var y = 0; y < size; y++)
        {
            for (var x = 0; x < size; x++)
            {
                var (row, column) = Source(y, x);
                Read(image, row, column, values.AsSpan(y * size + x));
            }
        }
        return values;
    }

    private (double Y, double X) Source(int y, int x)
    {
        double dy = y + 0.5 - size / 2.0, dx = flip * (x + 0.5 - size / 2.0);
        double row = centreY + along * dy + across * dx - 0.5, column = centreX - across * dy + along * dx - 0.5;
        return bendY is null ? (row, column) : (row + Between(bendY, y, x), column + Between(bendX!, y, x));
    }

    private double Between(double[] knots, int y, int x)
    {
        int row = y / Knot, column = x / Knot, at = row * Knots + column;
        double down = y % Knot / (double)Knot, right = x % Knot / (double)Knot;
        return (1 - down) * ((1 - right) * knots[at] + right * knots[at + 1])
            + down * ((1 - right) * knots[at + Knots] + right * knots[at + Knots + 1]);
    }

    private void Read(Image image, double row, double column, Span<float> target)
    {
        int height = image.Height, width = image.Width, plane = height * width;
        int y = (int)Math.Floor(row), x = (int)Math.Floor(column);
        float down = (float)(row - y), right = (float)(column - x);
        int top = Mirror(y, height) * width, bottom = Mirror(y + 1, height) * width, left = Mirror(x, width), far = Mirror(x + 1, width);
        var values = image.Values;
        for (var channel = 0; channel < image.Channels; channel++)
        {
            var start = channel * plane;
            var upper = values[start + top + left] * (1 - right) + values[start + top + far] * right;
            var lower = values[start + bottom + left] * (1 - right) + values[start + bottom + far] * right;
            target[channel * size * size] = upper * (1 - down) + lower * down;
        }
    }

    /// <summary>… 1 0 | 0 1 2 … n−1 | n−1 n−2 …</summary>
    private static int Mirror(int position, int length)
    {
        var period = 2 * length;
        var folded = (position % period + period) % period;
        return folded < length ? folded : period - 1 - folded;
    }
}
