using BioDL.Learning.Graphs;

namespace BioDL.Learning;

/// <summary>Something that computes the outputs of one network from its inputs.</summary>
public interface IInferenceEngine : IDisposable
{
    /// <summary>What the network expects, in order.</summary>
    IReadOnlyList<GraphValue> Inputs { get; }

    /// <summary>What the network gives, in order.</summary>
    IReadOnlyList<GraphValue> Outputs { get; }

    /// <summary>Computes values of the network.</summary>
    /// <param name="inputs">A tensor for each input, by name.</param>
    /// <param name="outputs">Names of the values to return; all outputs of the network when null.</param>
    /// <param name="cancellation">Stops between two operators.</param>
    /// <returns>The values by name; they belong to the caller.</returns>
    /// <exception cref="OnnxException">An input is missing or unknown, or its type or shape does not fit.</exception>
    IReadOnlyDictionary<string, Tensor> Run(
        IReadOnlyDictionary<string, Tensor> inputs, IReadOnlyList<string>? outputs = null, CancellationToken cancellation = default);
}
