namespace BioDL.Classical;

/// <summary>
/// The convex hull of an object, a pixel standing for the midpoints of its four sides. Coordinates are doubled, so that everything but the last root is
/// whole numbers and exact. Sides are chains of vertices from the top down; the right one is stored mirrored.
/// </summary>
internal sealed class ConvexOutline
{
    private readonly List<(long X, long Y)> left, right;

    private ConvexOutline(List<(int Y, int Left, int Right)> rows)
    {
        left = Chain(rows, row => row.Left);
        right = Chain(rows, row => -row.Right);
    }

    public static ConvexOutline Of(ReadOnlySpan<Run> runs)
    {
        var rows = new List<(int Y, int Left, int Right)>();
        foreach (var run in runs)
        {
            if (rows.Count > 0 && rows[^1].Y == run.Y)
                rows[^1] = (run.Y, rows[^1].Left, run.To - 1);
            else
                rows.Add((run.Y, run.From, run.To - 1));
        }
        return new ConvexOutline(rows);
    }

    /// <summary>The pixels whose centres lie in or on the hull: how many, and the outline around them.</summary>
    public (long Pixels, ConvexOutline Outline) Fill()
    {
        var rows = new List<(int Y, int Left, int Right)>();
        var pixels = 0L;
        int leftEdge = 0, rightEdge = 0;
        for (var y = (left[0].Y + 1) / 2; 2 * y < left[^1].Y; y++)
        {
            var (first, last) = (FirstPixel(left, ref leftEdge, y), -FirstPixel(right, ref rightEdge, y));
            if (first > last)
                continue;
            rows.Add(((int)y, (int)first, (int)last));
            pixels += last - first + 1;
        }
        return (pixels, new ConvexOutline(rows));
    }

    /// <summary>The largest distance of two vertices, and the smallest distance of two parallel lines that hold all vertices between them.</summary>
    public (double Maximum, double Minimum) Feret()
    {
        (long X, long Y)[] vertices = [.. left, .. Enumerable.Reverse(right).Select(vertex => (-vertex.X, vertex.Y))];
        var longest = 0L;
        var narrowest = double.PositiveInfinity;
        for (var i = 0; i < vertices.Length; i++)
        {
            var (from, to) = (vertices[i], vertices[(i + 1) % vertices.Length]);
            long dx = to.X - from.X, dy = to.Y - from.Y, farthest = 0;
            foreach (var (x, y) in vertices)
            {
                long sideX = x - from.X, sideY = y - from.Y;
                longest = Math.Max(longest, sideX * sideX + sideY * sideY);
                farthest = Math.Max(farthest, Math.Abs(dx * sideY - dy * sideX));
            }
            if (dx != 0 || dy != 0)
                narrowest = Math.Min(narrowest, farthest / Math.Sqrt(dx * dx + dy * dy));
        }
        return (Math.Sqrt(longest) / 2, narrowest / 2);
    }

    /// <summary>The side of the hull that bulges towards smaller X: the lower convex chain of its points, seen along Y.</summary>
    private static List<(long X, long Y)> Chain(List<(int Y, int Left, int Right)> rows, Func<(int Y, int Left, int Right), int> side)
    {
        var chain = new List<(long X, long Y)>();
        for (var i = 0; i < rows.Count; i++)
        {
            long x = 2 * side(rows[i]), y = 2 * rows[i].Y, above = x, below = x;
            if (i > 0 && rows[i - 1].Y == rows[i].Y - 1)
                above = Math.Min(above, 2 * side(rows[i - 1]));
            if (i + 1 < rows.Count && rows[i + 1].Y == rows[i].Y + 1)
                below = Math.Min(below, 2 * side(rows[i + 1]));
            Extend(chain, (above, y - 1));
            Extend(chain, (x - 1, y));
            Extend(chain, (below, y + 1));
        }
        return chain;
    }

    private static void Extend(List<(long X, long Y)> chain, (long X, long Y) point)
    {
        if (chain.Count > 0 && chain[^1] == point)
            return;
        while (chain.Count > 1 && !Bulges(chain[^2], chain[^1], point))
            chain.RemoveAt(chain.Count - 1);
        chain.Add(point);
    }

    private static bool Bulges((long X, long Y) first, (long X, long Y) middle, (long X, long Y) last) =>
        (middle.X - first.X) * (last.Y - middle.Y) < (last.X - middle.X) * (middle.Y - first.Y);

    /// <summary>The first column whose centre lies on the chain or beyond, in row y.</summary>
    private static long FirstPixel(List<(long X, long Y)> chain, ref int edge, long y)
    {
        while (chain[edge + 1].Y < 2 * y)
            edge++;
        var ((x, top), (nextX, bottom)) = (chain[edge], chain[edge + 1]);
        var height = bottom - top;
        var position = x * height + (2 * y - top) * (nextX - x);
        // Rounded up, also below 0.
        var (quotient, remainder) = Math.DivRem(position, 2 * height);
        return remainder > 0 ? quotient + 1 : quotient;
    }
}
