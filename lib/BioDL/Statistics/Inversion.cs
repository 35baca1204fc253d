namespace BioDL.Statistics;

/// <summary>
/// Turns a permutation test into an interval: the shifts that the test would not reject. Of N equally likely rearrangements, each is at least as extreme as
/// the data from some shift on; the ends are order statistics of these shifts (Hartigan 1969 for sign flips).
/// </summary>
internal static class Inversion
{
    /// <param name="shifts">For each rearrangement the shift from which on it is as extreme; sorted here.</param>
    /// <param name="always">Rearrangements that are as extreme whatever the shift, such as the data themselves.</param>
    /// <param name="significance">Level of the two-sided test.</param>
    /// <returns>The ends; infinite where there are too few rearrangements ever to reject.</returns>
    public static (double Low, double High) Limits(double[] shifts, long always, double significance)
    {
        Array.Sort(shifts);
        var spare = significance / 2 * (shifts.Length + always) - always + 1e-9;
        var nth = (long)Math.Floor(spare);
        return spare < 0 || nth >= shifts.Length ? (double.NegativeInfinity, double.PositiveInfinity) : (shifts[nth], shifts[shifts.Length - 1 - nth]);
    }
}
