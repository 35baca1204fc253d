using System.Text.RegularExpressions;

namespace BioDL.Data;

/// <summary>Finds which label picture belongs to which image, by folders (images, masks) or by endings of names (a_mask).</summary>
internal static partial class ImportPairs
{
    private static readonly string[] ImageFolders = ["images", "image", "raw", "img", "imgs"];
    private static readonly string[] LabelFolders = ["masks", "mask", "labels", "label", "annotations", "gt"];
    private static readonly string[] Endings = [".png", ".tif", ".tiff", ".bmp", ".npy", ".jpg", ".jpeg"];

    /// <summary>The pairs, by name; what has no partner goes into the findings.</summary>
    /// <exception cref="DatasetException">Nothing can be paired.</exception>
    public static IReadOnlyList<(string Name, string Image, string Labels)> Of(string folder, List<string> findings)
    {
        var (images, labels, rule) = Lists(folder);
        var labelsByName = ByName(labels);
        var imagesByName = ByName(images);
        var pairs = imagesByName.Where(image => labelsByName.ContainsKey(image.Key))
            .Select(image => (image.Key, image.Value, labelsByName[image.Key])).OrderBy(pair => pair.Key, StringComparer.Ordinal).ToList();
        if (pairs.Count == 0)
            throw new DatasetException(
                $"No image of {folder} has labels: found {images.Count} images and {labels.Count} label pictures, paired by {rule}. Expected folders 'images' and "
                + "'masks' with files of the same names, or files like a.tif with a_mask.tif beside it.");
        findings.Add($"{pairs.Count} images with labels, paired by {rule}.");
        NameLonely(findings, "Left out, because they have no labels", imagesByName.Keys.Except(labelsByName.Keys));
        NameLonely(findings, "Left out, because they have no image", labelsByName.Keys.Except(imagesByName.Keys));
        return pairs;
    }

    private static (List<string> Images, List<string> Labels, string Rule) Lists(string folder)
    {
        var folders = Directory.GetDirectories(folder).ToDictionary(path => Path.GetFileName(path).ToUpperInvariant(), path => path);
        if (Named(folders, ImageFolders) is { } images && Named(folders, LabelFolders) is { } labels)
            return (Pictures(images), Pictures(labels), $"name, between the folders '{Path.GetFileName(images)}' and '{Path.GetFileName(labels)}'");
        var parted = Pictures(folder).ToLookup(path => LabelEnding.IsMatch(Path.GetFileNameWithoutExtension(path)));
        return ([.. parted[false]], [.. parted[true]], "the endings of names (_mask, _label, _labels, _gt, _seg)");
    }

    private static string? Named(Dictionary<string, string> folders, string[] names) =>
        names.Select(name => folders.GetValueOrDefault(name.ToUpperInvariant())).FirstOrDefault(path => path is not null);

    private static List<string> Pictures(string folder) =>
        [.. Directory.GetFiles(folder).Where(path => Endings.Contains(Path.GetExtension(path).ToLowerInvariant())).Order(StringComparer.Ordinal)];

    private static Dictionary<string, string> ByName(List<string> paths)
    {
        var byName = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var path in paths)
        {
            var name = LabelEnding.Replace(Path.GetFileNameWithoutExtension(path), "");
            if (!byName.TryAdd(name, path))
                throw new DatasetException($"{Path.GetFileName(byName[name])} and {Path.GetFileName(path)} both stand for '{name}'. Remove or rename one of them.");
        }
        return byName;
    }

    private static void NameLonely(List<string> findings, string what, IEnumerable<string> names)
    {
        if (names.ToList() is { Count: > 0 } lonely)
            findings.Add($"{what}: {string.Join(", ", lonely.Take(5))}{(lonely.Count > 5 ? $" and {lonely.Count - 5} more" : "")}.");
    }

    [GeneratedRegex("[_-](masks?|labels?|gt|seg|segmentation)$", RegexOptions.IgnoreCase)]
    private static partial Regex LabelEnding { get; }
}
