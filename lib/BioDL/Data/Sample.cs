using BioDL.Images;

namespace BioDL.Data;

/// <summary>One labelled image of a data set; image and labels are read when they are first asked for, and kept.</summary>
public sealed class Sample
{
    private readonly Lazy<Image> image;
    private readonly Lazy<LabelImage> labels;

    internal Sample(string id, string group, string split, Func<Image> readImage, Func<LabelImage> readLabels)
    {
        (Id, Group, Split) = (id, group, split);
        image = new Lazy<Image>(readImage);
        labels = new Lazy<LabelImage>(readLabels);
    }

    /// <summary>The sample's name, unique in its data set.</summary>
    public string Id { get; }

    /// <summary>The independent unit that it was cut from: a photograph, a slide, a plate. Where none is recorded, the sample's own name.</summary>
    public string Group { get; }

    /// <summary><c>train</c> or <c>test</c>; empty where nobody published a split.</summary>
    public string Split { get; }

    /// <summary>The name of the data set that it is part of: <c>dsb2018-fluo</c>; empty for simulated fields, which are part of no published one.</summary>
    public string DataSet { get; init; } = "";

    /// <summary>What the image shows, where the data set sorts its images into classes: <c>lymphocyte</c>; null elsewhere.</summary>
    public string? Class { get; init; }

    /// <summary>The image, height × width, values as in the file.</summary>
    /// <exception cref="DatasetException">Its file is missing or is not the one that was pinned.</exception>
    public Image Image => image.Value;

    /// <summary>
    /// The objects as people drew them, or as the simulation placed them: same height and width as the image. Where the manifest names
    /// <see cref="DatasetManifest.Levels"/>, the numbers are regions (1 cytoplasm, 2 nucleus), not objects.
    /// </summary>
    /// <exception cref="DatasetException">A file is missing or is not the one that was pinned.</exception>
    public LabelImage Labels => labels.Value;

    /// <inheritdoc/>
    public override string ToString() => $"{Id} ({string.Join(", ", new[] { Class, Split, Group }.Where(part => !string.IsNullOrEmpty(part)))})";
}
