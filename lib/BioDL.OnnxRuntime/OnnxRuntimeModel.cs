using BioDL.Learning;
using BioDL.Learning.Execution;
using BioDL.Learning.Graphs;
using Microsoft.ML.OnnxRuntime;
using OfficialOptions = Microsoft.ML.OnnxRuntime.RunOptions;

namespace BioDL.OnnxRuntime;

/// <summary>
/// ONNX Runtime as a second engine, on the processor: it judges our own in the tests and benchmarks, and serves whoever wants it.
/// <code>
/// using var model = OnnxRuntimeModel.Load("weights.onnx");
/// var values = model.Run(inputs);
/// </code>
/// </summary>
public sealed class OnnxRuntimeModel : IInferenceEngine
{
    private readonly Func<OnnxModel> read;
    private readonly ComputeOptions compute;
    private readonly InferenceSession session;
    private readonly Lock gate = new();
    private readonly Graph border = new();
    private readonly Dictionary<string, InferenceSession> sessionsOfInnerValues = new(StringComparer.Ordinal);

    private OnnxRuntimeModel(InferenceSession session, Func<OnnxModel> read, ComputeOptions compute)
    {
        (this.session, this.read, this.compute) = (session, read, compute);
        foreach (var name in session.InputNames)
            border.Inputs.Add(NativeTensors.Describe(name, session.InputMetadata[name]));
        foreach (var name in session.OutputNames)
            border.Outputs.Add(NativeTensors.Describe(name, session.OutputMetadata[name]));
    }

    /// <summary>Why no model can be loaded on this machine; null when one can.</summary>
    public static string? Obstacle { get; } = FindObstacle();

    /// <summary>Name and version of the engine.</summary>
    public static string Version => "ONNX Runtime " + OrtEnv.Instance().GetVersionString();

    /// <inheritdoc/>
    public IReadOnlyList<GraphValue> Inputs => [.. border.Inputs];

    /// <inheritdoc/>
    public IReadOnlyList<GraphValue> Outputs => [.. border.Outputs];

    /// <summary>Loads a model file; external data must lie beside it.</summary>
    /// <param name="path">The file.</param>
    /// <param name="compute">The number of threads; how wide vectors are, ONNX Runtime decides itself.</param>
    /// <exception cref="OnnxException">ONNX Runtime is missing or does not accept the file.</exception>
    public static OnnxRuntimeModel Load(string path, ComputeOptions? compute = null)
    {
        compute ??= ComputeOptions.Default;
        return new(Open(path, options => new InferenceSession(path, options), compute), () => OnnxModel.Load(path), compute);
    }

    /// <summary>Loads a model from the contents of a file.</summary>
    /// <param name="file">The bytes.</param>
    /// <param name="compute">The number of threads; how wide vectors are, ONNX Runtime decides itself.</param>
    /// <exception cref="OnnxException">ONNX Runtime is missing or does not accept the model.</exception>
    public static OnnxRuntimeModel Load(byte[] file, ComputeOptions? compute = null)
    {
        compute ??= ComputeOptions.Default;
        return new(Open("model", options => new InferenceSession(file, options), compute), () => OnnxModel.Load(file), compute);
    }

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, Tensor> Run(
        IReadOnlyDictionary<string, Tensor> inputs, IReadOnlyList<string>? outputs = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        InputCheck.Fit(border, inputs);
        cancellation.ThrowIfCancellationRequested();
        string[] names = [.. outputs?.Distinct(StringComparer.Ordinal) ?? session.OutputNames];
        var owned = inputs.Values.Select(NativeTensors.Lend).ToList();
        try
        {
            using var options = new OfficialOptions();
            using var stop = cancellation.Register(() => options.Terminate = true);
            using var results = SessionFor(names).Run(options, [.. inputs.Keys], owned, names);
            return names.Zip(results).ToDictionary(pair => pair.First, pair => NativeTensors.Copy(pair.Second), StringComparer.Ordinal);
        }
        catch (OnnxRuntimeException error)
        {
            cancellation.ThrowIfCancellationRequested();
            throw new OnnxException($"ONNX Runtime could not run this network: {error.Message}", error);
        }
        finally
        {
            owned.ForEach(value => value.Dispose());
            GC.KeepAlive(inputs);
        }
    }

    /// <summary>Frees the weights and the working memory.</summary>
    public void Dispose()
    {
        session.Dispose();
        foreach (var other in sessionsOfInnerValues.Values)
            other.Dispose();
    }

    private static InferenceSession Open(string name, Func<SessionOptions, InferenceSession> make, ComputeOptions compute)
    {
        if (Obstacle is { } obstacle)
            throw new OnnxException($"{name}: {obstacle}.");
        using var options = new SessionOptions { IntraOpNumThreads = compute.Threads, InterOpNumThreads = 1, LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR };
        try
        {
            return make(options);
        }
        catch (OnnxRuntimeException error)
        {
            throw new OnnxException($"{name}: ONNX Runtime does not accept this model: {error.Message}", error);
        }
    }

    // ONNX Runtime returns only what the model names as an output: for other values it gets a copy of the model that does.
    private InferenceSession SessionFor(string[] names)
    {
        var inner = names.Except(session.OutputNames, StringComparer.Ordinal).Order(StringComparer.Ordinal).ToArray();
        if (inner.Length == 0)
            return session;
        lock (gate)
        {
            var key = string.Join('\n', inner);
            if (!sessionsOfInnerValues.TryGetValue(key, out var made))
                sessionsOfInnerValues[key] = made = Open("model", options => new InferenceSession(WithOutputs(inner), options), compute);
            return made;
        }
    }

    private byte[] WithOutputs(string[] names)
    {
        using var model = read();
        foreach (var name in names)
        {
            if (!model.Graph.Nodes.Any(node => node.Outputs.Contains(name)))
                throw new OnnxException($"This network has no value '{name}'. Its outputs are {string.Join(", ", session.OutputNames)}.");
            model.Graph.Outputs.Add(new GraphValue(name, ElementType.Undefined, null));
        }
        return model.ToBytes();
    }

    private static string? FindObstacle()
    {
        try
        {
            OrtEnv.Instance();
            return null;
        }
        catch (Exception error) when (error is TypeInitializationException or DllNotFoundException or BadImageFormatException or EntryPointNotFoundException)
        {
            return $"ONNX Runtime cannot be used on this machine ({error.GetBaseException().Message})";
        }
    }
}
