using BioDL.Classical;
using BioDL.Images;
using MathNet.Numerics.Distributions;

namespace BioDL.Simulation;

/// <summary>Changes of brightness and noise, pixel by pixel.</summary>
internal static class Lighting
{
    public static Image Each(Image image, Func<float, double> change) =>
        image.With(image.Height, image.Width, Array.ConvertAll(image.Values.ToArray(), value => (float)change(value)));

    public static Image Photons(Image image, double photons, int seed)
    {
        var white = BioDL.Images.Contrast.Range(image).High;
        if (!(white > 0))
            return image;
        var random = RandomStream.For(seed, Purpose.Perturbation);
        return Each(image, value => value > 0 ? white * (double)Poisson.Sample(random, photons * value / white) / photons : 0);
    }

    public static Image Contrast(Image image, double factor)
    {
        var values = image.Values.ToArray();
        var pixels = image.Height * image.Width;
        for (var channel = 0; channel < image.Channels; channel++)
        {
            var part = values.AsSpan(channel * pixels, pixels);
            var sum = 0.0;
            foreach (var value in part)
                sum += value;
            var mean = sum / pixels;
            for (var i = 0; i < pixels; i++)
                part[i] = (float)(mean + factor * (part[i] - mean));
        }
        return image.With(image.Height, image.Width, values);
    }

    public static Image Gamma(Image image, double power, int seed)
    {
        var largest = (double)GreyValues.Of(image, "gamma").Largest;
        return Each(image, value => value > 0 ? largest * Math.Pow(value / largest, power) : value);
    }

    public static Image Invert(Image image)
    {
        var grey = GreyValues.Of(image, "inversion");
        var (minimum, maximum, _) = Pixels.Range(image.Values);
        var sum = grey.IsWhole ? grey.Largest : (double)minimum + maximum;
        return Each(image, value => sum - value);
    }

    public static Image Compress(Image image, int quality)
    {
        var (low, high, whole) = Pixels.Range(image.Values);
        if (whole && low >= 0 && high <= 255)
            return image.With(image.Height, image.Width, JpegLoss.RoundTrip(image, quality));
        if (low == high)
            return image;
        double step = ((double)high - low) / 255, bottom = low;
        var stretched = Each(image, value => Math.Round((value - bottom) / step));
        return Each(image.With(image.Height, image.Width, JpegLoss.RoundTrip(stretched, quality)), value => bottom + step * value);
    }
}
