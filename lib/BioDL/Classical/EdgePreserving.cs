using System.Globalization;
using System.Numerics;
using System.Runtime.InteropServices;
using BioDL.Images;

namespace BioDL.Classical;

/// <summary>Filters that smooth within objects, but not across their edges.</summary>
public static class EdgePreserving
{
    /// <summary>The largest sigma that <see cref="Bilateral"/> accepts, in pixels: the cost of a pixel grows with its square.</summary>
    public const double MaximumSigma = 50;

    /// <summary>
    /// The bilateral filter: a mean over a square window of 2 ⌈3 σ⌉ + 1 pixels (at least 5) in which a neighbour counts
    /// exp(−d² / 2σ²) · exp(−δ² / 2κ²) with its distance d and its difference in brightness δ (Tomasi and Manduchi 1998, ICCV). As
    /// <c>skimage.restoration.denoise_bilateral</c> with <c>mode='edge'</c>, which looks both factors up in tables; here they are calculated. (The table of
    /// the first factor is one entry too wide in scikit-image 0.19, which skews its windows; with that mended the two agree.)
    /// </summary>
    /// <param name="image">Channel × height × width; all values finite. Each channel is filtered by itself.</param>
    /// <param name="sigma">σ in pixels, above 0, at most <see cref="MaximumSigma"/>.</param>
    /// <param name="contrast">κ: how much two pixels may differ to be smoothed together, in the units of the image; about twice the noise.</param>
    /// <exception cref="ArgumentOutOfRangeException">sigma or contrast is out of range.</exception>
    /// <exception cref="ArgumentException">A value is infinite or not a number; the message says where.</exception>
    public static Image Bilateral(this Image image, double sigma, double contrast)
    {
        ArgumentNullException.ThrowIfNull(image);
        if (!(sigma > 0 && sigma <= MaximumSigma))
            throw new ArgumentOutOfRangeException(nameof(sigma), string.Create(CultureInfo.InvariantCulture,
                $"sigma is {sigma}; it is given in pixels, above 0 and at most {MaximumSigma}."));
        if (!(contrast > 0 && double.IsFinite(contrast)))
            throw new ArgumentOutOfRangeException(nameof(contrast), string.Create(CultureInfo.InvariantCulture,
                $"contrast is {contrast}; it is a difference in brightness above 0, such as twice the standard deviation of the noise."));
        Pixels.RequireFinite(image, nameof(Bilateral));
        var radius = Math.Max(2, (int)Math.Ceiling(3 * sigma));
        var padded = image.Pad(radius, Padding.Edge);
        var result = new float[image.Values.Length];
        var window = new BilateralWindow(radius, padded.Width, sigma, contrast);
        for (var channel = 0; channel < image.Channels; channel++)
        {
            var (plane, target) = (channel, channel * image.Height * image.Width);
            Threads.OverRows(image.Height, image.Width, (from, to) =>
            {
                for (var y = from; y < to; y++)
                    window.Fill(padded.Channel(plane), y, result.AsSpan(target + y * image.Width, image.Width));
            });
        }
        return new Image(image.Channels, image.Height, image.Width, result) { PixelSize = image.PixelSize, Provenance = image.Provenance };
    }

    /// <summary>The neighbours in a window, as offsets within the padded plane, with the logarithms (to base 2) of their spatial weights.</summary>
    private sealed class BilateralWindow
    {
        /// <summary>Differences beyond this exponent count nothing; smaller ones could not be held as normal numbers.</summary>
        private const float Smallest = -120;

        private readonly int radius, width;
        private readonly int[] offsets;
        private readonly float[] logarithms;
        private readonly float perSquare;

        public BilateralWindow(int radius, int width, double sigma, double contrast)
        {
            (this.radius, this.width) = (radius, width);
            var range = Enumerable.Range(-radius, 2 * radius + 1);
            var neighbours = range.SelectMany(dy => range.Select(dx => (dy, dx))).ToArray();
            offsets = Array.ConvertAll(neighbours, at => at.dy * width + at.dx);
            logarithms = Array.ConvertAll(neighbours, at => (float)(-(at.dy * at.dy + at.dx * at.dx) / (2 * sigma * sigma) / Math.Log(2)));
            perSquare = (float)(-1 / (2 * contrast * contrast) / Math.Log(2));
        }

        /// <summary>One row; what is left over at its end is computed with the last full vector.</summary>
        public void Fill(ReadOnlySpan<float> plane, int y, Span<float> target)
        {
            var start = (y + radius) * width + radius;
            ref var first = ref MemoryMarshal.GetReference(plane);
            var lanes = Vector<float>.Count;
            for (var x = 0; x < target.Length; x += lanes)
            {
                if (x + lanes <= target.Length)
                {
                    Mean(ref first, start + x).CopyTo(target[x..]);
                }
                else if (target.Length >= lanes)
                {
                    Mean(ref first, start + target.Length - lanes).CopyTo(target[^lanes..]);
                }
                else
                {
                    for (var i = x; i < target.Length; i++)
                        target[i] = Mean(plane, start + i);
                }
            }
        }

        private Vector<float> Mean(ref float plane, int at)
        {
            var centre = Vector.LoadUnsafe(ref plane, (nuint)at);
            Vector<float> sum = Vector<float>.Zero, weights = sum, slope = new(perSquare);
            for (var i = 0; i < offsets.Length; i++)
            {
                var difference = Vector.LoadUnsafe(ref plane, (nuint)(at + offsets[i])) - centre;
                var weight = PowerOfTwo(Vector.MultiplyAddEstimate(difference * difference, slope, new Vector<float>(logarithms[i])));
                weights += weight;
                sum = Vector.MultiplyAddEstimate(weight, difference, sum);
            }
            return centre + sum / weights;
        }

        private float Mean(ReadOnlySpan<float> plane, int at)
        {
            float sum = 0, weights = 0;
            for (var i = 0; i < offsets.Length; i++)
            {
                var difference = plane[at + offsets[i]] - plane[at];
                var weight = float.Exp2(Math.Max(Smallest, float.MultiplyAddEstimate(difference * difference, perSquare, logarithms[i])));
                weights += weight;
                sum += weight * difference;
            }
            return plane[at] + sum / weights;
        }

        /// <summary>2 to a power of 0 or less: the whole part goes into the exponent's bits, the rest (−½ to ½) through Taylor's series, good to 2·10⁻⁷.</summary>
        private static Vector<float> PowerOfTwo(Vector<float> power)
        {
            power = Vector.Max(power, new Vector<float>(Smallest));
            var whole = Vector.Round(power);
            var rest = power - whole;
            var series = Vector.MultiplyAddEstimate(rest, new Vector<float>(1.540353e-4f), new Vector<float>(1.3333558e-3f));
            series = Vector.MultiplyAddEstimate(rest, series, new Vector<float>(9.618129e-3f));
            series = Vector.MultiplyAddEstimate(rest, series, new Vector<float>(5.5504109e-2f));
            series = Vector.MultiplyAddEstimate(rest, series, new Vector<float>(0.24022651f));
            series = Vector.MultiplyAddEstimate(rest, series, new Vector<float>(0.69314718f));
            series = Vector.MultiplyAddEstimate(rest, series, Vector<float>.One);
            return series * Vector.As<int, float>(Vector.ShiftLeft(Vector.ConvertToInt32(whole) + new Vector<int>(127), 23));
        }
    }
}
