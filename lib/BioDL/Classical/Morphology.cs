using System.Numerics;
using BioDL.Images;

namespace BioDL.Classical;

/// <summary>
/// Mathematical morphology of masks and of images (every channel by itself): what is smaller than a footprint goes, what is larger
/// stays. <c>mask.Open(2)</c> takes a disk of radius 2 pixels. What lies outside of the image never counts, neither as bright nor as
/// dark: this is what <c>skimage.morphology</c> does for these symmetric footprints, with <c>binary_erosion</c> as with <c>erosion</c>.
/// </summary>
public static class Morphology
{
    /// <summary>Shrinks the foreground: a pixel stays when the whole footprint around it, as far as it lies in the image, is foreground.</summary>
    /// <param name="mask">Height × width.</param>
    /// <param name="radius">Size of the footprint in pixels, 0 to 1000.</param>
    /// <param name="footprint">Its shape.</param>
    /// <exception cref="ArgumentOutOfRangeException">The radius is negative or too large.</exception>
    public static Mask Erode(this Mask mask, int radius = 1, Footprint footprint = Footprint.Disk) => Morph(mask, radius, footprint, "e");

    /// <summary>Grows the foreground: a pixel joins when any pixel under the footprint around it is foreground.</summary>
    /// <inheritdoc cref="Erode(Mask, int, Footprint)"/>
    public static Mask Dilate(this Mask mask, int radius = 1, Footprint footprint = Footprint.Disk) => Morph(mask, radius, footprint, "d");

    /// <summary>Erodes, then dilates: removes specks and thin bridges into which the footprint does not fit, and nothing else.</summary>
    /// <inheritdoc cref="Erode(Mask, int, Footprint)"/>
    public static Mask Open(this Mask mask, int radius = 1, Footprint footprint = Footprint.Disk) => Morph(mask, radius, footprint, "ed");

    /// <summary>Dilates, then erodes: closes gaps and inlets into which the footprint does not fit.</summary>
    /// <inheritdoc cref="Erode(Mask, int, Footprint)"/>
    public static Mask Close(this Mask mask, int radius = 1, Footprint footprint = Footprint.Disk) => Morph(mask, radius, footprint, "de");

    /// <summary>The darkest value under the footprint, for every pixel.</summary>
    /// <param name="image">Channel × height × width; all values finite.</param>
    /// <param name="radius">Size of the footprint in pixels, 0 to 1000.</param>
    /// <param name="footprint">Its shape.</param>
    /// <returns>An image of the same shape, pixel size and provenance, in the same units.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The radius is negative or too large.</exception>
    /// <exception cref="ArgumentException">A value is infinite or not a number; the message says where.</exception>
    public static Image Erode(this Image image, int radius = 1, Footprint footprint = Footprint.Disk) =>
        GreyExtremes.Under<Lowest>(Finite(image, nameof(Erode)), Chords.Of(footprint, radius));

    /// <summary>The brightest value under the footprint, for every pixel.</summary>
    /// <inheritdoc cref="Erode(Image, int, Footprint)"/>
    public static Image Dilate(this Image image, int radius = 1, Footprint footprint = Footprint.Disk) =>
        GreyExtremes.Under<Highest>(Finite(image, nameof(Dilate)), Chords.Of(footprint, radius));

    /// <summary>Erodes, then dilates: bright details into which the footprint does not fit sink into what surrounds them.</summary>
    /// <inheritdoc cref="Erode(Image, int, Footprint)"/>
    public static Image Open(this Image image, int radius = 1, Footprint footprint = Footprint.Disk)
    {
        var reach = Chords.Of(footprint, radius);
        return GreyExtremes.Under<Highest>(GreyExtremes.Under<Lowest>(Finite(image, nameof(Open)), reach), reach);
    }

    /// <summary>Dilates, then erodes: dark details into which the footprint does not fit are filled up.</summary>
    /// <inheritdoc cref="Erode(Image, int, Footprint)"/>
    public static Image Close(this Image image, int radius = 1, Footprint footprint = Footprint.Disk)
    {
        var reach = Chords.Of(footprint, radius);
        return GreyExtremes.Under<Lowest>(GreyExtremes.Under<Highest>(Finite(image, nameof(Close)), reach), reach);
    }

    /// <summary>
    /// What opening removes: image − <see cref="Open(Image, int, Footprint)"/>, 0 or more. Spots smaller than the footprint stand out,
    /// uneven background is gone (also called the white top-hat).
    /// </summary>
    /// <inheritdoc cref="Erode(Image, int, Footprint)"/>
    public static Image TopHat(this Image image, int radius, Footprint footprint = Footprint.Disk) =>
        Subtract(image, image.Open(radius, footprint), image);

    /// <summary>What closing adds: <see cref="Close(Image, int, Footprint)"/> − image, 0 or more. Dark details come out bright.</summary>
    /// <inheritdoc cref="Erode(Image, int, Footprint)"/>
    public static Image BlackTopHat(this Image image, int radius, Footprint footprint = Footprint.Disk) =>
        Subtract(image.Close(radius, footprint), image, image);

    /// <summary>Erosions and dilations in turn, each without unpacking; to erode is to dilate the background.</summary>
    private static Mask Morph(Mask mask, int radius, Footprint footprint, string steps)
    {
        ArgumentNullException.ThrowIfNull(mask);
        var reach = Chords.Of(footprint, radius);
        if (radius == 0)
            return mask;
        var inverted = steps[0] == 'e';
        var bits = BitGrid.Of(mask, inverted);
        foreach (var step in steps)
        {
            if (inverted != (step == 'e'))
                bits.Invert();
            inverted = step == 'e';
            bits = BitDilation.Dilate(bits, reach);
        }
        return bits.ToMask(mask.PixelSize, inverted);
    }

    private static Image Finite(Image image, string method)
    {
        Pixels.RequireFinite(image, method);
        return image;
    }

    private static Image Subtract(Image from, Image what, Image like)
    {
        var result = new float[from.Values.Length];
        Threads.OverRows(like.Height * like.Channels, like.Width, (first, last) =>
        {
            var x = first * like.Width;
            ReadOnlySpan<float> left = from.Values[..(last * like.Width)], right = what.Values;
            for (; x <= left.Length - Vector<float>.Count; x += Vector<float>.Count)
                (new Vector<float>(left[x..]) - new Vector<float>(right[x..])).CopyTo(result, x);
            for (; x < left.Length; x++)
                result[x] = left[x] - right[x];
        });
        return new Image(like.Channels, like.Height, like.Width, result) { PixelSize = like.PixelSize, Provenance = like.Provenance };
    }
}
