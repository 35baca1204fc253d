using BioDL.Classical;
using BioDL.Images;

namespace BioDL.Data;

/// <summary>Turns a label picture into numbered objects, or says why it cannot be one.</summary>
internal static class ImportLabels
{
    /// <summary>The labels, and whether they were told apart only now because the picture was a yes or no.</summary>
    /// <exception cref="DatasetException">The picture is no label picture of that image.</exception>
    public static (LabelImage Labels, bool WasBinary) Of(Image picture, Image image, string name)
    {
        if ((picture.Height, picture.Width) != (image.Height, image.Width))
            throw new DatasetException(
                $"{name} is {picture.Width} × {picture.Height} pixels, its image {image.Width} × {image.Height}{((picture.Height, picture.Width) == (image.Width, image.Height) ? " (turned by 90 degrees?)" : "")}. Labels must lie on the image pixel by pixel.");
        for (var channel = 1; channel < Math.Min(picture.Channels, 3); channel++)
        {
            if (!picture.Channel(channel).SequenceEqual(picture.Channel(0)))
                throw new DatasetException($"{name} is in colour; expected one number per pixel: 0 for background, 1, 2, 3 … for objects. Save the labels themselves, not a picture of them.");
        }
        var numbers = new int[picture.Height * picture.Width];
        LabelFiles.CopyNumbers(picture.Channel(0), numbers, name);
        var labels = new LabelImage(picture.Height, picture.Width, numbers);
        return labels.Count > 1 ? (labels.Renumber(), false) : (labels.Foreground().Components(), true);
    }
}
