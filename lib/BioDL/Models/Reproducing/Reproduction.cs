using BioDL.Display;
using BioDL.Hosting;

namespace BioDL.Models;

/// <summary>
/// A model's published test, run here: <c>model.Test()</c>. That it passes says that the model runs here as its authors published it, not that it suits
/// any other image.
/// </summary>
public sealed class Reproduction : IDisplayable
{
    private Reproduction(string model, IReadOnlyList<ReproducedOutput> outputs, IReadOnlyList<SizeTrial> trials) => (Model, Outputs, Trials) = (model, outputs, trials);

    /// <summary>The model.</summary>
    public string Model { get; }

    /// <summary>Each output against the published one.</summary>
    public IReadOnlyList<ReproducedOutput> Outputs { get; }

    /// <summary>Runs at other sizes and batches, where the description allows any; empty for formats before 0.5.</summary>
    public IReadOnlyList<SizeTrial> Trials { get; }

    /// <summary>Whether every output is the published one and every other size ran.</summary>
    public bool Passed => Outputs.All(output => output.Passed) && Trials.All(trial => trial.Passed);

    /// <summary>Runs the published test of a model.</summary>
    /// <param name="runner">Description and network.</param>
    /// <param name="read">The content of a file that the description names.</param>
    /// <param name="cancellation">Stops between two operators.</param>
    /// <exception cref="ArgumentException">The description names no test tensors, or they do not have the axes that it describes.</exception>
    /// <exception cref="BioDL.Images.ImageFormatException">A test tensor is damaged.</exception>
    public static Reproduction Of(ModelRunner runner, Func<FileReference, byte[]> read, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(runner);
        ArgumentNullException.ThrowIfNull(read);
        var model = runner.Description;
        var inputs = model.Inputs.ToDictionary(input => input.Id, input => Tensor(model, input, read), StringComparer.Ordinal);
        var published = model.Outputs.Select(output => (output, Array: Tensor(model, output, read))).ToArray();
        var found = runner.Run(inputs, cancellation);
        var outputs = published.Select(each => ReproducedOutput.Compare(each.output, found[each.output.Id], each.Array, ReproductionTolerance.For(model, each.output.Id))).ToArray();
        var trials = model.FormatVersion.StartsWith("0.5", StringComparison.Ordinal) ? SizeTrials.Run(runner, inputs, cancellation) : [];
        return new Reproduction(model.Name, outputs, trials);
    }

    /// <summary>One line, and one for each output and each size that failed.</summary>
    public override string ToString()
    {
        var sizes = Trials.Count == 0 ? "" : $"; {Trials.Count(trial => trial.Passed)} of {Trials.Count} other sizes ran";
        return $"{Model}: {(Passed ? "reproduced" : "NOT reproduced")}{sizes}\n" + Table
            + string.Concat(Trials.Where(trial => !trial.Passed).Select(trial => $"\n{trial.Sizes}: {trial.Problem}"));
    }

    /// <summary>The outputs as a table, with published, found and difference side by side.</summary>
    public MimeBundle ToMimeBundle()
    {
        var pictures = Outputs.Where(output => output.Pictures is not null).Take(2).SelectMany(output => new[]
        {
            output.Pictures!.Value.Published.Show($"{output.Output}, published"),
            output.Pictures!.Value.Found.Show("Reproduced here"),
            output.Pictures!.Value.Difference.Show("Difference", map: ColourMap.Viridis),
        }).ToArray();
        var failed = string.Concat(Trials.Where(trial => !trial.Passed).Select(trial => $"<p>{System.Net.WebUtility.HtmlEncode($"{trial.Sizes}: {trial.Problem}")}</p>"));
        var html = Table.ToMimeBundle()[MimeBundle.Html] + failed + (pictures.Length > 0 ? Panels.Of(pictures).ToMimeBundle()[MimeBundle.Html] : "");
        return MimeBundle.OfText(ToString()).With(MimeBundle.Html, html);
    }

    private Table Table => Table.Of(Outputs,
        ("Output", output => output.Output), ("Passed", output => output.Passed ? "yes" : "no"), ("Mismatches per million", output => output.MismatchesPerMillion),
        ("Largest difference", output => output.LargestDifference), ("Mean difference", output => output.MeanDifference),
        ("Worst element", output => output.Worst), ("Note", output => output.Note))
        .Titled($"{Model}: the published test");

    private static NamedArray Tensor(ModelDescription model, TensorDescription tensor, Func<FileReference, byte[]> read) => tensor.TestTensor is { } file
        ? NpyArray.Read(read(file), file.Source, [.. tensor.Axes.Select(axis => axis.Id)])
        : throw new ArgumentException($"{model.Name} publishes no test tensor for '{tensor.Id}': whether it runs here as it did for its authors cannot be tested.");
}
