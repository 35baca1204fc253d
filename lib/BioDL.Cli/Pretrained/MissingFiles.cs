using BioDL.Models;

namespace BioDL.Cli.Pretrained;

/// <summary>Files that a description names and a package does not hold: published packages often lack some.</summary>
internal static class MissingFiles
{
    /// <summary>The files, by what they are: <c>weights pytorch_state_dict (weights.pt)</c>. Those at an address are no part of a package.</summary>
    public static IReadOnlyList<string> Of(ModelPackage package) =>
        [.. References(package.Description).Where(each => IsMissing(each.File, package)).Select(each => $"{each.What} ({each.File!.Source})")];

    /// <summary>The description without them, and the files that it then names. What cannot be done without, weights that run here and test arrays, stays named.</summary>
    /// <exception cref="PackageException">A file's checksum is not the one described.</exception>
    public static (ModelDescription Description, IReadOnlyDictionary<string, byte[]> Files) Drop(ModelPackage package)
    {
        var description = package.Description;
        WeightsDescription[] weights = [.. description.Weights.Where(weights => weights.Format == WeightsDescription.Onnx || Files(weights).All(each => !IsMissing(each.File, package)))];
        var kept = description with
        {
            Documentation = Kept(description.Documentation),
            Covers = [.. description.Covers.Where(file => !IsMissing(file, package))],
            Attachments = [.. description.Attachments.Where(file => !IsMissing(file, package))],
            Inputs = [.. description.Inputs.Select(tensor => tensor with { SampleTensor = Kept(tensor.SampleTensor) })],
            Outputs = [.. description.Outputs.Select(tensor => tensor with { SampleTensor = Kept(tensor.SampleTensor) })],
            Weights = [.. weights.Select(each => weights.Any(other => other.Format == each.Parent) ? each : each with { Parent = null })],
        };
        var named = References(kept).Select(each => Clean(each.File?.Source)).ToHashSet(StringComparer.Ordinal);
        return (kept, package.ReadAll().Where(file => named.Contains(file.Key)).ToDictionary(StringComparer.Ordinal));

        FileReference? Kept(FileReference? file) => IsMissing(file, package) ? null : file;
    }

    private static IEnumerable<(string What, FileReference? File)> References(ModelDescription description) =>
    [
        ("documentation", description.Documentation),
        .. description.Covers.Select(file => ("cover", file)),
        .. description.Attachments.Select(file => ("attachment", file)),
        .. description.Inputs.Concat(description.Outputs).SelectMany(tensor => new[] { ($"example of {tensor.Id}", tensor.SampleTensor), ($"test array of {tensor.Id}", tensor.TestTensor) }),
        .. description.Weights.SelectMany(Files),
    ];

    private static IEnumerable<(string What, FileReference? File)> Files(WeightsDescription weights) =>
    [
        ($"weights {weights.Format}", weights.File), ($"packages of {weights.Format}", weights.Dependencies), ($"data of {weights.Format}", weights.ExternalData), ($"network of {weights.Format}", Network(weights)),
    ];

    private static string? Clean(string? source) => source?.StartsWith("./", StringComparison.Ordinal) == true ? Clean(source[2..]) : source;

    private static bool IsMissing(FileReference? file, ModelPackage package) => file is { IsElsewhere: false } && !package.Holds(file);

    /// <summary>The file of the package that builds the network (<c>unet.py:UNet</c>), where there is one.</summary>
    private static FileReference? Network(WeightsDescription weights) =>
        weights.Architecture is { } text && text.LastIndexOf(':') is > 0 and var colon && text[..colon].EndsWith(".py", StringComparison.Ordinal) ? new FileReference(text[..colon]) : null;
}
