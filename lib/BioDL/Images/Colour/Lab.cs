using System.Runtime.Intrinsics;
using FourColours = (
    System.Runtime.Intrinsics.Vector256<double> A, System.Runtime.Intrinsics.Vector256<double> B, System.Runtime.Intrinsics.Vector256<double> C);

namespace BioDL.Images;

/// <summary>
/// CIE L*a*b* (CIE 15:2004): L is lightness, 0 (black) to 100 (white); a runs from green to red and b from blue to yellow, roughly −128 to
/// 127,
/// both 0 for grey. Equal distances look about equally different.
/// </summary>
/// <remarks>
/// sRGB (IEC 61966-2-1), illuminant D65, 2° observer, with the constants of <c>skimage.color.rgb2lab</c>: white at (0.95047, 1, 1.08883),
/// f(t) = ∛t above 0.008856, else 7.787 t + 16/116; L = 116 f(Y) − 16, a = 500 (f(X) − f(Y)), b = 200 (f(Y) − f(Z)). The standard's exact
/// fractions differ from these in the sixth digit, so that greys get |a| and |b| of up to 0.01.
/// </remarks>
public static class Lab
{
    private const double WhiteX = 0.95047, WhiteZ = 1.08883;

    private static readonly double[] XyzFromRgb =
    [
        0.412453, 0.357580, 0.180423,
        0.212671, 0.715160, 0.072169,
        0.019334, 0.119193, 0.950227,
    ];

    private static readonly double[] RgbFromXyz = Invert(XyzFromRgb);

    /// <summary>Colours as lightness and two hue axes: channels L, a, b.</summary>
    /// <param name="image">3 × height × width: red, green, blue from 0 to <paramref name="maximum"/>, coded as sRGB; a fourth channel
    /// (opacity) is left out. Where one channel is not a number, so is the result.</param>
    /// <param name="maximum">The value of a full channel: 255 for 8 bits, 65,535 for 16, 1 for fractions.</param>
    /// <exception cref="ArgumentException">The image has not 3 or 4 channels, or a value lies outside of the range.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The maximum is not a number above 0.</exception>
    public static Image RgbToLab(this Image image, double maximum = 255)
    {
        Require(image, maximum, nameof(RgbToLab));
        RequireRange(image, maximum);
        return Convert(image, rgb => LabOf(rgb, maximum));
    }

    /// <summary>
    /// The inverse of <see cref="RgbToLab"/>. Colours that sRGB cannot show are clipped to 0 or the maximum, channel by channel.
    /// </summary>
    /// <param name="image">3 × height × width: L, a, b. Where one is not a number, so are all channels that depend on it.</param>
    /// <param name="maximum">The value of a full channel: 255 for 8 bits, 65,535 for 16, 1 for fractions.</param>
    /// <returns>Red, green, blue from 0 to <paramref name="maximum"/>, not rounded.</returns>
    /// <exception cref="ArgumentException">The image has not 3 channels.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The maximum is not a number above 0.</exception>
    public static Image LabToRgb(this Image image, double maximum = 255)
    {
        Require(image, maximum, nameof(LabToRgb));
        return Convert(image, lab => RgbOf(lab, maximum));
    }

    private static FourColours LabOf(FourColours rgb, double maximum)
    {
        var (x, y, z) = Multiply(XyzFromRgb, (Linear(rgb.A / maximum), Linear(rgb.B / maximum), Linear(rgb.C / maximum)));
        (x, y, z) = (Root(x / WhiteX), Root(y), Root(z / WhiteZ));
        return (116 * y - Vector256.Create(16.0), 500 * (x - y), 200 * (y - z));

        static Vector256<double> Linear(Vector256<double> value) =>
            Four.Above(value, 0.04045, Four.Power((value + Vector256.Create(0.055)) / 1.055, 2.4), value / 12.92);

        static Vector256<double> Root(Vector256<double> value) =>
            Four.Above(value, 0.008856, Four.Power(value, 1.0 / 3), 7.787 * value + Vector256.Create(16.0 / 116));
    }

    private static FourColours RgbOf(FourColours lab, double maximum)
    {
        var y = (lab.A + Vector256.Create(16.0)) / 116;
        var (x, z) = (lab.B / 500 + y, Vector256.Max(Vector256<double>.Zero, y - lab.C / 200));
        var (red, green, blue) = Multiply(RgbFromXyz, (Cubed(x) * WhiteX, Cubed(y), Cubed(z) * WhiteZ));
        return (Coded(red) * maximum, Coded(green) * maximum, Coded(blue) * maximum);

        static Vector256<double> Cubed(Vector256<double> value) =>
            Four.Above(value, 0.2068966, value * value * value, (value - Vector256.Create(16.0 / 116)) / 7.787);

        static Vector256<double> Coded(Vector256<double> value)
        {
            var coded = Four.Above(value, 0.0031308, 1.055 * Four.Power(value, 1 / 2.4) - Vector256.Create(0.055), 12.92 * value);
            return Vector256.Min(Vector256<double>.One, Vector256.Max(Vector256<double>.Zero, coded));
        }
    }

    private static Image Convert(Image image, Func<FourColours, FourColours> colour)
    {
        var (height, width, pixels) = (image.Height, image.Width, image.Height * image.Width);
        var values = GC.AllocateUninitializedArray<float>(Shape.Count(3, height, width));
        Threads.OverRows(height, width, (from, to) =>
        {
            for (var i = from * width; i < to * width; i += Four.Lanes)
            {
                var count = Math.Min(Four.Lanes, to * width - i);
                var (a, b, c) = colour((Load(0, i, count), Load(1, i, count), Load(2, i, count)));
                Four.Store(a, values.AsSpan(i, count));
                Four.Store(b, values.AsSpan(pixels + i, count));
                Four.Store(c, values.AsSpan(2 * pixels + i, count));
            }
        });
        return new Image(3, height, width, values) { PixelSize = image.PixelSize, Provenance = image.Provenance };

        Vector256<double> Load(int channel, int start, int count) => Four.Load(image.Channel(channel).Slice(start, count));
    }

    private static void Require(Image image, double maximum, string method)
    {
        ArgumentNullException.ThrowIfNull(image);
        if (!(image.Channels == 3 || (image.Channels == 4 && method == nameof(RgbToLab))))
            throw new ArgumentException(
                $"{method} needs the 3 channels of a colour image, this one has {image.Channels}. "
                + "Choose them with TakeChannels, or Merge them.");
        if (!(maximum > 0 && double.IsFinite(maximum)))
            throw new ArgumentOutOfRangeException(
                nameof(maximum), $"The maximum is {maximum}; it is the value of a full channel, such as 255 for 8 bits.");
    }

    private static void RequireRange(Image image, double maximum)
    {
        var pixels = image.Height * image.Width;
        var values = image.Values[..(3 * pixels)];
        for (var i = 0; i < values.Length; i++)
        {
            if (values[i] is var value && (value < 0 || value > maximum))
                throw new ArgumentException(
                    $"Found the value {value} in channel {i / pixels}, row {i % pixels / image.Width}, column {i % image.Width}; "
                    + $"colours run from 0 to {maximum}. Name the maximum of this image (65,535 for 16 bits), or rescale it first.");
        }
    }

    private static FourColours Multiply(double[] m, FourColours v) => (
        m[0] * v.A + m[1] * v.B + m[2] * v.C, m[3] * v.A + m[4] * v.B + m[5] * v.C, m[6] * v.A + m[7] * v.B + m[8] * v.C);

    private static double[] Invert(double[] m) =>
        MathNet.Numerics.LinearAlgebra.Matrix<double>.Build.DenseOfRowMajor(3, 3, m).Inverse().ToRowMajorArray();
}
