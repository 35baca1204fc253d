using BioDL.Learning.Optimisers;

namespace BioDL.Learning.Fitting;

/// <summary>How to train, with what most want.</summary>
public sealed record TrainingOptions
{
    /// <summary>Epochs at most.</summary>
    public int Epochs { get; init; } = 100;

    /// <summary>How the learning rate changes.</summary>
    public Schedule Schedule { get; init; } = Schedule.Constant;

    /// <summary>Longest gradient, over all weights together, that is taken as it is; longer ones are shortened to it. Null for no limit.</summary>
    public double? ClipGradient { get; init; }

    /// <summary>
    /// Share of the running average of the weights that is kept at each step, such as 0.99; validation and the trained model then use the average
    /// (Polyak and Juditsky 1992). Null for none.
    /// </summary>
    public double? Averaging { get; init; }

    /// <summary>Epochs without a better loss after which training stops. Null for never.</summary>
    public int? Patience { get; init; }

    /// <summary>Seed of dropout.</summary>
    public int Seed { get; init; }

    /// <summary>
    /// A file that is written after each epoch, from which training goes on when it exists: as if it had never stopped. Null for none.
    /// </summary>
    public string? Checkpoint { get; init; }

    /// <summary>Told of each step.</summary>
    public IProgress<TrainingProgress>? Progress { get; init; }

    /// <exception cref="ArgumentException">A setting is out of its range.</exception>
    internal void Check()
    {
        if (Epochs < 1)
            throw new ArgumentException($"Training needs at least 1 epoch, but Epochs is {Epochs}.");
        if (ClipGradient is <= 0 or double.NaN)
            throw new ArgumentException($"ClipGradient is a length above 0, but is {ClipGradient}.");
        if (Averaging is not (null or (> 0 and < 1)))
            throw new ArgumentException($"Averaging is a share above 0 and below 1, such as 0.99, but is {Averaging}.");
        if (Patience < 1)
            throw new ArgumentException($"Patience is at least 1 epoch, but is {Patience}.");
    }
}
