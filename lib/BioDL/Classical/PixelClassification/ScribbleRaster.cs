using System.Globalization;

namespace BioDL.Classical;

/// <summary>
/// Turns scribbles into pixels of one image. What lies outside is left out. A pixel belongs to an area when its centre lies within. Files may be hostile, so the work
/// for all shapes together is bounded.
/// </summary>
internal sealed class ScribbleRaster(int height, int width)
{
    /// <summary>Widest line, in pixels.</summary>
    public const double WidestLine = 1000;

    /// <summary>Pixels and borders looked at for all shapes of one file.</summary>
    private const long MostWork = 1 << 26;

    private readonly ulong[] taken = new ulong[(height * width + 63) / 64];
    private readonly List<int> pixels = [];
    private long work;

    /// <summary>The pixels of a shape within the image, ascending; none when it lies outside.</summary>
    /// <exception cref="InvalidDataException">A coordinate is not finite, or there is too much to draw.</exception>
    public int[] PixelsOf(ScribbleShape shape)
    {
        foreach (var (x, y) in shape.Parts.SelectMany(part => part))
        {
            if (!(Math.Abs(x) < 1e9 && Math.Abs(y) < 1e9))
                throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture, $"found the position ({x}, {y}), expected pixels of an image"));
        }
        if (!(shape.Width is >= 0 and <= WidestLine))
            throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture, $"found a line {shape.Width} pixels wide, expected at most {WidestLine}"));
        switch (shape.Form)
        {
            case ScribbleForm.Area:
                Fill(shape.Parts);
                break;
            case ScribbleForm.Oval:
                FillOval(shape.Parts[0][0], shape.Parts[0][1]);
                break;
            case ScribbleForm.Points:
                foreach (var (x, y) in shape.Parts.SelectMany(part => part))
                    Add((long)Math.Floor(y), (long)Math.Floor(x));
                break;
            default:
                foreach (var part in shape.Parts)
                    Draw(part, shape);
                break;
        }
        pixels.Sort();
        int[] result = [.. pixels];
        foreach (var pixel in result)
            taken[pixel / 64] = 0;
        pixels.Clear();
        return result;
    }

    private void Draw((double X, double Y)[] points, ScribbleShape shape)
    {
        for (var i = 0; i < Math.Max(1, points.Length - 1) && points.Length > 0; i++)
        {
            var (from, to) = (points[i], points[Math.Min(i + 1, points.Length - 1)]);
            if (shape.Width > 1)
                DrawThick(from, to, shape.Width / 2, shape.EndsFlat && i == 0, shape.EndsFlat && i >= points.Length - 2);
            else
                DrawThin(from, to);
        }
    }

    /// <summary>One pixel in every column, or in every row where the line is steep; both ends are exact.</summary>
    private void DrawThin((double X, double Y) from, (double X, double Y) to)
    {
        double fromX = Math.Floor(from.X), fromY = Math.Floor(from.Y), dx = Math.Floor(to.X) - fromX, dy = Math.Floor(to.Y) - fromY;
        var steps = Math.Max(Math.Abs(dx), Math.Abs(dy));
        if (steps == 0)
        {
            Add((long)fromY, (long)fromX);
            return;
        }
        // Only the steps that can lie within the image: a line may be long, an image is not.
        var (first, last) = Within(fromX, dx, width, (0, 1));
        (first, last) = Within(fromY, dy, height, (first, last));
        for (var step = Math.Floor(first * steps); step <= Math.Ceiling(last * steps); step++)
            Add((long)Math.Floor(fromY + dy * step / steps + 0.5), (long)Math.Floor(fromX + dx * step / steps + 0.5));
    }

    private static (double First, double Last) Within(double start, double change, int end, (double First, double Last) range)
    {
        if (change == 0)
            return start >= -1 && start <= end ? range : (1, 0);
        double enter = (-1 - start) / change, leave = (end - start) / change;
        return (Math.Max(range.First, Math.Min(enter, leave)), Math.Min(range.Last, Math.Max(enter, leave)));
    }

    /// <summary>Pixels whose centres lie no farther than the radius from the line; beyond a flat end only those up to half a pixel behind it.</summary>
    private void DrawThick((double X, double Y) from, (double X, double Y) to, double radius, bool startsFlat, bool endsFlat)
    {
        var (left, right) = Range(Math.Min(from.X, to.X) - radius, Math.Max(from.X, to.X) + radius, width);
        var (top, bottom) = Range(Math.Min(from.Y, to.Y) - radius, Math.Max(from.Y, to.Y) + radius, height);
        Spend((right - left + 1L) * (bottom - top + 1L));
        double dx = to.X - from.X, dy = to.Y - from.Y, length = Math.Sqrt(dx * dx + dy * dy);
        (dx, dy) = length > 0 ? (dx / length, dy / length) : (0, 0);
        for (var y = top; y <= bottom; y++)
        {
            for (var x = left; x <= right; x++)
            {
                double px = x + 0.5 - from.X, py = y + 0.5 - from.Y;
                double along = px * dx + py * dy, behind = Math.Max(-along, along - length);
                var isFlat = behind > 0 && (along < 0 ? startsFlat : endsFlat);
                var near = isFlat ? along : Math.Clamp(along, 0, length);
                double ax = px - near * dx, ay = py - near * dy;
                if (ax * ax + ay * ay <= radius * radius && !(isFlat && behind > 0.5))
                    Add(y, x);
            }
        }
    }

    /// <summary>Row by row: between the first and the second border that the middle of the row crosses, between the third and the fourth …</summary>
    private void Fill(IReadOnlyList<(double X, double Y)[]> rings)
    {
        var crossings = new Dictionary<int, List<double>>();
        foreach (var ring in rings)
        {
            for (var i = 0; i < ring.Length; i++)
            {
                var (a, b) = (ring[i], ring[(i + 1) % ring.Length]);
                // The middle of a row lies on this side from the smaller of both ends on, up to but without the larger one.
                int first = (int)Math.Ceiling(Math.Clamp(Math.Min(a.Y, b.Y) - 0.5, 0, height)), end = (int)Math.Ceiling(Math.Clamp(Math.Max(a.Y, b.Y) - 0.5, 0, height));
                Spend(end - first + 1);
                for (var y = first; y < end; y++)
                {
                    if (!crossings.TryGetValue(y, out var row))
                        crossings[y] = row = [];
                    row.Add(a.X + (y + 0.5 - a.Y) / (b.Y - a.Y) * (b.X - a.X));
                }
            }
        }
        foreach (var (y, row) in crossings)
        {
            row.Sort();
            for (var i = 0; i + 1 < row.Count; i += 2)
            {
                int first = (int)Math.Floor(Math.Clamp(row[i] + 0.5, 0, width)), end = (int)Math.Floor(Math.Clamp(row[i + 1] + 0.5, 0, width));
                for (var x = first; x < end; x++)
                    Add(y, x);
            }
        }
    }

    private void FillOval((double X, double Y) corner, (double X, double Y) opposite)
    {
        double radiusX = (opposite.X - corner.X) / 2, radiusY = (opposite.Y - corner.Y) / 2;
        double middleX = corner.X + radiusX, middleY = corner.Y + radiusY;
        var (left, right) = Range(corner.X, opposite.X, width);
        var (top, bottom) = Range(corner.Y, opposite.Y, height);
        Spend((right - left + 1L) * (bottom - top + 1L));
        for (var y = top; y <= bottom; y++)
        {
            for (var x = left; x <= right; x++)
            {
                double dx = (x + 0.5 - middleX) / radiusX, dy = (y + 0.5 - middleY) / radiusY;
                if (dx * dx + dy * dy <= 1)
                    Add(y, x);
            }
        }
    }

    private static (int First, int Last) Range(double low, double high, int end) =>
        ((int)Math.Clamp(Math.Floor(low), 0, end), (int)Math.Clamp(Math.Ceiling(high), -1, end - 1));

    private void Add(long y, long x)
    {
        Spend(1);
        if (y < 0 || y >= height || x < 0 || x >= width)
            return;
        var pixel = (int)(y * width + x);
        ref var word = ref taken[pixel / 64];
        if ((word >> pixel & 1) != 0)
            return;
        word |= 1ul << pixel;
        pixels.Add(pixel);
    }

    private void Spend(long amount)
    {
        work += Math.Max(0, amount);
        if (work > MostWork)
            throw new InvalidDataException($"found shapes that take more than {MostWork:N0} steps to draw, expected scribbles");
    }
}
