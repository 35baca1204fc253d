using BioDL.Learning.Execution;
using BioDL.Learning.Fitting;
using BioDL.Learning.Graphs;
using BioDL.Learning.Losses;
using BioDL.Learning.Optimisers;

namespace BioDL.Learning;

/// <summary>
/// A network in the ONNX format, read, run and written without any other program:
/// <code>
/// using var model = OnnxModel.Load("weights.onnx");
/// using var probability = model.Run(image);
/// model.Save("weights-of-mine.onnx");
/// </code>
/// </summary>
public sealed partial class OnnxModel : IInferenceEngine
{
    private readonly Executor executor;

    /// <summary>Runs the graph.</summary>
    internal Executor Executor => executor;

    /// <summary>A model with the given graph.</summary>
    /// <param name="graph">The network; the model disposes its weights.</param>
    /// <param name="opset">Version of the standard operator set that the graph is written in, 11 to 21.</param>
    /// <param name="compute">How to compute; the environment's wish when null.</param>
    public OnnxModel(Graph graph, int opset, ComputeOptions? compute = null)
    {
        ArgumentNullException.ThrowIfNull(graph);
        Graph = graph;
        Opset = opset;
        executor = new Executor(graph, opset, compute ?? ComputeOptions.Default);
    }

    /// <summary>The network.</summary>
    public Graph Graph { get; }

    /// <summary>Version of the standard operator set that the graph is written in.</summary>
    public int Opset { get; }

    /// <inheritdoc/>
    public IReadOnlyList<GraphValue> Inputs => [.. Graph.Inputs];

    /// <inheritdoc/>
    public IReadOnlyList<GraphValue> Outputs => [.. Graph.Outputs];

    /// <summary>Runs a network of one input and returns its first output.</summary>
    /// <exception cref="OnnxException">The network has several inputs, or the tensor does not fit.</exception>
    public Tensor Run(Tensor input) => Inputs is [var only]
        ? Run(new Dictionary<string, Tensor> { [only.Name] = input }, [Outputs[0].Name]).Values.Single()
        : throw new OnnxException($"This network has {Inputs.Count} inputs ({string.Join(", ", Inputs.Select(each => each.Name))}). Give each by name.");

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, Tensor> Run(
        IReadOnlyDictionary<string, Tensor> inputs, IReadOnlyList<string>? outputs = null, CancellationToken cancellation = default) =>
        Run(inputs, outputs, RunOptions.Default, cancellation);

    /// <summary>Computes any values of the network, also those between two operators.</summary>
    /// <param name="inputs">A tensor for each input, by name.</param>
    /// <param name="outputs">Names of the values to return; all outputs of the network when null.</param>
    /// <param name="options">Dropout and its seed.</param>
    /// <param name="cancellation">Stops between two operators.</param>
    /// <returns>The values by name; they belong to the caller.</returns>
    /// <exception cref="OnnxException">An input is missing or unknown, its type or shape does not fit, or no such value exists.</exception>
    public IReadOnlyDictionary<string, Tensor> Run(
        IReadOnlyDictionary<string, Tensor> inputs, IReadOnlyList<string>? outputs, RunOptions options, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(options);
        return executor.Run(inputs, outputs ?? [.. Graph.Outputs.Select(output => output.Name)], options, cancellation);
    }

    /// <summary>
    /// How a sum of outputs, each element times a factor, changes with other values: gradients by inputs, weights or values between two operators. The
    /// network runs as for predictions.
    /// </summary>
    /// <param name="inputs">A tensor for each input, by name.</param>
    /// <param name="factors">For each output that counts, by name, a factor for each of its elements.</param>
    /// <param name="of">Names of the values whose gradients are asked for.</param>
    /// <param name="cancellation">Stops between two operators.</param>
    /// <returns>The gradients by name, each of its value's shape; zeros where nothing depends on a value. They belong to the caller.</returns>
    /// <exception cref="OnnxException">A name or shape does not fit, or an operator on the way passes no gradient; it is named.</exception>
    public IReadOnlyDictionary<string, Tensor> Gradients(
        IReadOnlyDictionary<string, Tensor> inputs, IReadOnlyDictionary<string, Tensor> factors, IReadOnlyList<string> of, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(factors);
        ArgumentNullException.ThrowIfNull(of);
        using var trip = executor.RoundTrip([.. factors.Keys], of);
        trip.Forward(inputs, RunOptions.Default, cancellation);
        foreach (var (name, tensor) in factors)
        {
            var gradient = trip.GradientOf(name);
            if (tensor.Shape != gradient.Shape || tensor.Type != gradient.Type)
                throw new OnnxException($"The factors of '{name}' are {tensor}, but '{name}' is {gradient}.");
            tensor.Bytes.CopyTo(gradient.Bytes);
        }
        trip.Back(cancellation);
        return of.Distinct(StringComparer.Ordinal).ToDictionary(name => name, name => trip.Gradient(name).Clone(), StringComparer.Ordinal);
    }

    /// <summary>Starts to train this model, which changes it in place.</summary>
    /// <param name="loss">What is to become smaller.</param>
    /// <param name="optimizer">How the weights are changed.</param>
    /// <param name="freeze">Weights that stay as they are: by name, as "encoder*", or by depth, as Freeze.First(6). None when null.</param>
    /// <param name="options">Epochs, schedule, checkpoints and more.</param>
    /// <exception cref="ArgumentException">A setting is out of its range, a name fits no weight, or nothing is left to train.</exception>
    /// <exception cref="OnnxException">Weights are in half precision, or the checkpoint is damaged or belongs to another training.</exception>
    public TrainingRun Train(Loss loss, Optimizer optimizer, Freeze? freeze = null, TrainingOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(loss);
        ArgumentNullException.ThrowIfNull(optimizer);
        return new TrainingRun(this, loss, optimizer, freeze ?? Freeze.Nothing, options ?? new TrainingOptions());
    }

    /// <summary>Frees the weights and the working memory.</summary>
    public void Dispose()
    {
        executor.Dispose();
        Graph.Free();
    }
}

/// <summary>What may differ from run to run.</summary>
public sealed record RunOptions
{
    /// <summary>Dropout off.</summary>
    public static RunOptions Default { get; } = new();

    /// <summary>Whether dropout layers drop, as in training: several runs with different seeds then show how sure the network is.</summary>
    public bool Dropout { get; init; }

    /// <summary>Which values are dropped; the same seed drops the same ones.</summary>
    public int Seed { get; init; }

    /// <summary>Which initialisers are being trained, by name; null when none is.</summary>
    internal Func<string, bool>? Trains { get; init; }
}
