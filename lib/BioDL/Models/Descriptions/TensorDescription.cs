namespace BioDL.Models;

/// <summary>One input or output of a model.</summary>
public sealed record TensorDescription
{
    /// <summary>Its name within the description.</summary>
    public required string Id { get; init; }

    /// <summary>What it shows.</summary>
    public string Description { get; init; } = "";

    /// <summary>Its axes, in the order of the network's tensor.</summary>
    public required IReadOnlyList<Axis> Axes { get; init; }

    /// <summary>Type of its values, as NumPy names it: <c>float32</c>.</summary>
    public string DataType { get; init; } = "float32";

    /// <summary>Smallest and largest value that may occur; null for no bound.</summary>
    public (double? Minimum, double? Maximum) Range { get; init; }

    /// <summary>Whether an input may be left out.</summary>
    public bool Optional { get; init; }

    /// <summary>What happens to an input before the network, or to an output after it, in order.</summary>
    public IReadOnlyList<ProcessingStep> Processing { get; init; } = [];

    /// <summary>The array that the published test uses (NPY), before preprocessing or after postprocessing.</summary>
    public FileReference? TestTensor { get; init; }

    /// <summary>An example for people.</summary>
    public FileReference? SampleTensor { get; init; }
}

/// <summary>What an axis counts.</summary>
public enum AxisKind
{
    /// <summary>Images side by side in one call.</summary>
    Batch,

    /// <summary>Channels.</summary>
    Channel,

    /// <summary>Anything else, such as a list of objects.</summary>
    Index,

    /// <summary>Points in time.</summary>
    Time,

    /// <summary>Pixels along x, y or z.</summary>
    Space,
}

/// <summary>One axis of a tensor.</summary>
public sealed record Axis
{
    /// <summary>What it counts.</summary>
    public required AxisKind Kind { get; init; }

    /// <summary>Its name: <c>batch</c>, <c>channel</c>, <c>index</c>, <c>time</c>, <c>x</c>, <c>y</c>, <c>z</c>.</summary>
    public required string Id { get; init; }

    /// <summary>How long it may be.</summary>
    public required AxisSize Size { get; init; }

    /// <summary>Names of the channels; empty on other axes.</summary>
    public IReadOnlyList<string> ChannelNames { get; init; } = [];

    /// <summary>Unit of the scale: <c>micrometer</c>, <c>second</c>; null when not said.</summary>
    public string? Unit { get; init; }

    /// <summary>Length of one step along the axis, in <see cref="Unit"/>; relative to other axes where there is no unit.</summary>
    public double Scale { get; init; } = 1;

    /// <summary>Outputs: values at each end that are not to be trusted and cut off when tiles are put together.</summary>
    public int Halo { get; init; }
}

/// <summary>How long an axis may be.</summary>
public abstract record AxisSize;

/// <summary>Exactly so long.</summary>
/// <param name="Length">At least 1.</param>
public sealed record FixedSize(int Length) : AxisSize;

/// <summary>minimum + n · step for a whole n ≥ 0.</summary>
/// <param name="Minimum">At least 1.</param>
/// <param name="Step">At least 1.</param>
public sealed record SteppedSize(int Minimum, int Step) : AxisSize;

/// <summary>
/// What another axis dictates: ⌊length · its scale / this scale + offset⌋ (specification 0.5).
/// </summary>
/// <param name="Tensor">The tensor that the other axis belongs to.</param>
/// <param name="Axis">The other axis.</param>
/// <param name="Offset">Added, may be negative.</param>
public sealed record ReferencedSize(string Tensor, string Axis, int Offset = 0) : AxisSize;

/// <summary>Outputs: known only once the network has run.</summary>
/// <param name="Minimum">At least so long.</param>
/// <param name="Maximum">At most so long; null for no bound.</param>
public sealed record DataDependentSize(int Minimum = 1, int? Maximum = null) : AxisSize;

/// <summary>The network in one format.</summary>
public sealed record WeightsDescription
{
    /// <summary>The format that runs here.</summary>
    public const string Onnx = "onnx";

    /// <summary>The formats of the specification.</summary>
    public static IReadOnlyList<string> Formats { get; } =
        [Onnx, "pytorch_state_dict", "torchscript", "keras_hdf5", "keras_v3", "tensorflow_js", "tensorflow_saved_model_bundle"];

    /// <summary><c>onnx</c>, <c>pytorch_state_dict</c>, <c>torchscript</c>, <c>keras_hdf5</c>, <c>tensorflow_js</c>, <c>tensorflow_saved_model_bundle</c>.</summary>
    public required string Format { get; init; }

    /// <summary>The file.</summary>
    public required FileReference File { get; init; }

    /// <summary>ONNX operator set.</summary>
    public int? OpsetVersion { get; init; }

    /// <summary>Version of the program that wrote it.</summary>
    public string? FrameworkVersion { get; init; }

    /// <summary>The format that it was converted from.</summary>
    public string? Parent { get; init; }

    /// <summary>PyTorch: the class or file that builds the network, as written.</summary>
    public string? Architecture { get; init; }

    /// <summary>PyTorch: checksum of the file in <see cref="Architecture"/>.</summary>
    public string? ArchitectureSha256 { get; init; }

    /// <summary>PyTorch: what the class or function is called with.</summary>
    public IReadOnlyDictionary<string, object?> ArchitectureArguments { get; init; } = new Dictionary<string, object?>();

    /// <summary>The file that lists the packages that it needs.</summary>
    public FileReference? Dependencies { get; init; }

    /// <summary>ONNX: the file of weights beside the network.</summary>
    public FileReference? ExternalData { get; init; }

    /// <summary>Who trained or converted it, where that is said.</summary>
    public IReadOnlyList<Person> Authors { get; init; } = [];

    /// <summary>What the authors say about it.</summary>
    public string? Comment { get; init; }
}
