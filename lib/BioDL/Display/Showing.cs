using BioDL.Images;

namespace BioDL.Display;

/// <summary>Turns images, labels and masks into pictures: <c>field.Image.Show("Field 7")</c>.</summary>
public static class Showing
{
    /// <summary>
    /// The image as a picture with a scale bar. Dark to bright is stretched from the 0.1st to the 99.9th percentile, as <see cref="Contrast.Range"/> says,
    /// unless a range is given: give the same one to images that are to be compared. Three or more channels show as red, green and blue, two show the first.
    /// </summary>
    /// <param name="image">The image.</param>
    /// <param name="title">The heading; may be empty.</param>
    /// <param name="range">The value shown black and the value shown white.</param>
    /// <exception cref="ArgumentException">The range is empty or not a number.</exception>
    public static Picture Show(this Image image, string title = "", (float Black, float White)? range = null)
    {
        ArgumentNullException.ThrowIfNull(image);
        if (range is { } given && !(given.White > given.Black))
            throw new ArgumentException(
                $"Found the range {given.Black} to {given.White}; expected the value shown white to be larger than the value shown black.", nameof(range));
        var (low, high) = range ?? Contrast.Range(image);
        return new Picture(Raster.Of(image, low, high), image.PixelSize)
        {
            Title = title,
            Subject = $"image, {Numbers.Plain(low)} shown black to {Numbers.Plain(high)} shown white{(image.Channels == 2 ? ", first of 2 channels" : "")}",
        };
    }

    /// <summary>The objects in colours that keep neighbours apart, on black.</summary>
    /// <param name="labels">The objects.</param>
    /// <param name="title">The heading; may be empty.</param>
    public static Picture Show(this LabelImage labels, string title = "")
    {
        ArgumentNullException.ThrowIfNull(labels);
        return new Picture(Raster.Of(labels), labels.PixelSize) { Title = title, Subject = $"labels of {Picture.Objects(labels.Count)}" };
    }

    /// <summary>The mask: foreground white, background black.</summary>
    /// <param name="mask">The mask.</param>
    /// <param name="title">The heading; may be empty.</param>
    public static Picture Show(this Mask mask, string title = "")
    {
        ArgumentNullException.ThrowIfNull(mask);
        return new Picture(Raster.Of(mask), mask.PixelSize)
        {
            Title = title,
            Subject = $"mask, {Numbers.Plain(100 * mask.Fraction)} % foreground",
        };
    }

    /// <summary>The image with the outlines of objects over it; <c>image.Show("Title").Outline(labels, "name")</c> says more.</summary>
    /// <param name="image">The image.</param>
    /// <param name="labels">Objects in the same field.</param>
    /// <exception cref="ArgumentException">Image and labels differ in size.</exception>
    public static Picture Outline(this Image image, LabelImage labels) => image.Show().Outline(labels);
}
