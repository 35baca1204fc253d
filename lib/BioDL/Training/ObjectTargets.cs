using BioDL.Classical;
using BioDL.Images;

namespace BioDL.Training;

/// <summary>What a network learns to tell from an image, so that touching objects can be told apart afterwards (see <see cref="ObjectSeparation"/>).</summary>
public static class ObjectTargets
{
    /// <summary>Channels of the targets: foreground, and depth within the object.</summary>
    public const int Channels = 2;

    /// <summary>
    /// Two channels, 0 to 1. The first is 1 on objects. The second is each object's own distance transform divided by its largest value: 1 in
    /// the middle, near 0 along its outline and so wherever two objects touch, whatever their size. Where the image cuts an object, the cut is no outline.
    /// </summary>
    /// <param name="labels">The objects.</param>
    public static Image Of(LabelImage labels)
    {
        ArgumentNullException.ThrowIfNull(labels);
        var pixels = labels.Height * labels.Width;
        var values = new float[Channels * pixels];
        for (var i = 0; i < pixels; i++)
            values[i] = labels.Values[i] > 0 ? 1 : 0;
        foreach (var (label, box) in Boxes(labels))
            AddDepth(labels, label, box, values.AsSpan(pixels));
        return new Image(Channels, labels.Height, labels.Width, values) { PixelSize = labels.PixelSize };
    }

    /// <summary>The smallest region around each object, with a pixel of surroundings where the image has one.</summary>
    private static Dictionary<int, Region> Boxes(LabelImage labels)
    {
        var boxes = new Dictionary<int, (int Left, int Top, int Right, int Bottom)>();
        for (var i = 0; i < labels.Values.Length; i++)
        {
            if (labels.Values[i] is not (> 0 and var label))
                continue;
            var (y, x) = (i / labels.Width, i % labels.Width);
            boxes[label] = boxes.TryGetValue(label, out var box)
                ? (Math.Min(box.Left, x), box.Top, Math.Max(box.Right, x), y)
                : (x, y, x, y);
        }
        return boxes.ToDictionary(pair => pair.Key, pair =>
        {
            var (left, top) = (Math.Max(pair.Value.Left - 1, 0), Math.Max(pair.Value.Top - 1, 0));
            return new Region(left, top, Math.Min(pair.Value.Right + 2, labels.Width) - left, Math.Min(pair.Value.Bottom + 2, labels.Height) - top);
        });
    }

    private static void AddDepth(LabelImage labels, int label, Region box, Span<float> depth)
    {
        var inside = Array.ConvertAll(labels.Crop(box).Values.ToArray(), value => value == label);
        var distance = new Mask(box.Height, box.Width, inside).Distance().Values;
        var largest = 0f;
        foreach (var value in distance)
            largest = Math.Max(largest, value);
        for (var i = 0; i < inside.Length; i++)
        {
            if (inside[i])
                depth[(box.Y + i / box.Width) * labels.Width + box.X + i % box.Width] = distance[i] / largest;
        }
    }
}
