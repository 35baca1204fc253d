using BioDL.Learning;
using BioDL.Learning.Graphs;

namespace BioDL.OnnxRuntime;

/// <summary>ONNX Runtime as a second engine; not installed when this was built, so it refuses to load anything.</summary>
public sealed class OnnxRuntimeModel : IInferenceEngine
{
    private OnnxRuntimeModel()
    {
    }

    /// <summary>Why no model can be loaded; null when one can.</summary>
    public static string? Obstacle => "ONNX Runtime is not installed: './biodl test' fetches it (150 MB, once) where npm and a network are there";

    /// <inheritdoc/>
    public IReadOnlyList<GraphValue> Inputs => [];

    /// <inheritdoc/>
    public IReadOnlyList<GraphValue> Outputs => [];

    /// <summary>Refuses.</summary>
    /// <exception cref="OnnxException">Always.</exception>
    public static OnnxRuntimeModel Load(string path, ComputeOptions? compute = null) => throw new OnnxException($"{path}: {Obstacle}.");

    /// <summary>Refuses.</summary>
    /// <exception cref="OnnxException">Always.</exception>
    public static OnnxRuntimeModel Load(byte[] file, ComputeOptions? compute = null) => throw new OnnxException($"{Obstacle}.");

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, Tensor> Run(
        IReadOnlyDictionary<string, Tensor> inputs, IReadOnlyList<string>? outputs = null, CancellationToken cancellation = default) =>
        throw new OnnxException($"{Obstacle}.");

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
