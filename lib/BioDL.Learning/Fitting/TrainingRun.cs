using System.Diagnostics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using BioDL.Learning.Execution;
using BioDL.Learning.Losses;
using BioDL.Learning.Optimisers;

namespace BioDL.Learning.Fitting;

/// <summary>
/// Changes the weights of a model, step by step, so that a loss becomes smaller:
/// <code>
/// using var training = model.Train(Loss.Dice + Loss.BinaryCrossEntropy, new AdamW(1e-3), freeze: "encoder*");
/// await foreach (var epoch in training.Epochs(batches, validation))
///     display(epoch);
/// model.Save("adapted.onnx");
/// </code>
/// When the epochs have ended, all of them, early or by cancellation, the model has the weights of the best one.
/// </summary>
public sealed class TrainingRun : IDisposable
{
    private readonly OnnxModel model;
    private readonly Loss loss;
    private readonly RoundTrip trip;
    private readonly HashSet<string> trained;
    private readonly string?[] outputs;
    private readonly string firstOutput;
    private readonly Weight[] weights;
    private readonly bool hasDropout;
    private RunOptions running;
    private readonly List<Epoch> history = [];
    private readonly List<double> decidingLosses = [];

    internal TrainingRun(OnnxModel model, Loss loss, Optimizer optimizer, Freeze freeze, TrainingOptions options)
    {
        optimizer.Check();
        options.Check();
        this.model = model;
        this.loss = loss;
        Optimizer = optimizer;
        Options = options;
        Fitting.Weights.CheckPrecision(model.Graph, model.Opset);
        var layers = Fitting.Weights.Layers(model.Graph, model.Opset);
        var names = layers.Select(layer => layer.Name).ToArray();
        var frozen = freeze.Choose(layers);
        trained = [.. names.Where(name => !frozen.Contains(name))];
        if (trained.Count == 0)
            throw new ArgumentException($"Nothing is left to train: {(names.Length == 0 ? "this network has no weights" : $"freezing {freeze} freezes all {names.Length} weights")}.");
        Frozen = [.. names.Where(frozen.Contains)];
        weights = [.. names.Where(trained.Contains).Select(name => new Weight(name, model.Graph.Initialisers[name], optimizer.Memories, options.Averaging is not null))];
        Statistics = [.. Normalisations.RunningStatistics(model.Graph, trained)];
        outputs = [.. loss.OutputNames];
        firstOutput = model.Outputs[0].Name;
        trip = model.Executor.RoundTrip([.. outputs.Select(Output)], [.. weights.Select(weight => weight.Name)]);
        hasDropout = model.Graph.Nodes.Any(node => node.Operator == "Dropout");
        running = new RunOptions { Dropout = true, Trains = trained.Contains };
        Best = new Snapshot(this);
        if (options.Checkpoint is { } path && File.Exists(path))
            Fitting.Checkpoint.Read(path, this);
    }

    /// <summary>Names of the weights that training changes.</summary>
    public IReadOnlyList<string> Trained => [.. Weights.Select(weight => weight.Name)];

    /// <summary>Names of the weights that stay as they are.</summary>
    public IReadOnlyList<string> Frozen { get; }

    /// <summary>The epochs so far.</summary>
    public IReadOnlyList<Epoch> History => history;

    internal Optimizer Optimizer { get; }

    internal TrainingOptions Options { get; }

    internal IReadOnlyList<Weight> Weights => weights;

    /// <summary>Running means and variances of the layers that are trained.</summary>
    internal IReadOnlyList<KeyValuePair<string, Tensor>> Statistics { get; }

    internal Snapshot Best { get; }

    /// <summary>Steps so far.</summary>
    internal long Steps { get; set; }

    /// <summary>Trains over the batches again and again, until the epochs are over or patience is.</summary>
    /// <param name="batches">The batches of an epoch, by its number from 1; the same number must give the same batches for training to be repeatable.</param>
    /// <param name="validation">Batches that decide which epoch is best, and are never trained on; the training loss decides when null.</param>
    /// <param name="cancellation">Ends training after the step that runs; the model has the weights of the best epoch.</param>
    /// <returns>Each epoch as it ends.</returns>
    public async IAsyncEnumerable<Epoch> Epochs(
        Func<int, IEnumerable<Batch>> batches, IReadOnlyCollection<Batch>? validation = null, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(batches);
        try
        {
            while (history.Count < Options.Epochs && !HasLostPatience)
            {
                var epoch = await Task.Run(() => RunEpoch(batches(history.Count + 1), validation, cancellation), cancellation).ConfigureAwait(false);
                history.Add(epoch);
                decidingLosses.Add(epoch.Deciding);
                if (epoch.IsBest)
                    Best.Take();
                if (Options.Checkpoint is { } path)
                    Fitting.Checkpoint.Write(path, this);
                yield return epoch;
            }
        }
        finally
        {
            Best.Restore();
        }
    }

    /// <summary>Trains over the same batches again and again.</summary>
    public IAsyncEnumerable<Epoch> Epochs(
        IReadOnlyCollection<Batch> batches, IReadOnlyCollection<Batch>? validation = null, CancellationToken cancellation = default) =>
        Epochs(_ => batches, validation, cancellation);

    /// <summary>One step: forward, loss, back, and the weights changed.</summary>
    /// <returns>The loss before the step.</returns>
    /// <exception cref="InvalidOperationException">The loss is no longer a number.</exception>
    public double Step(Batch batch, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(batch);
        if (hasDropout)
            running = running with { Seed = new SeededRandom(Options.Seed, (int)Steps).Below(int.MaxValue) };
        trip.Forward(batch.Inputs, running, cancellation);
        var value = TurnAround(batch);
        if (!double.IsFinite(value))
            throw new InvalidOperationException(
                $"The loss became {value} at step {Steps + 1}: training has run away. Use a smaller learning rate than {Optimizer.LearningRate:0.######}, ClipGradient, or look for NaN in the images.");
        trip.Back(cancellation);
        Steps++;
        var (shortening, rate) = (Shortening(), Rate());
        foreach (var weight in weights)
            Change(weight, trip.Gradient(weight.Name), shortening, rate);
        return value;
    }

    /// <summary>The loss of a model as it predicts, without changing it.</summary>
    /// <returns>The mean over the batches.</returns>
    public double Measure(IReadOnlyCollection<Batch> batches, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(batches);
        var sum = 0.0;
        foreach (var batch in batches)
        {
            var outputs = model.Run(Named(batch.Inputs, model.Inputs[0].Name), [.. loss.OutputNames.Select(Output)], cancellation);
            foreach (var name in loss.OutputNames)
                sum += loss.Evaluate(name, outputs[Output(name)], Of(batch.Targets, name, "target"), Find(batch.Masks, name), gradient: null);
            foreach (var output in outputs.Values)
                output.Dispose();
        }
        return sum / batches.Count;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        trip.Dispose();
        Best.Dispose();
        foreach (var weight in Weights)
            weight.Dispose();
    }

    /// <summary>Takes the history of a checkpoint.</summary>
    internal void Remember(IEnumerable<Epoch> epochs)
    {
        history.AddRange(epochs);
        decidingLosses.AddRange(history.Select(epoch => epoch.Deciding));
    }

    private bool HasLostPatience => Options.Patience is { } patience && history.Count - history.FindLastIndex(epoch => epoch.IsBest) > patience;

    private Epoch RunEpoch(IEnumerable<Batch> batches, IReadOnlyCollection<Batch>? validation, CancellationToken cancellation)
    {
        var clock = Stopwatch.StartNew();
        var (sum, count, number) = (0.0, 0, history.Count + 1);
        foreach (var batch in batches)
        {
            var value = Step(batch, cancellation);
            sum += value;
            count++;
            Options.Progress?.Report(new TrainingProgress(number, Options.Epochs, count, history.LastOrDefault()?.Steps, value, Remaining(count, clock.Elapsed)));
        }
        if (count == 0)
            throw new InvalidOperationException($"Epoch {number} has no batches. Give at least one.");
        double? measured = validation is { Count: > 0 } ? MeasureTrained(validation, cancellation) : null;
        var deciding = measured ?? sum / count;
        return new Epoch(number, sum / count, measured, Rate(), count, clock.Elapsed, history.All(epoch => deciding < epoch.Deciding));
    }

    private TimeSpan? Remaining(int step, TimeSpan elapsed) => history.Count == 0 ? null
        : history[^1].Duration * (Options.Epochs - history.Count - 1) + elapsed / step * Math.Max(0, history[^1].Steps - step);

    /// <summary>The loss with the weights that the model would keep.</summary>
    private double MeasureTrained(IReadOnlyCollection<Batch> validation, CancellationToken cancellation)
    {
        if (Options.Averaging is null)
            return Measure(validation, cancellation);
        using var now = new Snapshot(this);
        foreach (var weight in weights)
            weight.Value.Overwrite(weight.Average!);
        try
        {
            return Measure(validation, cancellation);
        }
        finally
        {
            now.Restore();
        }
    }

    /// <summary>Computes the loss and starts its gradients on their way back.</summary>
    private double TurnAround(Batch batch)
    {
        var value = 0.0;
        foreach (var name in outputs)
        {
            var output = Output(name);
            value += loss.Evaluate(name, trip.Output(output), Of(batch.Targets, name, "target"), Find(batch.Masks, name), trip.GradientOf(output));
        }
        return value;
    }

    /// <summary>The factor that brings the gradient of all weights together to the greatest length that is allowed.</summary>
    private float Shortening()
    {
        if (Options.ClipGradient is not { } longest)
            return 1;
        var squares = 0.0;
        foreach (var weight in weights)
            squares += TensorPrimitives.SumOfSquares<float>(trip.Gradient(weight.Name).Numbers);
        return squares > longest * longest ? (float)(longest / Math.Sqrt(squares)) : 1;
    }

    private double Rate() => Optimizer.LearningRate * Options.Schedule.Factor(Steps, decidingLosses);

    private void Change(Weight weight, Tensor gradient, float shortening, double rate)
    {
        if (shortening != 1)
            TensorPrimitives.Multiply(gradient.Numbers, shortening, gradient.Numbers);
        Optimizer.Change(weight.Value.Numbers, gradient.Numbers, weight.Memory.Numbers, Steps, rate);
        weight.Value.MarkChanged();
        // From the start the average follows faster, so that it does not hold on to the first weights.
        if (Options.Averaging is { } averaging)
            TensorPrimitives.Lerp(weight.Value.Numbers, weight.Average!.Numbers, (float)Math.Min(averaging, Steps / (Steps + 9.0)), weight.Average.Numbers);
    }

    private string Output(string? name) => name ?? firstOutput;

    private static IReadOnlyDictionary<string, Tensor> Named(IReadOnlyDictionary<string, Tensor> tensors, string first) =>
        tensors.TryGetValue("", out var only) ? new Dictionary<string, Tensor>(tensors.Where(pair => pair.Key.Length > 0)) { [first] = only } : tensors;

    private Tensor? Find(IReadOnlyDictionary<string, Tensor> tensors, string? name) =>
        tensors.GetValueOrDefault(name ?? "") ?? tensors.GetValueOrDefault(Output(name));

    private Tensor Of(IReadOnlyDictionary<string, Tensor> tensors, string? name, string kind) => Find(tensors, name)
        ?? throw new ArgumentException($"The batch has no {kind} for output '{Output(name)}'. It has {string.Join(", ", tensors.Keys.Select(key => $"'{key}'"))}.");
}
