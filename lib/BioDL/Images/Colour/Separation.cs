using System.Numerics;

namespace BioDL.Images;

/// <summary>Colour deconvolution: how much of each stain lies in each pixel (Ruifrok and Johnston 2001, Anal. Quant. Cytol. Histol. 23:291).</summary>
public static class Separation
{
    /// <summary>Of images with more pixels, every n-th is looked at where something is estimated.</summary>
    internal const int MostPixels = 1 << 20;

    /// <summary>
    /// Takes transmitted light apart into amounts of stains. Optical densities (<see cref="Absorbance"/>) are a sum of directions, OD = Σ amount · direction; solving
    /// for the amounts gives the optical density that each stain would have alone. With two stains the third channel holds what they do not
    /// explain, at right angles to both; with one, its amount is the nearest. Amounts of noise around empty glass average to 0 and may be negative;
    /// scikit-image's <c>separate_stains</c> gives max(0, amount) / 6 / (the length of its unscaled direction) for background 1.
    /// </summary>
    /// <param name="image">Red, green, blue × height × width, proportional to photons; all values finite. Opacity is left out first.</param>
    /// <param name="stains">For instance <see cref="Stains.HematoxylinEosin"/>, or those of <see cref="Stains.Estimate"/>.</param>
    /// <param name="backgrounds">Light of empty glass in each channel, such as <see cref="EstimateBackground"/> gives; 255 each when null.</param>
    /// <param name="darkest">The smallest intensity that is told apart from black; 1/255 of the smallest background when null, which bounds densities at 2.4: pixels
    /// that 8 bits call 0 would else stand out with 6 and drag thresholds up. scikit-image has 10⁻⁶.</param>
    /// <returns>The amounts, to be asked for by the stains' names.</returns>
    /// <exception cref="ArgumentException">The image has not 3 channels, or a value is infinite or not a number.</exception>
    public static SeparatedStains Separate(this Image image, Stains stains, IReadOnlyList<double>? backgrounds = null, double? darkest = null)
    {
        ArgumentNullException.ThrowIfNull(stains);
        Require(image, "Separate");
        backgrounds ??= [255, 255, 255];
        var densities = image.OpticalDensity(backgrounds, darkest ?? Darkest(backgrounds));
        var pixels = image.Height * image.Width;
        var unmixing = stains.Unmixing();
        var amounts = GC.AllocateUninitializedArray<float>(unmixing.Length * pixels);
        Threads.OverRows(image.Height, image.Width, (from, to) =>
        {
            var (start, count) = (from * image.Width, (to - from) * image.Width);
            for (var stain = 0; stain < unmixing.Length; stain++)
                Mix(densities, start, unmixing[stain], amounts.AsSpan(stain * pixels + start, count));
        });
        return new SeparatedStains(stains, new Image(unmixing.Length, image.Height, image.Width, amounts)
        {
            PixelSize = image.PixelSize,
            Provenance = image.Provenance,
        }, backgrounds);
    }

    /// <summary>
    /// The light of empty glass, guessed from the image: the median, channel by channel, of the 1 % of pixels that are brightest in their darkest channel
    /// (of images beyond a million pixels, every n-th is looked at). Only as good as the image: where tissue covers everything, it is the tissue's
    /// lightest colour.
    /// </summary>
    /// <param name="image">Red, green, blue × height × width; all values finite.</param>
    /// <returns>One intensity per channel, above 0.</returns>
    /// <exception cref="ArgumentException">The image has not 3 channels, holds what is not finite, or is black.</exception>
    public static IReadOnlyList<double> EstimateBackground(this Image image)
    {
        Require(image, "EstimateBackground");
        var step = 1 + image.Height * image.Width / MostPixels;
        var (red, green, blue) = (Every(image.Channel(0), step), Every(image.Channel(1), step), Every(image.Channel(2), step));
        var darkest = new float[red.Length];
        for (var i = 0; i < darkest.Length; i++)
            darkest[i] = Math.Min(red[i], Math.Min(green[i], blue[i]));
        float[] sorted = [.. darkest];
        Array.Sort(sorted);
        var level = sorted[^(1 + sorted.Length / 100)];
        int[] brightest = [.. Enumerable.Range(0, darkest.Length).Where(i => darkest[i] >= level)];
        double[] light = Array.ConvertAll([red, green, blue], channel =>
        {
            float[] values = Array.ConvertAll(brightest, i => channel[i]);
            Array.Sort(values);
            return (double)values[values.Length / 2];
        });
        return light.All(value => value > 0)
            ? light
            : throw new ArgumentException(
                $"The brightest pixels have the colour {string.Join(", ", light)}; empty glass lets light through in all three channels. "
                + "Give the background instead.");
    }

    private static float[] Every(ReadOnlySpan<float> values, int step)
    {
        var some = new float[(values.Length + step - 1) / step];
        for (var i = 0; i < some.Length; i++)
            some[i] = values[i * step];
        return some;
    }

    /// <summary>One of 255 grey levels, where empty glass is the last.</summary>
    internal static double? Darkest(IReadOnlyList<double> backgrounds) => backgrounds.Count > 0 && backgrounds.Min() is > 0 and var least ? least / 255 : null;

    internal static void Require(Image image, string method)
    {
        ArgumentNullException.ThrowIfNull(image);
        if (image.Channels != 3)
            throw new ArgumentException(
                $"{method} needs red, green and blue, but this image has {image.Channels} channel{(image.Channels == 1 ? "" : "s")}. "
                + (image.Channels == 4
                    ? "Leave out opacity: TakeChannels(0, 1, 2)."
                    : "Colours of stains need a colour image; for one channel, OpticalDensity is enough."));
        var plane = image.Height * image.Width;
        var values = image.Values;
        for (var i = 0; i < values.Length; i++)
        {
            if (!float.IsFinite(values[i]))
                throw new ArgumentException(
                    $"{method} needs finite values, but found {values[i]} in channel {i / plane}, row {i % plane / image.Width}, "
                    + $"column {i % image.Width}. Replace such values first.");
        }
    }

    private static void Mix(Image densities, int start, Direction weights, Span<float> target)
    {
        ReadOnlySpan<float> red = densities.Channel(0)[start..], green = densities.Channel(1)[start..], blue = densities.Channel(2)[start..];
        var (r, g, b) = ((float)weights.Red, (float)weights.Green, (float)weights.Blue);
        var i = 0;
        for (; i <= target.Length - Vector<float>.Count; i += Vector<float>.Count)
            (new Vector<float>(red[i..]) * r + new Vector<float>(green[i..]) * g + new Vector<float>(blue[i..]) * b).CopyTo(target[i..]);
        for (; i < target.Length; i++)
            target[i] = red[i] * r + green[i] * g + blue[i] * b;
    }
}
