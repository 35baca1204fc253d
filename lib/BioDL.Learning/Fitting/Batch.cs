namespace BioDL.Learning.Fitting;

/// <summary>What one step of training looks at: inputs of the network and what its outputs should be, for several images at once.</summary>
public sealed record Batch
{
    /// <summary>A batch for a network of one input and one output.</summary>
    /// <param name="image">The input, (batch, channel, height, width) for images.</param>
    /// <param name="target">What the output should be; see <see cref="Losses.Loss"/> for the shapes.</param>
    /// <param name="mask">How much each position counts; all the same when null.</param>
    public Batch(Tensor image, Tensor target, Tensor? mask = null)
        : this(Single(image), Single(target), mask is null ? null : Single(mask))
    {
    }

    /// <summary>A batch for a network of any inputs and outputs.</summary>
    /// <param name="inputs">A tensor for each input, by name; the empty name stands for the first.</param>
    /// <param name="targets">What the outputs should be, by name; the empty name stands for the first.</param>
    /// <param name="masks">How much positions count, by name of the output; all the same where there is none.</param>
    public Batch(IReadOnlyDictionary<string, Tensor> inputs, IReadOnlyDictionary<string, Tensor> targets, IReadOnlyDictionary<string, Tensor>? masks = null)
    {
        Inputs = inputs;
        Targets = targets;
        Masks = masks ?? new Dictionary<string, Tensor>();
    }

    /// <summary>Inputs by name; the empty name stands for the first.</summary>
    public IReadOnlyDictionary<string, Tensor> Inputs { get; }

    /// <summary>Targets by name of the output; the empty name stands for the first.</summary>
    public IReadOnlyDictionary<string, Tensor> Targets { get; }

    /// <summary>Masks by name of the output; the empty name stands for the first.</summary>
    public IReadOnlyDictionary<string, Tensor> Masks { get; }

    private static Dictionary<string, Tensor> Single(Tensor tensor) => new() { [""] = tensor };
}
