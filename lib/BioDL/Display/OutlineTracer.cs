using BioDL.Images;

namespace BioDL.Display;

/// <summary>Walks around objects along pixel edges, from corner to corner in pixel coordinates; the image's corner is 0, 0.</summary>
internal static class OutlineTracer
{
    // Directions in clockwise order on screen: right, down, left, up.
    private static readonly (int X, int Y)[] Steps = [(1, 0), (0, 1), (-1, 0), (0, -1)];

    /// <summary>The outlines of all labels that are wanted: one closed loop per border, holes included.</summary>
    public static List<(int X, int Y)[]> Loops(LabelImage labels, Func<int, bool> wanted)
    {
        var loops = new List<(int X, int Y)[]>();
        var walked = new bool[labels.Height * labels.Width];
        for (var y = 0; y < labels.Height; y++)
        {
            for (var x = 0; x < labels.Width; x++)
            {
                // Every loop runs along the top of some pixel of its object; that is where it is picked up.
                var label = At(labels, y, x);
                if (label > 0 && wanted(label) && At(labels, y - 1, x) != label && !walked[y * labels.Width + x])
                    loops.Add(Walk(labels, label, (x, y), walked));
            }
        }
        return loops;
    }

    /// <summary>Walks with the object on the right hand from a pixel's top left corner until it is back there.</summary>
    private static (int X, int Y)[] Walk(LabelImage labels, int label, (int X, int Y) start, bool[] walked)
    {
        var corners = new List<(int X, int Y)> { start };
        var (x, y) = start;
        var direction = 0;
        do
        {
            if (direction == 0)
                walked[y * labels.Width + x] = true;
            (x, y) = (x + Steps[direction].X, y + Steps[direction].Y);
            var turned = Turn(labels, label, x, y, direction);
            if (turned != direction && (x, y, turned) != (start.X, start.Y, 0))
                corners.Add((x, y));
            direction = turned;
        }
        while ((x, y) != start || direction != 0);
        return [.. corners];
    }

    /// <summary>Where the border goes on from a corner: right if it can, so that pixels which meet in a corner stay apart; else on; else left.</summary>
    private static int Turn(LabelImage labels, int label, int x, int y, int direction)
    {
        var aheadRight = direction switch { 0 => At(labels, y, x), 1 => At(labels, y, x - 1), 2 => At(labels, y - 1, x - 1), _ => At(labels, y - 1, x) };
        var aheadLeft = direction switch { 0 => At(labels, y - 1, x), 1 => At(labels, y, x), 2 => At(labels, y, x - 1), _ => At(labels, y - 1, x - 1) };
        if (aheadRight != label)
            return (direction + 1) % 4;
        return aheadLeft == label ? (direction + 3) % 4 : direction;
    }

    private static int At(LabelImage labels, int y, int x) =>
        (uint)y < (uint)labels.Height && (uint)x < (uint)labels.Width ? labels.Values[y * labels.Width + x] : 0;
}
