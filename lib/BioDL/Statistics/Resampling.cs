using MathNet.Numerics.Distributions;

namespace BioDL.Statistics;

/// <summary>
/// Draws units with replacement and finds the interval. BCa (Efron 1987; Efron and Tibshirani 1993, chapter 14): with z₀ = Φ⁻¹(share of draws below
/// the estimate, equal ones counted half) and the acceleration a = Σ(m − θᵢ)³ / (6 (Σ(m − θᵢ)²)^1.5) of the jackknife values θᵢ (unit i left out, mean m),
/// the end for a quantile z lies at the draws' quantile Φ(z₀ + (z₀ + z) / (1 − a (z₀ + z))).
/// </summary>
internal sealed class Resampling
{
    private readonly int units;
    private readonly int first;
    private readonly Func<int[], double> statistic;
    private readonly BootstrapOptions options;
    private readonly double estimate;
    private readonly List<string> cautions = [];

    /// <param name="units">How many units (or groups) there are, at least 2.</param>
    /// <param name="statistic">From the units' numbers, as drawn, to the figure.</param>
    /// <param name="options">Confidence, draws, seed and method.</param>
    /// <param name="first">How many of the units belong to the first of two independent samples, which are drawn apart and in order; all when there is one sample.</param>
    public Resampling(int units, Func<int[], double> statistic, BootstrapOptions? options, int? first = null)
    {
        Require.AtLeast(units, 2, "groups");
        (this.units, this.statistic, this.options, this.first) = (units, statistic, options ?? new BootstrapOptions(), first ?? units);
        this.options.Check();
        estimate = statistic([.. Enumerable.Range(0, units)]);
        if (!double.IsFinite(estimate))
            throw new ArgumentException($"The statistic of the sample is {Wording.Number(estimate)}; expected a finite number. Is the sample constant, or the statistic undefined for it?", nameof(statistic));
    }

    public Interval Interval(string quantity, int measured)
    {
        var draws = Draws();
        var tail = (1 - options.Confidence) / 2;
        var (low, high) = options.Method == IntervalMethod.BiasCorrected ? Shifted(draws, tail) : (tail, 1 - tail);
        Warn(draws);
        var method = options.Method == IntervalMethod.BiasCorrected ? "BCa bootstrap" : "percentile bootstrap";
        return new Interval(quantity, estimate, Summary.OfSorted(draws, low), Summary.OfSorted(draws, high), options.Confidence,
            FormattableString.Invariant($"{method} of {options.Draws:#,0} draws"), units, measured)
        { Cautions = cautions };
    }

    private double[] Draws()
    {
        var random = new RandomDraws(options.Seed);
        var drawn = new int[units];
        var results = new double[options.Draws];
        for (var draw = 0; draw < results.Length; draw++)
        {
            random.Fill(drawn.AsSpan(0, first), first, 0);
            random.Fill(drawn.AsSpan(first), units - first, first);
            results[draw] = statistic(drawn);
        }
        var defined = Array.FindAll(results, double.IsFinite);
        if (defined.Length < results.Length)
            cautions.Add($"In {results.Length - defined.Length} of {results.Length} draws the statistic was undefined; they were left out.");
        if (defined.Length < results.Length / 2)
            throw new ArgumentException($"The statistic was undefined in {results.Length - defined.Length} of {results.Length} draws; expected at most half. There are too few different values for it.");
        Array.Sort(defined);
        return defined;
    }

    private (double Low, double High) Shifted(double[] sorted, double tail)
    {
        var bias = Normal.InvCDF(0, 1, ShareBelow(sorted));
        var acceleration = Acceleration();
        if (!double.IsFinite(bias) || !double.IsFinite(acceleration))
        {
            cautions.Add("The draws lie all on one side of the estimate, so that the interval is that of their percentiles.");
            return (tail, 1 - tail);
        }
        return (Moved(tail), Moved(1 - tail));

        double Moved(double share)
        {
            var sum = bias + Normal.InvCDF(0, 1, share);
            return Normal.CDF(0, 1, bias + sum / (1 - acceleration * sum));
        }
    }

    /// <summary>Draws equal to the estimate, up to rounding, count half.</summary>
    private double ShareBelow(double[] sorted)
    {
        var close = 1e-12 * Math.Max(Math.Abs(sorted[0]), Math.Abs(sorted[^1]));
        var (below, equal) = (0, 0);
        foreach (var value in sorted)
        {
            below += value < estimate - close ? 1 : 0;
            equal += Math.Abs(value - estimate) <= close ? 1 : 0;
        }
        return (below + equal / 2.0) / sorted.Length;
    }

    private double Acceleration()
    {
        var without = new double[units];
        for (var i = 0; i < units; i++)
            without[i] = statistic([.. Enumerable.Range(0, units).Where(unit => unit != i)]);
        var mean = Summary.Average(without);
        var squares = without.Sum(value => (mean - value) * (mean - value));
        return squares <= 1e-24 * mean * mean ? 0 : without.Sum(value => Math.Pow(mean - value, 3)) / (6 * Math.Pow(squares, 1.5));
    }

    private void Warn(double[] sorted)
    {
        if (sorted[0] == sorted[^1])
            cautions.Add("All draws gave the same value: the sample doesn't vary, and the interval says nothing about other samples.");
        else if (units < 6)
            cautions.Add($"Of only {units} independent units an interval says little: it is far too narrow.");
        else if (units < 20)
            cautions.Add($"Of {units} independent units a bootstrap interval is somewhat too narrow: 95 % ones held the mean of normal values in about {(units < 10 ? 88 : 91)} % of simulated studies.");
    }
}
