using System.Globalization;
using System.Text;
using BioDL.Images;

namespace BioDL.Display;

/// <summary>Walks around objects along pixel edges and writes SVG path data in pixel coordinates; the image's corner is 0, 0.</summary>
internal static class OutlineTracer
{
    // Directions in clockwise order on screen: right, down, left, up.
    private static readonly (int X, int Y)[] Steps = [(1, 0), (0, 1), (-1, 0), (0, -1)];

    /// <summary>The outlines of all labels that are wanted: one closed loop per border, holes included.</summary>
    public static string Path(LabelImage labels, Func<int, bool> wanted)
    {
        var path = new StringBuilder();
        var walked = new bool[labels.Height * labels.Width];
        for (var y = 0; y < labels.Height; y++)
        {
            for (var x = 0; x < labels.Width; x++)
            {
                // Every loop runs along the top of some pixel of its object; that is where it is picked up.
                var label = At(labels, y, x);
                if (label > 0 && wanted(label) && At(labels, y - 1, x) != label && !walked[y * labels.Width + x])
                    Walk(labels, label, (x, y), walked, path);
            }
        }
        return path.ToString();
    }

    /// <summary>Walks with the object on the right hand from a pixel's top left corner until it is back there.</summary>
    private static void Walk(LabelImage labels, int label, (int X, int Y) start, bool[] walked, StringBuilder path)
    {
        path.Append(CultureInfo.InvariantCulture, $"M{start.X} {start.Y}");
        var (x, y) = start;
        int direction = 0, length = 0;
        do
        {
            if (direction == 0)
                walked[y * labels.Width + x] = true;
            (x, y, length) = (x + Steps[direction].X, y + Steps[direction].Y, length + 1);
            var turned = Turn(labels, label, x, y, direction);
            var closed = (x, y) == start && turned == 0;
            if (turned != direction && !closed)
                path.Append(CultureInfo.InvariantCulture, $"{(direction % 2 == 0 ? 'h' : 'v')}{(direction < 2 ? length : -length)}");
            length = turned == direction ? length : 0;
            direction = turned;
        }
        while ((x, y) != start || direction != 0);
        path.Append('z');
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
