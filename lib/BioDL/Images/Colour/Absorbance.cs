using System.Runtime.Intrinsics;

namespace BioDL.Images;

/// <summary>
/// From transmitted light to the amount of absorbing stain: by the law of Beer and Lambert, optical densities of stains add up where
/// intensities do not (Ruifrok and Johnston, Analytical and Quantitative Cytology and Histology 23, 291, 2001).
/// </summary>
public static class Absorbance
{
    /// <summary>
    /// The share of the background below which intensity is not followed, unless said otherwise: the bound of scikit-image.
    /// </summary>
    private const double DefaultShare = 1e-6;

    /// <summary>
    /// OD = −log₁₀(max(I, darkest) / background), for every channel by itself. The floor keeps black pixels finite, and changes no other
    /// value; the common (I + 1) instead would bias all of them, give empty glass an OD that is not 0, and mean something else for every
    /// bit depth. scikit-image's <c>separate_stains</c> uses the same with background 1 and darkest 10⁻⁶, divided by 6: OD / 6 = ln max(I,
    /// 10⁻⁶) / ln 10⁻⁶.
    /// Pixels brighter than the background get a negative OD, so that noise around empty glass averages to 0.
    /// </summary>
    /// <param name="image">Channel × height × width, intensities of transmitted light (a bright field), proportional to photons; leave out
    /// opacity first. Not-a-number stays.</param>
    /// <param name="background">I₀: the intensity of empty glass, above 0, in the units of the image.</param>
    /// <param name="darkest">The smallest intensity that is told apart from black: 1 for 8 bits bounds OD at 2.4; background / 10⁶ when
    /// null, which bounds it at 6.</param>
    /// <returns>Optical densities, in decades, of the same shape, pixel size and provenance.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The background is not above 0, or darkest does not lie between 0 and the
    /// background.</exception>
    public static Image OpticalDensity(this Image image, double background = 255, double? darkest = null)
    {
        ArgumentNullException.ThrowIfNull(image);
        return image.OpticalDensity([.. Enumerable.Repeat(background, image.Channels)], darkest);
    }

    /// <inheritdoc cref="OpticalDensity(Image, double, double?)"/>
    /// <param name="image">Channel × height × width, intensities of transmitted light (a bright field), proportional to photons; leave out
    /// opacity first. Not-a-number stays.</param>
    /// <param name="backgrounds">I₀ of each channel: the intensity of empty glass, above 0, in the units of the image.</param>
    /// <param name="darkest">The smallest intensity that is told apart from black: 1 for 8 bits bounds OD at 2.4; background / 10⁶ when
    /// null, which bounds it at 6.</param>
    /// <exception cref="ArgumentException">Not one background per channel.</exception>
    public static Image OpticalDensity(this Image image, IReadOnlyList<double> backgrounds, double? darkest = null)
    {
        Require(image, backgrounds);
        if (darkest is { } bound && !(bound > 0 && bound < backgrounds.Min()))
            throw new ArgumentOutOfRangeException(
                nameof(darkest), $"The darkest intensity is {bound}; it lies above 0 and below the background, {backgrounds.Min()}.");
        return Convert(image, backgrounds, (light, background) =>
            Vector256.Log(Vector256.Max(light, Vector256.Create(darkest ?? DefaultShare * background)) / background) * (-1 / Math.Log(10)));
    }

    /// <summary>The inverse of <see cref="OpticalDensity(Image, double, double?)"/>: I = background · 10^(−OD).</summary>
    /// <param name="image">Channel × height × width, optical densities. Not-a-number stays.</param>
    /// <param name="background">I₀: the intensity of empty glass, above 0.</param>
    /// <returns>Intensities, in the units of the background, of the same shape, pixel size and provenance.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The background is not above 0.</exception>
    public static Image FromOpticalDensity(this Image image, double background = 255)
    {
        ArgumentNullException.ThrowIfNull(image);
        return image.FromOpticalDensity([.. Enumerable.Repeat(background, image.Channels)]);
    }

    /// <inheritdoc cref="FromOpticalDensity(Image, double)"/>
    /// <param name="image">Channel × height × width, optical densities. Not-a-number stays.</param>
    /// <param name="backgrounds">I₀ of each channel: the intensity of empty glass, above 0.</param>
    /// <exception cref="ArgumentException">Not one background per channel.</exception>
    public static Image FromOpticalDensity(this Image image, IReadOnlyList<double> backgrounds)
    {
        Require(image, backgrounds);
        return Convert(image, backgrounds, (density, background) => background * Vector256.Exp(density * -Math.Log(10)));
    }

    private static void Require(Image image, IReadOnlyList<double> backgrounds)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentNullException.ThrowIfNull(backgrounds);
        if (backgrounds.Count != image.Channels)
            throw new ArgumentException(
                $"{backgrounds.Count} backgrounds were given for {image.Channels} channels. Give one per channel, or one for all.",
                nameof(backgrounds));
        foreach (var background in backgrounds)
        {
            if (!(background > 0 && double.IsFinite(background)))
                throw new ArgumentOutOfRangeException(
                    nameof(backgrounds),
                    $"The background is {background}; it is the intensity of empty glass, above 0. Measure it where there is no tissue.");
        }
    }

    private static Image Convert(
        Image image, IReadOnlyList<double> backgrounds, Func<Vector256<double>, double, Vector256<double>> convert)
    {
        var (height, width) = (image.Height, image.Width);
        var values = GC.AllocateUninitializedArray<float>(image.Values.Length);
        for (var channel = 0; channel < image.Channels; channel++)
        {
            var (c, offset, background) = (channel, channel * height * width, backgrounds[channel]);
            Threads.OverRows(height, width, (from, to) =>
            {
                var source = image.Channel(c)[(from * width)..(to * width)];
                var target = values.AsSpan(offset + from * width, source.Length);
                for (var i = 0; i < source.Length; i += Four.Lanes)
                    Four.Store(convert(Four.Load(source[i..]), background), target[i..]);
            });
        }
        return image.With(height, width, values);
    }
}
