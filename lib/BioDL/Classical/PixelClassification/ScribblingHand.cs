using BioDL.Images;

namespace BioDL.Classical;

/// <summary>A stand-in for the hand that scribbles: where objects are known, it draws as a person would, a few short strokes on each class.</summary>
public static class ScribblingHand
{
    private const int Length = 24, Width = 2, Distance = 2, Tries = 500;

    /// <summary>
    /// Draws strokes on objects and on background: along the middle of objects drawn at random (their skeleton), and straight ones of 24 × 2 pixels that stay 2 pixels
    /// away from all objects. <c>ScribblingHand.Draw(field.Labels, strokes: 5)</c>; to learn what scribbles buy, never to replace those of a person on new images.
    /// </summary>
    /// <param name="labels">The objects; at least one.</param>
    /// <param name="strokes">Strokes of each class, 1 to 1000; fewer where there are fewer objects, or no more room between them.</param>
    /// <param name="seed">Another seed scribbles elsewhere.</param>
    /// <param name="inside">Name of the objects' class.</param>
    /// <param name="outside">Name of the class beside them.</param>
    /// <exception cref="ArgumentException">There is no object, no room beside them, or a number is out of range.</exception>
    public static Scribbles Draw(LabelImage labels, int strokes = 5, int seed = 1, string inside = "nucleus", string outside = "background")
    {
        ArgumentNullException.ThrowIfNull(labels);
        if (strokes is < 1 or > 1000)
            throw new ArgumentOutOfRangeException(nameof(strokes), $"{strokes} strokes of each class were asked for; 1 to 1000 can be drawn.");
        int[] objects = [.. Enumerable.Range(1, labels.Maximum).Where(label => labels.Areas[label] > 0)];
        if (objects.Length == 0)
            throw new ArgumentException("There is no object to scribble on. Take a field that has some.", nameof(labels));
        var hand = new SeededStream(seed, 0);
        var scribbles = new Scribbles(new Image(1, labels.Height, labels.Width));
        for (var n = 0; n < Math.Min(strokes, objects.Length); n++)
        {
            var drawn = n + hand.Below(objects.Length - n);
            (objects[n], objects[drawn]) = (objects[drawn], objects[n]);
            scribbles = scribbles.Pixels(inside, labels.Keep([objects[n]]).Foreground().Skeletonise());
        }
        var free = labels.Foreground().Dilate(Distance).Invert();
        var (left, trials) = (strokes, Tries * strokes);
        while (left > 0 && trials-- > 0)
        {
            if (Beside(free, ref hand) is not { } ends)
                continue;
            scribbles = scribbles.Stroke(outside, Width, ends.Start, ends.End);
            left--;
        }
        return left < strokes ? scribbles : throw new ArgumentException(
            $"Between these {objects.Length} objects there is no room for a stroke of {Length} pixels. Take a field with more background.", nameof(labels));
    }

    /// <summary>A stroke at random that meets no object, or nothing.</summary>
    private static ((double Y, double X) Start, (double Y, double X) End)? Beside(Mask free, ref SeededStream hand)
    {
        var angle = hand.Below(360) * Math.PI / 180;
        (double Y, double X) start = (hand.Below(free.Height), hand.Below(free.Width));
        (double Y, double X) end = (Math.Round(start.Y + Length * Math.Sin(angle)), Math.Round(start.X + Length * Math.Cos(angle)));
        for (var step = 0; step <= Length; step++)
        {
            var (y, x) = ((int)Math.Round(start.Y + (end.Y - start.Y) * step / Length), (int)Math.Round(start.X + (end.X - start.X) * step / Length));
            if (y < 0 || x < 0 || y >= free.Height || x >= free.Width || !free[y, x])
                return null;
        }
        return (start, end);
    }
}
