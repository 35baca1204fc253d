using MathNet.Numerics;

namespace BioDL.Statistics;

/// <summary>
/// The ratio s of a standard deviation estimated with ν degrees of freedom to the true one: ν s² is chi-squared. What is known given s becomes unconditional as a mean over
/// its density 2 (ν/2)^(ν/2) s^(ν−1) exp(−ν s²/2) / Γ(ν/2).
/// </summary>
internal static class StandardError
{
    private const double Reach = 9;
    private const int Panels = 8;

    /// <summary>The mean of a function of s; with endless degrees of freedom its value at 1.</summary>
    public static double Mean(double freedom, Func<double, double> function)
    {
        if (double.IsPositiveInfinity(freedom))
            return function(1);
        var constant = Math.Log(2) + freedom / 2 * Math.Log(freedom / 2) - SpecialFunctions.GammaLn(freedom / 2);
        double width = Reach / Math.Sqrt(2 * freedom), low = Math.Max(0, 1 - width);
        return Quadrature.Integrate(s => Math.Exp(constant + (freedom - 1) * Math.Log(s) - freedom * s * s / 2) * function(s), low, 1 + width, Panels);
    }
}
