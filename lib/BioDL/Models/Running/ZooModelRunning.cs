using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using BioDL.Images;
using BioDL.Learning;

namespace BioDL.Models;

/// <content>Running the model.</content>
public sealed partial class ZooModel
{
    private readonly Lock gate = new();
    private readonly ConditionalWeakTable<Func<byte[], IInferenceEngine>, ModelRunner> otherEngines = [];
    private ModelRunner? runner;

    /// <summary>How far the network looks: what tiles and halos go by.</summary>
    /// <exception cref="PackageException">There are no ONNX weights, or they are not at hand.</exception>
    public NetworkReach Reach => RunnerFor(null).Reach;

    /// <summary>Compares an image with what the model expects, without running it.</summary>
    /// <param name="image">Channel × height × width.</param>
    /// <exception cref="PackageException">There are no ONNX weights, or they are not at hand.</exception>
    public InputExamination Examine(Image image) => RunnerFor(null).Examine(image);

    /// <summary>What the model says of each pixel: <c>model.Predict(field.Image)["probability"]</c>.</summary>
    /// <param name="image">Channel × height × width, in the channels and values that the description names.</param>
    /// <param name="options">Tiles, engine and cancellation.</param>
    /// <exception cref="ArgumentException">The image does not fit (the message says what to do), or the description does not fit the network.</exception>
    /// <exception cref="PackageException">There are no ONNX weights, or they are not at hand.</exception>
    /// <exception cref="OnnxException">The network cannot be read or refuses its input.</exception>
    /// <exception cref="OperationCanceledException">The user interrupted the cell.</exception>
    public Prediction Predict(Image image, PredictOptions? options = null)
    {
        options ??= new PredictOptions();
        return RunnerFor(options.Engine).Predict(image, options with { Engine = null });
    }

    /// <summary>The objects that the model finds, numbered 1, 2, 3 …: <c>LabelImage nuclei = model.Segment(field.Image);</c>.</summary>
    /// <param name="image">Channel × height × width, in the channels and values that the description names.</param>
    /// <exception cref="ArgumentException">The image does not fit, or the description does not say how objects are to be made; the message says what to do.</exception>
    /// <returns>The objects; their provenance says in words how they came about.</returns>
    public LabelImage Segment(Image image) => Segment(image, rule: null);

    /// <summary>The objects that the model finds, by a rule or with options of one's own.</summary>
    /// <param name="image">Channel × height × width, in the channels and values that the description names.</param>
    /// <param name="rule">How the answer becomes objects: <c>new ThresholdRule { Channel = "probability", Level = 0.7 }</c>; chosen by what the description says when null.</param>
    /// <param name="options">Tiles, engine and cancellation.</param>
    /// <returns>The objects; their provenance says in words how they came about.</returns>
    /// <inheritdoc cref="Segment(Image)" path="/exception"/>
    public LabelImage Segment(Image image, ObjectRule? rule, PredictOptions? options = null) => Predict(image, options).Segment(rule);

    /// <summary>Runs the published test and compares with the published output, under the specification's tolerances.</summary>
    /// <param name="engine">Another engine, made from the contents of the .onnx file; the library's own when null.</param>
    /// <exception cref="ArgumentException">The description names no test tensors, or they do not fit it.</exception>
    /// <exception cref="PackageException">Weights or test tensors are not in the package, or not those described.</exception>
    public Reproduction Test(Func<byte[], IInferenceEngine>? engine = null) => Reproduction.Of(RunnerFor(engine), Package.Read);

    /// <summary>
    /// Predicts every image of a folder and the folders below it, and writes what the model says as TIFF files of the same names beneath another folder. Started
    /// again, it goes on: results of the same image, model and options are kept (<c>predictions.csv</c> beside them is the record). An image that cannot be read or does not fit is
    /// reported and does not stop the others.
    /// </summary>
    /// <param name="inputFolder">Where the images lie.</param>
    /// <param name="outputFolder">Where results go; made when it is not there.</param>
    /// <param name="options">Tiles, objects, preparation.</param>
    /// <exception cref="DirectoryNotFoundException">There is no folder of images.</exception>
    /// <exception cref="ArgumentException">There is no image in it, or both folders are the same.</exception>
    /// <exception cref="PackageException">There are no ONNX weights, or they are not at hand.</exception>
    /// <exception cref="OperationCanceledException">The user interrupted the cell; what is done stays done.</exception>
    public FolderReport PredictFolder(string inputFolder, string outputFolder, FolderOptions? options = null)
    {
        RunnerFor(null);
        var hash = Convert.ToHexStringLower(SHA256.HashData([.. Package.Read(Weights.File), .. Package.Read(new FileReference(Package.DescriptionPath))]));
        return new FolderRun(Description, hash, Predict, options ?? new FolderOptions()).Run(inputFolder, outputFolder);
    }

    /// <summary>The runner on an engine, made once. Networks give their memory back when the model is no longer in use.</summary>
    private ModelRunner RunnerFor(Func<byte[], IInferenceEngine>? engine)
    {
        lock (gate)
        {
            runner ??= new ModelRunner(Description, LoadWeights());
            if (engine is null)
                return runner;
            if (!otherEngines.TryGetValue(engine, out var other))
                otherEngines.Add(engine, other = new ModelRunner(Description, engine(Package.Read(Weights.File)), runner.Reach));
            return other;
        }
    }
}
