namespace BioDL.Tests.Statistics;

/// <summary>Two pairs of numbers are equal within a tolerance, infinities too.</summary>
internal sealed class Near(double tolerance) : IEqualityComparer<(double, double)>
{
    public bool Equals((double, double) x, (double, double) y) => Close(x.Item1, y.Item1) && Close(x.Item2, y.Item2);

    public int GetHashCode((double, double) pair) => 0;

    private bool Close(double x, double y) => x == y || Math.Abs(x - y) <= tolerance;
}
