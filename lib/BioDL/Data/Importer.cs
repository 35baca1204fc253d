using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using BioDL.Images;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace BioDL.Data;

/// <summary>Makes a data set of own images: checks them, repairs what is safe and says so, and explains the rest.</summary>
/// <param name="own">Where own sets are kept.</param>
public sealed class Importer(string own)
{
    // A third of the groups to test on, or half of two.
    private const int MostFolds = 3;

    /// <summary>Imports the images and labels of a folder; an earlier set of the same name is replaced when all went well.</summary>
    /// <param name="folder">A folder with the folders <c>images</c> and <c>masks</c>, or with files like <c>a.tif</c> and <c>a_mask.tif</c>.</param>
    /// <param name="options">Name, pixel size and groups.</param>
    /// <exception cref="DatasetException">Something cannot be repaired; the message says what and how to go on.</exception>
    public ImportReport Import(string folder, ImportOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var target = OwnSets.FolderOf(own, options.Name);
        if (!Directory.Exists(folder))
            throw new DatasetException($"The folder {Path.GetFullPath(folder)} does not exist.");
        if (options.PixelSize is <= 0 or double.NaN)
            throw new DatasetException($"A pixel of {options.PixelSize} µm was given; expected a size above 0, for instance 0.65.");
        var findings = new List<string>();
        var pairs = ImportPairs.Of(folder, findings);
        var unfinished = $"{target}.{Guid.NewGuid():N}.tmp";
        try
        {
            Write(unfinished, pairs, options, findings);
            if (Directory.Exists(target))
                Directory.Delete(target, recursive: true);
            Directory.Move(unfinished, target);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ImageFormatException)
        {
            throw new DatasetException(fault.Message, fault);
        }
        finally
        {
            if (Directory.Exists(unfinished))
                Directory.Delete(unfinished, recursive: true);
        }
        return new ImportReport(target, pairs.Count, findings);
    }

    private static void Write(string target, IReadOnlyList<(string Name, string Image, string Labels)> pairs, ImportOptions options, List<string> findings)
    {
        Directory.CreateDirectory(Path.Combine(target, "images"));
        Directory.CreateDirectory(Path.Combine(target, "labels"));
        var groups = ImportGroups.Of([.. pairs.Select(pair => pair.Name)], options.GroupParts, findings);
        var splits = Splits(groups, findings);
        var table = new StringBuilder("split,group,sample,role,path,bytes,sha256\n");
        var (binary, empty, objects, sizes, channels) = (0, 0, 0, new HashSet<double?>(), new HashSet<int>());
        for (var i = 0; i < pairs.Count; i++)
        {
            var (name, imagePath, labelPath) = pairs[i];
            var image = Checked(imagePath);
            var (labels, wasBinary) = ImportLabels.Of(ImageFile.Read(labelPath), image, Path.GetFileName(labelPath));
            binary += wasBinary ? 1 : 0;
            empty += labels.Count == 0 ? 1 : 0;
            objects += labels.Count;
            sizes.Add(image.PixelSize);
            channels.Add(image.Channels);
            var number = string.Create(CultureInfo.InvariantCulture, $"{i + 1:00000}");
            var paths = ($"images/{number}{Path.GetExtension(imagePath).ToLowerInvariant()}", $"labels/{number}.png");
            File.Copy(imagePath, Path.Combine(target, paths.Item1));
            ImageFile.Write(new Image(1, labels.Height, labels.Width, Array.ConvertAll(labels.Values.ToArray(), label => (float)label)), Path.Combine(target, paths.Item2), 16);
            foreach (var (role, path) in new[] { ("image", paths.Item1), ("labels", paths.Item2) })
                table.Append(CultureInfo.InvariantCulture, $"{splits[name]},{Quoted(groups[name])},{Quoted(name)},{role},{path},{Pin(Path.Combine(target, path))}\n");
        }
        if (channels.Select(count => count == 4 ? 3 : count).Distinct().Count() > 1)
            throw new DatasetException($"Some images have {channels.Min()} channel(s), others {channels.Max()}. One set holds one kind of image: import them as two sets, with --name.");
        Report(findings, pairs.Count, objects, binary, empty, sizes, channels, options);
        File.WriteAllText(Path.Combine(target, "files.csv"), table.ToString());
        File.WriteAllText(Path.Combine(target, "manifest.yaml"), Describe(options, pairs.Count, channels.Contains(4)));
    }

    private static Image Checked(string path)
    {
        var name = Path.GetFileName(path);
        var pages = ImageFile.ReadPages(path);
        if (pages.Count > 1)
            throw new DatasetException($"{name} is a stack of {pages.Count} planes. The course works on single planes: save a plane or a projection of each stack (in Fiji: Image > Stacks > Z Project).");
        var image = pages[0];
        if (image.Channels is not (1 or 3 or 4))
            throw new DatasetException($"{name} has {image.Channels} channels; expected 1, or 3 for colour. Save the channel that shows the objects.");
        foreach (var value in image.Values)
        {
            if (!float.IsFinite(value))
                throw new DatasetException($"{name} holds values that are no numbers (NaN or infinite). Replace them before importing.");
        }
        return image;
    }

    private static Dictionary<string, string> Splits(IReadOnlyDictionary<string, string> groups, List<string> findings)
    {
        var samples = groups.Select(item => new Sample(item.Key, item.Value, "", () => new Image(1, 1, 1), () => new LabelImage(1, 1))).ToList();
        var number = groups.Values.Distinct(StringComparer.Ordinal).Count();
        var split = number < 2 ? GroupSplit.Of(samples) : GroupSplit.Folds(samples, Math.Min(MostFolds, number))[0];
        findings.Add($"Split: {split.Train.Count} images to choose parameters on, {split.Test.Count} to test on; {split.Note}");
        return split.Train.Select(sample => (sample.Id, "train")).Concat(split.Test.Select(sample => (sample.Id, "test"))).ToDictionary();
    }

    private static void Report(
        List<string> findings, int count, int objects, int binary, int empty, HashSet<double?> sizes, HashSet<int> channels, ImportOptions options)
    {
        findings.Add($"Labels: {objects:N0} objects in {count} pictures, 0 is background.");
        if (binary > 0)
            findings.Add($"Repaired: {binary} label pictures hold a single value above 0. Each connected region became an object of its own; objects that touch count as one.");
        if (empty > 0)
            findings.Add($"{empty} label pictures hold no object at all. Make sure that this is meant.");
        if (channels.Contains(4))
            findings.Add("Repaired: a fourth channel (opacity) is left out on reading.");
        findings.Add(sizes.Contains(null)
            ? options.PixelSize is { } given ? $"Pixel size: {given} µm as given, where a file does not say it." : "Pixel size: not in the files. Sizes stay in pixels; say it with --pixel-size 0.65 (µm)."
            : $"Pixel size: {string.Join(", ", sizes.Order())} µm, from the files.");
    }

    private static string Quoted(string text) => $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static string Pin(string path)
    {
        var content = File.ReadAllBytes(path);
        return $"{content.Length},{Convert.ToHexStringLower(SHA256.HashData(content))}";
    }

    private static string Describe(ImportOptions options, int count, bool hasOpacity) => new SerializerBuilder()
        .WithNamingConvention(HyphenatedNamingConvention.Instance).Build().Serialize(new Dictionary<string, object?>
        {
            ["id"] = options.Name,
            ["kind"] = "samples",
            ["title"] = $"your own {count} images ('{options.Name}')",
            ["modality"] = "Your own images",
            ["licence"] = "yours",
            ["citation"] = "your own work",
            ["repository"] = "own",
            ["commit"] = new string('0', 40),
            ["files"] = "files.csv",
            ["read-as"] = hasOpacity ? "colour" : "",
            ["labels-as"] = "instance-ids",
            ["pixel-size"] = options.PixelSize,
            ["labels"] = "As you drew them.",
            ["groups"] = "As read from the names of the files.",
        });
}
