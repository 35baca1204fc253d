namespace BioDL.Learning.Fitting;

/// <summary>What one pass over the training data came to.</summary>
/// <param name="Number">Number of the epoch, from 1.</param>
/// <param name="Loss">Mean loss of its steps, measured while the weights changed.</param>
/// <param name="ValidationLoss">Loss on the validation data after the epoch; null when there is none.</param>
/// <param name="LearningRate">Learning rate of its last step.</param>
/// <param name="Steps">Number of its steps.</param>
/// <param name="Duration">How long it took, validation included.</param>
/// <param name="IsBest">Whether no epoch before had a smaller loss, on the validation data where there is some.</param>
public sealed record Epoch(int Number, double Loss, double? ValidationLoss, double LearningRate, int Steps, TimeSpan Duration, bool IsBest)
{
    /// <summary>The loss that decides which epoch is best.</summary>
    public double Deciding => ValidationLoss ?? Loss;

    /// <summary>The figures in one line.</summary>
    public override string ToString() => string.Create(System.Globalization.CultureInfo.InvariantCulture,
        $"Epoch {Number}: loss {Loss:0.0000}{(ValidationLoss is { } loss ? $", validation {loss:0.0000}" : "")}{(IsBest ? " (best so far)" : "")}, {Duration.TotalSeconds:0.0} s");
}

/// <summary>How far training has come.</summary>
/// <param name="Epoch">Number of the epoch, from 1.</param>
/// <param name="Epochs">Number of epochs at most.</param>
/// <param name="Step">Steps of this epoch that are done.</param>
/// <param name="Steps">Steps of this epoch as far as known: those of the one before; null in the first.</param>
/// <param name="Loss">Loss of the last step.</param>
/// <param name="Remaining">Time that is left if no epoch is spared; null while unknown.</param>
public sealed record TrainingProgress(int Epoch, int Epochs, int Step, int? Steps, double Loss, TimeSpan? Remaining);
