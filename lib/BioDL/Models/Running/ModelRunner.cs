using System.Runtime.InteropServices;
using BioDL.Images;
using BioDL.Learning;

namespace BioDL.Models;

/// <summary>
/// Runs a described network on images: checks the image, prepares it as the description says, sends it through the network in one piece or in
/// tiles, and finishes the answer. <c>Zoo.Open("unet-nuclei-small")</c> does all of it; this class is for descriptions and networks of one's own.
/// </summary>
public sealed class ModelRunner
{
    private static readonly string[] ImageAxes = ["channel", "y", "x"];

    private readonly IInferenceEngine engine;

    /// <summary>A description and what computes its network.</summary>
    /// <param name="description">What the network expects and gives.</param>
    /// <param name="engine">The network; it stays the caller's to dispose.</param>
    /// <param name="reach">How far the network looks; read from the engine when that is an <see cref="OnnxModel"/>, else unknown.</param>
    /// <exception cref="ArgumentException">Description and network do not have the same number of inputs, or the network has fewer outputs.</exception>
    public ModelRunner(ModelDescription description, IInferenceEngine engine, NetworkReach? reach = null)
    {
        ArgumentNullException.ThrowIfNull(description);
        ArgumentNullException.ThrowIfNull(engine);
        if (engine.Inputs.Count != description.Inputs.Count || engine.Outputs.Count < description.Outputs.Count)
            throw new ArgumentException($"{description.Name} is described with {description.Inputs.Count} inputs and {description.Outputs.Count} outputs, "
                + $"but the network has {engine.Inputs.Count} and {engine.Outputs.Count}. Description and network do not belong together.");
        this.engine = engine;
        Description = description;
        Reach = reach ?? (engine is OnnxModel model ? NetworkReach.Of(model) : NetworkReach.Unknown);
    }

    /// <summary>What the network expects and gives.</summary>
    public ModelDescription Description { get; }

    /// <summary>How far the network looks.</summary>
    public NetworkReach Reach { get; }

    /// <summary>Compares an image with what the model expects, without running it.</summary>
    /// <param name="image">Channel × height × width.</param>
    public InputExamination Examine(Image image)
    {
        ArgumentNullException.ThrowIfNull(image);
        return new InputExamination(Description.Name, new InputExaminer(Description, Input, Planner().Sizes).Examine(image));
    }

    /// <summary>What the model says of each pixel.</summary>
    /// <param name="image">Channel × height × width, in the channels and values that the description names.</param>
    /// <param name="options">Tiles and cancellation.</param>
    /// <exception cref="ArgumentException">The image does not fit (the message says what to do), or the description does not fit the network.</exception>
    /// <exception cref="OnnxException">The network refuses its input.</exception>
    /// <exception cref="OperationCanceledException">The user interrupted the cell.</exception>
    public Prediction Predict(Image image, PredictOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(image);
        options ??= new PredictOptions();
        if (options.Engine is not null)
            throw new ArgumentException($"A {nameof(ModelRunner)} has its engine already. Make one with the other engine, or leave Engine out.", nameof(options));
        var examination = Examine(image);
        examination.RequireRunnable();
        var outputs = Outputs();
        var (plan, doubts) = Planner().Make(image.Height, image.Width, [.. outputs.Select(output => (output.Rows, output.Columns))], options);
        var raw = new NamedArray(Untouched(image), ImageAxes, [image.Channels, image.Height, image.Width]);
        var prepared = raw.Clone();
        Processor.Apply(prepared, Input.Processing, new Dictionary<string, NamedArray> { [Input.Id] = raw });
        TileOutput[] parts = [.. outputs.Select(output => new TileOutput(output.Description, output.Name, output.Rows, output.Columns))];
        new TileRun(engine, Input, parts).Run(prepared, plan, options.Cancellation);
        return new Prediction(Description, image, [.. examination, .. doubts], plan.Words, Finish(image, raw, parts));
    }

    /// <summary>The objects that the model finds, numbered 1, 2, 3 …</summary>
    /// <param name="image">Channel × height × width, in the channels and values that the description names.</param>
    /// <param name="rule">How the answer becomes objects; chosen by what the description says when null.</param>
    /// <param name="options">Tiles and cancellation.</param>
    /// <returns>The objects; their provenance says in words how they came about.</returns>
    /// <inheritdoc cref="Predict" path="/exception"/>
    public LabelImage Segment(Image image, ObjectRule? rule = null, PredictOptions? options = null) => Predict(image, options).Segment(rule);

    /// <summary>Runs whole tensors of any axes, each by its name in the description, with all processing: for the published test.</summary>
    internal IReadOnlyDictionary<string, NamedArray> Run(IReadOnlyDictionary<string, NamedArray> inputs, CancellationToken cancellation)
    {
        var references = new Dictionary<string, NamedArray>(inputs);
        var given = new Dictionary<string, Tensor>();
        try
        {
            for (var i = 0; i < Description.Inputs.Count; i++)
            {
                var prepared = inputs[Description.Inputs[i].Id].Clone();
                Processor.Apply(prepared, Description.Inputs[i].Processing, references);
                var type = engine.Inputs[i].Type;
                given[engine.Inputs[i].Name] = Tensor.Zeros(type == ElementType.Undefined ? ElementType.Float32 : type, [.. prepared.Sizes]);
                TensorNumbers.Write(prepared.Values, given[engine.Inputs[i].Name]);
            }
            var answers = engine.Run(given, [.. engine.Outputs.Take(Description.Outputs.Count).Select(output => output.Name)], cancellation);
            var results = Description.Outputs.Select((output, i) => (output, Array: Take(output, answers[engine.Outputs[i].Name]))).ToArray();
            foreach (var (output, array) in results)
                references[output.Id] = output.Processing.Count > 0 ? array.Clone() : array;
            foreach (var (output, array) in results)
                Processor.Apply(array, output.Processing, references);
            return results.ToDictionary(result => result.output.Id, result => result.Array);
        }
        finally
        {
            foreach (var tensor in given.Values)
                tensor.Dispose();
        }
    }

    /// <summary>The image's own values, to be read only: a large image is not copied for the sake of a reference.</summary>
    private static float[] Untouched(Image image) =>
        MemoryMarshal.TryGetArray(image.Memory, out var segment) && segment.Count == segment.Array!.Length ? segment.Array : image.Values.ToArray();

    private static NamedArray Take(TensorDescription output, Tensor answer)
    {
        using (answer)
        {
            return answer.Shape.Rank == output.Axes.Count
                ? new NamedArray(TensorNumbers.Read(answer).ToArray(), [.. output.Axes.Select(axis => axis.Id)], answer.Shape.ToArray())
                : throw new ArgumentException($"'{output.Id}' is described with {output.Axes.Count} axes, but the network gives {answer.Shape}. "
                    + $"Description and network do not fit.");
        }
    }

    private TensorDescription Input => Description.Inputs is [var only]
        ? only
        : throw new ArgumentException($"{Description.Name} takes {Description.Inputs.Count} inputs "
            + $"({string.Join(", ", Description.Inputs.Select(input => input.Id))}); images are predicted by models of one.");

    private RunPlanner Planner() => new(Input, engine.Inputs[0], Reach);

    private IReadOnlyList<(TensorDescription Description, string Name, OutputGeometry Rows, OutputGeometry Columns)> Outputs() =>
        [.. Description.Outputs.Select((output, i) => (output, engine.Outputs[i].Name, Geometry(output, "y"), Geometry(output, "x")))];

    private OutputGeometry Geometry(TensorDescription output, string axis) => new ImageLayout(output).IsImage
        ? OutputGeometry.Of(Description, output, axis, Input, Planner().Sizes(axis).Minimum)
            ?? throw new ArgumentException($"How large the output '{output.Id}' of {Description.Name} is, its description says only for after it ran "
                + $"('{axis}'); such models are not run on images here.")
        : throw new ArgumentException($"The output '{output.Id}' of {Description.Name} has no rows and columns "
            + $"({string.Join(", ", output.Axes.Select(each => each.Id))}); it is no image.");

    /// <summary>Postprocessing of the whole outputs: statistics are those of the whole image, however it was cut.</summary>
    private List<(TensorDescription Description, Image Image)> Finish(Image image, NamedArray raw, TileOutput[] parts)
    {
        var references = new Dictionary<string, NamedArray> { [Input.Id] = raw };
        var refersToOutputs = parts.Any(part => part.Description.Processing.Any(step => step is ScaleMeanVariance or ScaleRange { Reference: not null }));
        foreach (var part in parts)
            references[part.Description.Id] = refersToOutputs ? part.Values.Clone() : part.Values;
        var results = new List<(TensorDescription, Image)>();
        foreach (var part in parts)
        {
            var values = part.Values;
            Processor.Apply(values, part.Description.Processing, references);
            results.Add((part.Description, new Image(part.Channels, part.Height, part.Width, values.Values)
            {
                PixelSize = image.PixelSize * image.Width / part.Width,
                Provenance = image.Provenance,
            }));
        }
        return results;
    }
}
