using BioDL.Images;

namespace BioDL.Data;

/// <summary>Turns the files of a manifest that lie in a mirror into samples.</summary>
internal sealed class MirroredSamples(DatasetManifest manifest, string folder)
{
    public IReadOnlyList<Sample> Of(IReadOnlyList<DatasetFile> files) =>
    [
        .. files.GroupBy(file => file.Sample, StringComparer.Ordinal).Select(sample => ToSample([.. sample])),
    ];

    private Sample ToSample(DatasetFile[] files)
    {
        var image = files.Single(file => file.Role == "image");
        var masks = files.Where(file => file.Role == "mask").ToArray();
        return new Sample(image.Sample, image.Group, image.Split, () => ReadImage(image), () => ReadLabels(image, masks));
    }

    private Image ReadImage(DatasetFile file)
    {
        var image = Decode(file);
        image = manifest.ReadAs == "grey" ? image.ToGrey() : image;
        return new Image(image.Channels, image.Height, image.Width, image.Values.ToArray())
        {
            PixelSize = image.PixelSize,
            Provenance = $"{manifest.Id}, sample {file.Sample}, {manifest.Repository} at {manifest.Commit[..8]}, {file.Path}",
        };
    }

    /// <summary>One object per mask file, numbered in the order of the manifest; a pixel that two masks claim stays with the first.</summary>
    private LabelImage ReadLabels(DatasetFile imageFile, DatasetFile[] masks)
    {
        var image = Decode(imageFile);
        var labels = new int[image.Height * image.Width];
        for (var i = 0; i < masks.Length; i++)
        {
            var mask = Decode(masks[i]);
            if (mask.Height != image.Height || mask.Width != image.Width)
                throw new DatasetException(
                    $"The mask {masks[i].Path} has {mask.Height} rows and {mask.Width} columns, its image {image.Height} and {image.Width}.");
            var values = mask.Channel(0);
            for (var p = 0; p < labels.Length; p++)
            {
                if (values[p] > 0 && labels[p] == 0)
                    labels[p] = i + 1;
            }
        }
        return new LabelImage(image.Height, image.Width, labels) { PixelSize = image.PixelSize };
    }

    private Image Decode(DatasetFile file) => PngDecoder.Decode(Mirror.Read(folder, file), file.Path);
}
