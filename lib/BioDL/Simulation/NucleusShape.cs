namespace BioDL.Simulation;

/// <summary>
/// An ellipse with a gently wavy outline, in pixels: the points whose distance from the centre, measured in semi-axes, is at most
/// r(φ) = (1 + Σ cₖ cos(kφ + pₖ)) / √(1 + Σ cₖ²/2) for k = 2, 3, 4. The divisor keeps the area at exactly π × a × b, whatever the waves.
/// </summary>
internal readonly record struct NucleusShape(double X, double Y, double A, double B, double Angle)
{
    private const int FirstWave = 2;

    /// <summary>Amplitude (0 or more) and phase of the waves k = 2, 3, 4; the amplitudes' sum stays well below 1, so that outlines don't cross.</summary>
    public (double Amplitude, double Phase)[] Waves { get; init; } = [];

    public double Area => Math.PI * A * B;

    /// <summary>No point of the shape is farther from its centre.</summary>
    public double Reach
    {
        get
        {
            var reach = 1.0;
            foreach (var (amplitude, _) in Waves)
                reach += amplitude;
            return reach * Math.Max(A, B);
        }
    }

    public bool Contains(double x, double y)
    {
        double dx = x - X, dy = y - Y;
        var (sin, cos) = Math.SinCos(Angle);
        double u = (dx * cos + dy * sin) / A, v = (dy * cos - dx * sin) / B;
        var radius = Radius(u, v);
        return u * u + v * v <= radius * radius;
    }

    /// <summary>The pixels (column, row) whose centre lies inside; a pixel's centre has whole coordinates.</summary>
    public List<(int X, int Y)> Pixels()
    {
        var pixels = new List<(int, int)>((int)Area + 16);
        var reach = Reach;
        for (var y = (int)Math.Ceiling(Y - reach); y <= Y + reach; y++)
        {
            for (var x = (int)Math.Ceiling(X - reach); x <= X + reach; x++)
            {
                if (Contains(x, y))
                    pixels.Add((x, y));
            }
        }
        return pixels;
    }

    public NucleusShape Grow(double pixels) => this with { A = A + pixels, B = B + pixels };

    public bool MayMeet(NucleusShape other)
    {
        double dx = other.X - X, dy = other.Y - Y, reach = Reach + other.Reach;
        return dx * dx + dy * dy <= reach * reach;
    }

    private double Radius(double u, double v)
    {
        if (Waves.Length == 0)
            return 1;
        var angle = Math.Atan2(v, u);
        double radius = 1, squares = 0;
        for (var i = 0; i < Waves.Length; i++)
        {
            radius += Waves[i].Amplitude * Math.Cos((i + FirstWave) * angle + Waves[i].Phase);
            squares += Waves[i].Amplitude * Waves[i].Amplitude;
        }
        return radius / Math.Sqrt(1 + squares / 2);
    }
}
