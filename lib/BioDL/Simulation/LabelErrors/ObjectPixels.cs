using BioDL.Classical;
using BioDL.Images;

namespace BioDL.Simulation;

/// <summary>The pixels of one object, and those that it would have with another outline. Places count row by row.</summary>
internal sealed class ObjectPixels
{
    private readonly int height, width;
    private int top = int.MaxValue, left = int.MaxValue, bottom, right;

    private ObjectPixels(int height, int width) => (this.height, this.width) = (height, width);

    public List<int> Pixels { get; } = [];

    public static Dictionary<int, ObjectPixels> Of(LabelImage labels)
    {
        var objects = new Dictionary<int, ObjectPixels>();
        for (var i = 0; i < labels.Values.Length; i++)
        {
            if (labels.Values[i] == 0)
                continue;
            if (!objects.TryGetValue(labels.Values[i], out var one))
                objects[labels.Values[i]] = one = new ObjectPixels(labels.Height, labels.Width);
            one.Add(i);
        }
        return objects;
    }

    /// <summary>Other objects within a distance, from pixel to pixel, and how near they come.</summary>
    public IEnumerable<(int Label, double Distance)> Near(LabelImage labels, double distance)
    {
        var (field, box) = DistanceTo(distance);
        var (own, nearest) = (labels.Values[Pixels[0]], new Dictionary<int, double>());
        for (var i = 0; i < field.Length; i++)
        {
            var label = labels[box.Y + i / box.Width, box.X + i % box.Width];
            if (label > 0 && label != own && field[i] <= distance)
                nearest[label] = Math.Min(field[i], nearest.GetValueOrDefault(label, double.MaxValue));
        }
        return nearest.Select(pair => (pair.Key, pair.Value));
    }

    public IEnumerable<int> Shifted(int down, int across) => Pixels.Select(pixel => (Y: pixel / width + down, X: pixel % width + across))
        .Where(place => place.Y >= 0 && place.Y < height && place.X >= 0 && place.X < width).Select(place => place.Y * width + place.X);

    public IEnumerable<int> Grown(double distance)
    {
        var (field, box) = DistanceTo(distance);
        return Places(box, i => field[i] <= distance);
    }

    /// <summary>The pixels whose distance from the outside is right, or the innermost where none is.</summary>
    public IEnumerable<int> Within(Func<float, bool> isRight)
    {
        var (field, box) = Depth(1);
        var most = field.Max();
        return Places(box, i => field[i] > 0 && (isRight(field[i]) || field[i] == most));
    }

    /// <summary>The outline moved in and out by a smooth random amount, of the given mean size; of what falls apart the largest piece.</summary>
    public IEnumerable<int> Jagged(double size, Random random)
    {
        var margin = 3 * size + 1;
        var ((outside, box), (inside, _)) = (DistanceTo(margin), Depth(margin));
        var stray = SmoothNoise.Make(random, box.Height, box.Width, 1.5);
        // The mean distance from 0 of a normal deviate is √(2/π) of its standard deviation.
        var scale = size / Math.Sqrt(2 / Math.PI);
        var kept = Enumerable.Range(0, stray.Length).Select(i => (inside[i] > 0 ? inside[i] - 0.5 : 0.5 - outside[i]) + scale * stray[i] > 0);
        var pieces = new Mask(box.Height, box.Width, [.. kept]).Components(Connectivity.Four);
        var largest = Enumerable.Range(1, pieces.Maximum).DefaultIfEmpty().MaxBy(piece => piece > 0 ? pieces.Areas[piece] : 0);
        return largest > 0 ? Places(box, i => pieces.Values[i] == largest) : Pixels;
    }

    private void Add(int pixel)
    {
        Pixels.Add(pixel);
        (top, bottom) = (Math.Min(top, pixel / width), Math.Max(bottom, pixel / width));
        (left, right) = (Math.Min(left, pixel % width), Math.Max(right, pixel % width));
    }

    private IEnumerable<int> Places(Region box, Func<int, bool> wanted) =>
        Enumerable.Range(0, box.Height * box.Width).Where(wanted).Select(i => (box.Y + i / box.Width) * width + box.X + i % box.Width);

    private Region Box(double margin)
    {
        var more = (int)Math.Ceiling(margin) + 1;
        int x = Math.Max(0, left - more), y = Math.Max(0, top - more);
        return new Region(x, y, Math.Min(width - 1, right + more) - x + 1, Math.Min(height - 1, bottom + more) - y + 1);
    }

    /// <summary>Distance from every pixel around to the nearest of the object's.</summary>
    private (float[] Field, Region Box) DistanceTo(double margin)
    {
        var (inside, box) = Cut(margin);
        return (new Mask(box.Height, box.Width, Array.ConvertAll(inside, value => !value)).Distance().Values.ToArray(), box);
    }

    /// <summary>Distance from the object's pixels to the nearest outside of it.</summary>
    private (float[] Field, Region Box) Depth(double margin)
    {
        var (inside, box) = Cut(margin);
        return (new Mask(box.Height, box.Width, inside).Distance().Values.ToArray(), box);
    }

    private (bool[] Inside, Region Box) Cut(double margin)
    {
        var box = Box(margin);
        var inside = new bool[box.Height * box.Width];
        foreach (var pixel in Pixels)
            inside[(pixel / width - box.Y) * box.Width + pixel % width - box.X] = true;
        return (inside, box);
    }
}
