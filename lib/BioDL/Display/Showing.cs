using BioDL.Images;
using BioDL.Metrics;

namespace BioDL.Display;

/// <summary>Turns images, labels and masks into pictures: <c>field.Image.Show("Field 7")</c>.</summary>
public static class Showing
{
    /// <summary>
    /// The image as a picture with a scale bar. Dark to bright is stretched from the 0.1st to the 99.9th percentile, as <see cref="Contrast.Range"/> says,
    /// unless a range is given: give the same one to images that are to be compared. Three or more channels show as red, green and blue, two show the first;
    /// see <see cref="Composite"/> for fluorescence channels.
    /// </summary>
    /// <param name="image">The image.</param>
    /// <param name="title">The heading; may be empty.</param>
    /// <param name="range">The value shown black and the value shown white, or the ends of the colour map: <c>Contrast.Range(image, 1, 99)</c>.</param>
    /// <param name="map">Colours for the values of an image of one channel, with a bar that says which is which; shades of grey when null.</param>
    /// <exception cref="ArgumentException">The range is empty or not a number, or a colour map is given for an image of several channels.</exception>
    public static Picture Show(this Image image, string title = "", (float Black, float White)? range = null, ColourMap? map = null)
    {
        ArgumentNullException.ThrowIfNull(image);
        if (range is { } given && !(given.White > given.Black))
            throw new ArgumentException(
                $"Found the range {given.Black} to {given.White}; expected the value shown white to be larger than the value shown black.", nameof(range));
        if (map is not null && image.Channels > 1)
            throw new ArgumentException($"A colour map shows the values of one channel, but this image has {image.Channels}. Pick one of them first.", nameof(map));
        var (low, high) = range ?? Contrast.Range(image);
        var how = map is null || map == ColourMap.Grey ? $"{Numbers.Plain(low)} shown black to {Numbers.Plain(high)} shown white"
            : $"{Numbers.Plain(low)} to {Numbers.Plain(high)} in the colours of {map}";
        return new Picture(Raster.Of(image, low, high, map ?? ColourMap.Grey), image.PixelSize)
        {
            Title = title,
            Subject = $"image, {how}{(image.Channels == 2 ? ", first of 2 channels" : "")}",
            Bar = image.Channels == 1 ? new ColourBar(map ?? ColourMap.Grey, low, high) { IsShown = map is not null } : null,
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

    /// <summary>
    /// Where a mask agrees with the truth, pixel by pixel: hit, missed and invented foreground in three colours that differ in brightness too; background
    /// is black. <c>mask.ShowErrors(field.Labels.Foreground(), "Otsu")</c>.
    /// </summary>
    /// <param name="predicted">The mask that is judged.</param>
    /// <param name="truth">The true mask, of the same size.</param>
    /// <param name="title">The heading; may be empty.</param>
    /// <exception cref="ArgumentException">The masks differ in size.</exception>
    public static Picture ShowErrors(this Mask predicted, Mask truth, string title = "") => ErrorMap.Show(predicted, truth, title);

    /// <summary>
    /// One object and what was predicted in its place, close up: pixels that both hold, that only the truth holds, and that only the prediction holds.
    /// </summary>
    /// <param name="overlap">The two areas.</param>
    public static Picture Show(this ObjectOverlap overlap)
    {
        ArgumentNullException.ThrowIfNull(overlap);
        var part = CloseUp.Around(overlap.Truth, overlap.Predicted);
        return overlap.Predicted.Crop(part).ShowErrors(overlap.Truth.Crop(part), overlap.ToString());
    }

    /// <summary>The image with the outlines of objects over it; <c>image.Show("Title").Outline(labels, "name")</c> says more.</summary>
    /// <param name="image">The image.</param>
    /// <param name="labels">Objects in the same field.</param>
    /// <exception cref="ArgumentException">Image and labels differ in size.</exception>
    public static Picture Outline(this Image image, LabelImage labels) => image.Show().Outline(labels);
}
