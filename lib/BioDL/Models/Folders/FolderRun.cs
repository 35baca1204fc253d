using System.Security.Cryptography;
using BioDL.Hosting;
using BioDL.Images;
using BioDL.Learning;

namespace BioDL.Models;

/// <summary>Predicts the images of a folder, one after the other; what is there already is not done again.</summary>
internal sealed class FolderRun(ModelDescription model, string modelHash, Func<Image, PredictOptions, Prediction> predict, FolderOptions options)
{
    private static readonly string[] Endings = [".png", ".tif", ".tiff", ".bmp", ".jpg", ".jpeg", ".npy"];

    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    /// <exception cref="ArgumentException">There is no image in it, or both folders are the same.</exception>
    public FolderReport Run(string inputFolder, string outputFolder)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(inputFolder);
        ArgumentException.ThrowIfNullOrWhiteSpace(outputFolder);
        var (input, output) = (Path.TrimEndingDirectorySeparator(Path.GetFullPath(inputFolder)), Path.TrimEndingDirectorySeparator(Path.GetFullPath(outputFolder)));
        if (!Directory.Exists(input))
            throw new DirectoryNotFoundException($"There is no folder '{input}'. Name the folder that holds the images.");
        if (input == output)
            throw new ArgumentException($"Images and results were both to lie in '{input}'. Name another folder for the results.", nameof(outputFolder));
        var images = Images(input, output);
        if (images.Count == 0)
            throw new ArgumentException($"'{input}' holds no image ({string.Join(", ", Endings)}), nor do its folders.", nameof(inputFolder));
        Directory.CreateDirectory(output);
        var ledger = new FolderLedger(output);
        return new FolderReport(model.Name, output, [.. Progress.Over(images, "Predicting").Select(image => One(input, output, image, ledger))]);
    }

    private FolderEntry One(string input, string output, string image, FolderLedger ledger)
    {
        try
        {
            var bytes = File.ReadAllBytes(Path.Combine(input, image));
            var hash = Convert.ToHexStringLower(SHA256.HashData(bytes));
            var results = Results(output, image);
            if (ledger.Find(image, hash, modelHash, options.Words, results) is { } earlier)
                return new FolderEntry(image, FolderOutcome.Kept, earlier);
            var read = Image.Read(Path.Combine(input, image));
            var prediction = predict(options.Prepare is { } prepare ? prepare(read) : read, options.Predict);
            Write(prediction, results);
            var note = string.Join("; ", prediction.Warnings);
            ledger.Add(image, hash, modelHash, options.Words, results.Select(result => Path.GetRelativePath(output, result).Replace(Path.DirectorySeparatorChar, '/')), note);
            return new FolderEntry(image, FolderOutcome.Done, note);
        }
        catch (Exception fault) when (fault is ImageFormatException or ArgumentException or InvalidOperationException or IOException or UnauthorizedAccessException or OnnxException
            && fault is not PackageException)
        {
            return new FolderEntry(image, FolderOutcome.Failed, fault.Message);
        }
    }

    private void Write(Prediction prediction, string[] results)
    {
        var outputs = prediction.Outputs.Values.ToArray();
        Directory.CreateDirectory(Path.GetDirectoryName(results[0])!);
        for (var i = 0; i < outputs.Length; i++)
            WriteWhole(outputs[i], results[i], bitDepth: 32);
        if (!options.Objects)
            return;
        var labels = prediction.Segment(options.Rule);
        WriteWhole(new Image(1, labels.Height, labels.Width, Array.ConvertAll(labels.Values.ToArray(), label => (float)label)) { PixelSize = labels.PixelSize }, results[^1],
            labels.Maximum <= ushort.MaxValue ? 16 : 32);
    }

    /// <summary>Under another name that ends alike, since the ending tells the format, then renamed.</summary>
    private static void WriteWhole(Image image, string path, int bitDepth)
    {
        var unfinished = Path.Combine(Path.GetDirectoryName(path)!, $".{Guid.NewGuid():N}.unfinished.tif");
        try
        {
            image.Save(unfinished, bitDepth);
            File.Move(unfinished, path, overwrite: true);
        }
        finally
        {
            File.Delete(unfinished);
        }
    }

    /// <summary>Where the results of an image go: its path with its ending, since a.png and a.tif are two images; then the output and <c>.tif</c>.</summary>
    private string[] Results(string output, string image)
    {
        var place = Path.Combine(output, image.Replace('/', Path.DirectorySeparatorChar));
        var names = model.Outputs.Select(each => $"{place}.{SafeName(each.Id)}.tif");
        return options.Objects ? [.. names, $"{place}.labels.tif"] : [.. names];
    }

    /// <summary>A name that somebody else wrote, fit for a file.</summary>
    private static string SafeName(string name) => string.Concat(name.Select(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' ? letter : '_'));

    /// <summary>Images below the folder, in the order of their names; not those that lie in the folder of the results, nor through links.</summary>
    private static List<string> Images(string input, string output)
    {
        var search = new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint | FileAttributes.Hidden, IgnoreInaccessible = true };
        return [.. Directory.EnumerateFiles(input, "*", search)
            .Where(path => Endings.Contains(Path.GetExtension(path).ToLowerInvariant(), StringComparer.Ordinal)
                && !path.StartsWith(output + Path.DirectorySeparatorChar, StringComparison.Ordinal))
            .Select(path => Path.GetRelativePath(input, path).Replace(Path.DirectorySeparatorChar, '/')).Order(StringComparer.Ordinal)];
    }
}
