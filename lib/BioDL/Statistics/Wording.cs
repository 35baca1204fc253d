using System.Globalization;

namespace BioDL.Statistics;

/// <summary>Numbers in sentences, the same on every machine.</summary>
internal static class Wording
{
    /// <summary>Three significant digits, without zeros at the end.</summary>
    public static string Number(double value)
    {
        if (double.IsNaN(value))
            return "undefined";
        if (double.IsInfinity(value))
            return value > 0 ? "∞" : "−∞";
        var size = Math.Abs(value);
        var text = size is not 0 and (< 0.0001 or >= 1e6) ? value.ToString("0.##e+0", CultureInfo.InvariantCulture)
            : size >= 99.95 ? value.ToString("0", CultureInfo.InvariantCulture)
            : value.ToString(size >= 9.995 ? "0.#" : size >= 0.9995 ? "0.##" : size >= 0.09995 ? "0.###" : size >= 0.009995 ? "0.####" : "0.#####", CultureInfo.InvariantCulture);
        return text.Replace('-', '−');
    }

    /// <summary>"p = 0.031", or "p &lt; 0.001".</summary>
    public static string P(double p) => p < 0.001 ? "p < 0.001" : p > 0.9995 ? "p = 1" : "p = " + p.ToString(p < 0.0995 ? "0.000" : "0.00", CultureInfo.InvariantCulture);

    /// <summary>A share as a percentage: 0.95 is "95 %".</summary>
    public static string Percent(double share) => (100 * share).ToString("0.#", CultureInfo.InvariantCulture) + " %";

    /// <summary>"95 % interval 0.1 to 0.3"; an open end is said in words.</summary>
    public static string Interval(double low, double high, double confidence) => double.IsFinite(low) || double.IsFinite(high)
        ? $"{Percent(confidence)} interval {Number(low)} to {Number(high)}"
        : $"too few for a {Percent(confidence)} interval";

    /// <summary>"12 pairs", "1 pair".</summary>
    public static string Count(int number, string singular) => string.Create(CultureInfo.InvariantCulture, $"{number} {singular}{(number == 1 ? "" : "s")}");

    /// <summary>What a test says beyond its p: that not significant is not equal.</summary>
    public static string Meaning(double p, double significance) => p <= significance
        ? $"Such a difference would be rare if there were none (significant at {Number(significance)})."
        : $"No difference was shown at {Number(significance)}, which does not show that there is none: for that, test equivalence on a margin fixed beforehand.";
}
