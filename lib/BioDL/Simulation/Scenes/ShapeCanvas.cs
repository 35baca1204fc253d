namespace BioDL.Simulation;

/// <summary>Light painted in the coordinates of a field, on a canvas that reaches a border beyond it.</summary>
internal sealed class ShapeCanvas(int width, int height, int border)
{
    /// <summary>A pixel on an outline is covered by the share of 4 × 4 points.</summary>
    private const int Samples = 4;

    private readonly int stride = width + 2 * border;

    public ShapeCanvas(Microscope microscope)
        : this(microscope.Width, microscope.Height, microscope.Border)
    {
    }

    /// <summary>The light, (height + 2 × border) × (width + 2 × border).</summary>
    public float[] Values { get; } = new float[(width + 2 * border) * (height + 2 * border)];

    /// <summary>Adds light wherever points lie inside: light × the share of the pixel that is covered.</summary>
    /// <param name="contains">Whether a point (column, row) lies inside.</param>
    /// <param name="bounds">Centre and reach, in pixels, of what may lie inside.</param>
    /// <param name="light">Light of a covered pixel, by row and column.</param>
    public void Add(Func<double, double, bool> contains, (double X, double Y, double Reach) bounds, Func<int, int, double> light)
    {
        var reach = bounds.Reach + 1;
        int top = Math.Max(-border, (int)Math.Floor(bounds.Y - reach)), bottom = Math.Min(height + border - 1, (int)Math.Ceiling(bounds.Y + reach));
        int left = Math.Max(-border, (int)Math.Floor(bounds.X - reach)), right = Math.Min(width + border - 1, (int)Math.Ceiling(bounds.X + reach));
        if (right < left || bottom < top)
            return;
        var corners = new bool[right - left + 2];
        Corners(corners, top);
        for (var y = top; y <= bottom; y++)
        {
            var above = corners;
            corners = new bool[above.Length];
            Corners(corners, y + 1);
            for (var x = left; x <= right; x++)
            {
                var inside = Count(above, corners, x - left);
                var covered = inside is 0 or 4 && contains(x, y) == (inside == 4) ? inside / 4.0 : Coverage(contains, y, x);
                if (covered > 0)
                    Values[(y + border) * stride + x + border] += (float)(covered * light(y, x));
            }
        }

        void Corners(bool[] row, int y)
        {
            for (var i = 0; i < row.Length; i++)
                row[i] = contains(left + i - 0.5, y - 0.5);
        }

        static int Count(bool[] above, bool[] below, int i) => (above[i] ? 1 : 0) + (above[i + 1] ? 1 : 0) + (below[i] ? 1 : 0) + (below[i + 1] ? 1 : 0);
    }

    /// <summary>Adds the light of a point, shared among the four pixels around it.</summary>
    public void AddPoint(double x, double y, double light)
    {
        double left = Math.Floor(x), top = Math.Floor(y), right = x - left, below = y - top;
        AddTo((int)top, (int)left, light * (1 - right) * (1 - below));
        AddTo((int)top, (int)left + 1, light * right * (1 - below));
        AddTo((int)top + 1, (int)left, light * (1 - right) * below);
        AddTo((int)top + 1, (int)left + 1, light * right * below);
    }

    private void AddTo(int y, int x, double light)
    {
        if (y >= -border && y < height + border && x >= -border && x < width + border)
            Values[(y + border) * stride + x + border] += (float)light;
    }

    private static double Coverage(Func<double, double, bool> contains, int y, int x)
    {
        var inside = 0;
        for (var i = 0; i < Samples * Samples; i++)
            inside += contains(x - 0.5 + (i % Samples + 0.5) / Samples, y - 0.5 + (i / Samples + 0.5) / Samples) ? 1 : 0;
        return (double)inside / (Samples * Samples);
    }
}
