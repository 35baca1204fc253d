using BioDL.Images;

namespace BioDL.Data;

/// <summary>Turns the files that a manifest pins into samples.</summary>
/// <param name="manifest">The manifest.</param>
/// <param name="read">The content of a file, after its checksum was found right.</param>
internal sealed class PinnedSamples(DatasetManifest manifest, Func<DatasetFile, byte[]> read)
{
    public IReadOnlyList<Sample> Of(IReadOnlyList<DatasetFile> files)
    {
        var classes = files.SingleOrDefault(file => file.Role == "class-labels") is { } table
            ? ClassTable.Read(read(table), table.Path, [.. manifest.Classes])
            : null;
        return
        [
            .. files.Where(file => file.Sample.Length > 0).GroupBy(file => file.Sample, StringComparer.Ordinal)
                .Select(sample => ToSample([.. sample], classes)),
        ];
    }

    private Sample ToSample(DatasetFile[] files, IReadOnlyDictionary<string, string>? classes)
    {
        var image = files.Single(file => file.Role == "image");
        var labels = files.Where(file => file.Role is "mask" or "labels").ToArray();
        return new Sample(
            image.Sample, image.Group.Length > 0 ? image.Group : image.Sample, image.Split, () => ReadImage(image), () => ReadLabels(image, labels))
        {
            DataSet = manifest.Id,
            Class = classes?.GetValueOrDefault(ClassTable.Key(image.Sample)),
        };
    }

    private Image ReadImage(DatasetFile file)
    {
        var image = Decode(file);
        image = manifest.ReadAs switch
        {
            "grey" => image.ToGrey(),
            "colour" when image.Channels == 4 => new Image(3, image.Height, image.Width, image.Values[..(3 * image.Height * image.Width)].ToArray()) { PixelSize = image.PixelSize },
            _ => image,
        };
        return new Image(image.Channels, image.Height, image.Width, image.Values.ToArray())
        {
            PixelSize = image.PixelSize ?? manifest.PixelSize,
            Provenance = $"{manifest.Id}, sample {file.Sample}, {manifest.Repository} at {manifest.Commit[..8]}, {file.Path}",
        };
    }

    private LabelImage ReadLabels(DatasetFile imageFile, DatasetFile[] files)
    {
        var image = Decode(imageFile);
        var labels = new int[image.Height * image.Width];
        for (var i = 0; i < files.Length; i++)
        {
            var picture = Decode(files[i]);
            if (picture.Height != image.Height || picture.Width != image.Width)
                throw new DatasetException(
                    $"The labels {files[i].Path} have {picture.Height} rows and {picture.Width} columns, their image {image.Height} and {image.Width}.");
            Add(picture.Channel(0), i + 1, labels, files[i].Path);
        }
        return new LabelImage(image.Height, image.Width, labels) { PixelSize = image.PixelSize ?? manifest.PixelSize };
    }

    private void Add(ReadOnlySpan<float> values, int number, int[] labels, string path)
    {
        switch (manifest.LabelsAs)
        {
            case "one-file-per-object":
                LabelFiles.AddObject(values, number, labels);
                break;
            case "instance-ids":
                LabelFiles.CopyNumbers(values, labels, path);
                break;
            case "levels":
                LabelFiles.AddRegions(values, [.. manifest.Levels.Values], labels);
                break;
            default:
                throw new DatasetException($"The manifest of {manifest.Id} says labels-as '{manifest.LabelsAs}', which this version does not read.");
        }
    }

    private Image Decode(DatasetFile file) => ImageFile.Decode(read(file), file.Path);
}
