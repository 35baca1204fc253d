namespace BioDL.Learning.Optimisers;

/// <summary>
/// How the learning rate changes while training, as a factor. Schedules see the number of the step, and the losses that were measured at the ends of
/// epochs.
/// </summary>
public abstract record Schedule
{
    /// <summary>The rate stays as it is.</summary>
    public static Schedule Constant { get; } = new ConstantSchedule();

    /// <summary>Steps over which the rate climbs from near 0 in a straight line; 0 for none.</summary>
    public int WarmUp { get; init; }

    /// <summary>Half a wave of a cosine, from 1 down to <paramref name="end"/> over so many steps (Loshchilov and Hutter 2017).</summary>
    public static Schedule Cosine(int steps, double end = 0) => new CosineSchedule(steps, end);

    /// <summary>
    /// The rate is multiplied by <paramref name="factor"/> whenever the loss has not become smaller by at least 0.01 % for more than
    /// <paramref name="patience"/> epochs.
    /// </summary>
    public static Schedule Plateau(int patience = 5, double factor = 0.5) => new PlateauSchedule(patience, factor);

    /// <summary>The factor of a step.</summary>
    /// <param name="step">Number of the step, from 1.</param>
    /// <param name="losses">The loss at the end of each epoch so far: of the validation data where there is some.</param>
    public double Factor(long step, IReadOnlyList<double> losses) =>
        Later(Math.Max(0, step - 1 - WarmUp), losses) * (step <= WarmUp ? (double)step / (WarmUp + 1) : 1);

    /// <summary>The factor after warming up.</summary>
    private protected abstract double Later(long step, IReadOnlyList<double> losses);

    private sealed record ConstantSchedule : Schedule
    {
        private protected override double Later(long step, IReadOnlyList<double> losses) => 1;
    }

    private sealed record CosineSchedule(int Steps, double End) : Schedule
    {
        private protected override double Later(long step, IReadOnlyList<double> losses) =>
            End + (1 - End) * (1 + Math.Cos(Math.PI * Math.Min(1, step / (double)Math.Max(1, Steps)))) / 2;
    }

    private sealed record PlateauSchedule(int Patience, double Shrinking) : Schedule
    {
        private const double Noticeable = 1e-4;

        private protected override double Later(long step, IReadOnlyList<double> losses)
        {
            double best = double.PositiveInfinity, factor = 1;
            var waited = 0;
            for (var epoch = 0; epoch < losses.Count; epoch++)
            {
                var loss = losses[epoch];
                if (loss < best - Noticeable * Math.Abs(best) || double.IsPositiveInfinity(best))
                {
                    best = loss;
                    waited = 0;
                }
                else if (++waited > Patience)
                {
                    factor *= Shrinking;
                    waited = 0;
                }
            }
            return factor;
        }
    }
}
