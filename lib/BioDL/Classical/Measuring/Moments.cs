namespace BioDL.Classical;

/// <summary>Area, centroid and variances of an object's pixels. Sums are whole numbers and exact.</summary>
internal readonly record struct Moments(int Pixels, double X, double Y, double VarianceX, double VarianceY, double Covariance)
{
    public static Moments Of(ReadOnlySpan<Run> runs)
    {
        Int128 n = 0, x = 0, y = 0, xx = 0, yy = 0, xy = 0;
        foreach (var run in runs)
        {
            Int128 length = run.Length, row = run.Y, columns = ((Int128)run.From + run.To - 1) * run.Length / 2;
            n += length;
            x += columns;
            y += row * length;
            xx += Squares(run.To) - Squares(run.From);
            yy += row * row * length;
            xy += row * columns;
        }
        var squared = (double)n * (double)n;
        return new Moments((int)n, (double)x / (double)n, (double)y / (double)n,
            (double)(n * xx - x * x) / squared, (double)(n * yy - y * y) / squared, (double)(n * xy - x * y) / squared);
    }

    /// <summary>The larger and the smaller variance along the principal axes: the eigenvalues of the covariance matrix.</summary>
    public (double Larger, double Smaller) Principal
    {
        get
        {
            var (middle, half) = ((VarianceX + VarianceY) / 2, (VarianceX - VarianceY) / 2);
            var root = Math.Sqrt(half * half + Covariance * Covariance);
            return (middle + root, Math.Max(0, middle - root));
        }
    }

    /// <summary>Degrees from the horizontal to the long axis, counter-clockwise as seen (rows count downwards), 0 to below 180.</summary>
    public double Orientation
    {
        get
        {
            if (Covariance == 0 && VarianceX == VarianceY)
                return double.NaN;
            var degrees = Math.Atan2(-2 * Covariance, VarianceX - VarianceY) * 90 / Math.PI;
            return degrees < 0 ? degrees + 180 : Math.Abs(degrees);
        }
    }

    /// <summary>0² + 1² + … + (end − 1)².</summary>
    private static Int128 Squares(Int128 end) => (end - 1) * end * (2 * end - 1) / 6;
}
