using System.Globalization;

namespace BioDL.Metrics;

/// <summary>How good predicted probabilities are, beyond the order into which they put things.</summary>
public static class ProbabilityScores
{
    /// <summary>Probabilities are kept this far from 0 and 1 in <see cref="LogLoss"/>, as scikit-learn does, so that a single wrong certainty does not make it infinite.</summary>
    private const double Clip = 1e-15;

    /// <summary>Brier score (Brier 1950), mean of (probability − truth)², 0 to 1; lower is better. Always saying the share of positives s earns s (1 − s).</summary>
    /// <param name="truth">Whether each is positive.</param>
    /// <param name="probabilities">The predicted probability of each to be positive, 0 to 1.</param>
    /// <exception cref="ArgumentException">The lists are empty or differ in length, or a value is not from 0 to 1.</exception>
    public static double Brier(IReadOnlyList<bool> truth, IReadOnlyList<double> probabilities)
    {
        Require(truth, probabilities);
        return truth.Select((positive, n) => Math.Pow(probabilities[n] - (positive ? 1 : 0), 2)).Average();
    }

    /// <summary>Logarithmic loss (cross-entropy), mean of −ln of the probability that was given to what is true, 0 or more; lower is better. Certainties count as 1 − 10⁻¹⁵.</summary>
    /// <inheritdoc cref="Brier"/>
    public static double LogLoss(IReadOnlyList<bool> truth, IReadOnlyList<double> probabilities)
    {
        Require(truth, probabilities);
        return truth.Select((positive, n) => Math.Clamp(probabilities[n], Clip, 1 - Clip) is var p && positive ? -Math.Log(p) : -Math.Log(1 - p)).Average();
    }

    internal static void RequireFinite(int truths, IReadOnlyList<double> scores)
    {
        if (truths == 0 || truths != scores.Count)
            throw new ArgumentException($"Found {truths} truths and {scores.Count} scores; expected as many of both, at least one, in the same order.", nameof(scores));
        for (var n = 0; n < scores.Count; n++)
        {
            if (!double.IsFinite(scores[n]))
                throw new ArgumentException(string.Create(CultureInfo.InvariantCulture,
                    $"The score at position {n} (counted from 0) is {scores[n]}; expected finite numbers. Find out why there is no score, or leave that one out."), nameof(scores));
        }
    }

    private static void Require(IReadOnlyList<bool> truth, IReadOnlyList<double> probabilities)
    {
        ArgumentNullException.ThrowIfNull(truth);
        ArgumentNullException.ThrowIfNull(probabilities);
        RequireFinite(truth.Count, probabilities);
        for (var n = 0; n < probabilities.Count; n++)
        {
            if (probabilities[n] is < 0 or > 1)
                throw new ArgumentException(string.Create(CultureInfo.InvariantCulture,
                    $"The probability at position {n} (counted from 0) is {probabilities[n]}; expected 0 to 1. Rankings take scores of any scale."), nameof(probabilities));
        }
    }
}
