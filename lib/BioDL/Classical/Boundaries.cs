using BioDL.Images;

namespace BioDL.Classical;

/// <summary>Which side of the line between two objects, or object and background, is marked.</summary>
public enum BoundarySide
{
    /// <summary>The outermost pixels of each object.</summary>
    Inner,

    /// <summary>Background pixels next to objects; where two objects touch, their own.</summary>
    Outer,

    /// <summary>Both sides: lines two pixels wide.</summary>
    Thick,
}

/// <summary>Where objects end.</summary>
public static class Boundaries
{
    /// <summary>
    /// Marks pixels that share a side with a pixel of another label, as <c>skimage.segmentation.find_boundaries</c> does with
    /// connectivity 1. The edge of the image is no boundary.
    /// </summary>
    /// <param name="labels">Height × width.</param>
    /// <param name="side">Which of these pixels.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such side.</exception>
    public static Mask FindBoundaries(this LabelImage labels, BoundarySide side = BoundarySide.Inner)
    {
        ArgumentNullException.ThrowIfNull(labels);
        if (!Enum.IsDefined(side))
            throw new ArgumentOutOfRangeException(nameof(side), $"The side is {side}; there are Inner, Outer and Thick.");
        int width = labels.Width, height = labels.Height;
        var marked = new bool[width * height];
        Threads.OverRows(height, width, (from, to) =>
        {
            var values = labels.Values;
            for (var y = from; y < to; y++)
            {
                for (var x = 0; x < width; x++)
                {
                    var i = y * width + x;
                    if (side == BoundarySide.Inner && values[i] == 0)
                        continue;
                    var differs = (x > 0 && values[i - 1] != values[i]) || (x + 1 < width && values[i + 1] != values[i])
                        || (y > 0 && values[i - width] != values[i]) || (y + 1 < height && values[i + width] != values[i]);
                    marked[i] = differs && (side != BoundarySide.Outer || values[i] == 0 || TouchesObject(labels, y, x));
                }
            }
        });
        return new Mask(height, width, marked) { PixelSize = labels.PixelSize };
    }

    /// <summary>Whether one of the eight neighbours belongs to another object.</summary>
    private static bool TouchesObject(LabelImage labels, int y, int x)
    {
        var own = labels[y, x];
        for (var row = Math.Max(0, y - 1); row <= Math.Min(labels.Height - 1, y + 1); row++)
        {
            for (var column = Math.Max(0, x - 1); column <= Math.Min(labels.Width - 1, x + 1); column++)
            {
                var other = labels[row, column];
                if (other != 0 && other != own)
                    return true;
            }
        }
        return false;
    }
}
