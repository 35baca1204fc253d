namespace BioDL.Images;

/// <summary>
/// CIE L*a*b* (CIE 15:2004): L is lightness, 0 (black) to 100 (white); a runs from green to red and b from blue to yellow, roughly −128 to 127,
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

    private static readonly double[] XyzFromRgb = [0.412453, 0.357580, 0.180423, 0.212671, 0.715160, 0.072169, 0.019334, 0.119193, 0.950227];

    private static readonly double[] RgbFromXyz = Invert(XyzFromRgb);

    /// <summary>Colours as lightness and two hue axes: channels L, a, b.</summary>
    /// <param name="image">3 × height × width: red, green, blue from 0 to <paramref name="maximum"/>, coded as sRGB; a fourth channel (opacity) is left out. Where one channel is not a number, so is the result.</param>
    /// <param name="maximum">The value of a full channel: 255 for 8 bits, 65,535 for 16, 1 for fractions.</param>
    /// <exception cref="ArgumentException">The image has not 3 or 4 channels, or a value lies outside of the range.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The maximum is not a number above 0.</exception>
    public static Image RgbToLab(this Image image, double maximum = 255)
    {
        Require(image, maximum, nameof(RgbToLab));
        RequireRange(image, maximum);
        return Convert(image, rgb => LabOf((rgb.A / maximum, rgb.B / maximum, rgb.C / maximum)));
    }

    /// <summary>The inverse of <see cref="RgbToLab"/>. Colours that sRGB cannot show are clipped to 0 or the maximum, channel by channel.</summary>
    /// <param name="image">3 × height × width: L, a, b. Where one is not a number, so are all channels that depend on it.</param>
    /// <param name="maximum">The value of a full channel: 255 for 8 bits, 65,535 for 16, 1 for fractions.</param>
    /// <returns>Red, green, blue from 0 to <paramref name="maximum"/>, not rounded.</returns>
    /// <exception cref="ArgumentException">The image has not 3 channels.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The maximum is not a number above 0.</exception>
    public static Image LabToRgb(this Image image, double maximum = 255)
    {
        Require(image, maximum, nameof(LabToRgb));
        return Convert(image, lab => Scale(RgbOf(lab), maximum));
    }

    private static (double A, double B, double C) LabOf((double R, double G, double B) rgb)
    {
        var (x, y, z) = Multiply(XyzFromRgb, (Linear(rgb.R), Linear(rgb.G), Linear(rgb.B)));
        (x, y, z) = (Cube(x / WhiteX), Cube(y), Cube(z / WhiteZ));
        return (116 * y - 16, 500 * (x - y), 200 * (y - z));

        static double Linear(double value) => value > 0.04045 ? Math.Pow((value + 0.055) / 1.055, 2.4) : value / 12.92;
        static double Cube(double value) => value > 0.008856 ? Math.Cbrt(value) : 7.787 * value + 16.0 / 116;
    }

    private static (double A, double B, double C) RgbOf((double L, double A, double B) lab)
    {
        var y = (lab.L + 16) / 116;
        var (red, green, blue) = Multiply(
            RgbFromXyz, (Cubed(lab.A / 500 + y) * WhiteX, Cubed(y), Cubed(Math.Max(0, y - lab.B / 200)) * WhiteZ));
        return (Coded(red), Coded(green), Coded(blue));

        static double Cubed(double value) => value > 0.2068966 ? value * value * value : (value - 16.0 / 116) / 7.787;
        static double Coded(double value) => value > 0.0031308 ? 1.055 * Math.Pow(value, 1 / 2.4) - 0.055 : 12.92 * value;
    }

    private static (double A, double B, double C) Scale((double A, double B, double C) rgb, double maximum) =>
        (Math.Clamp(rgb.A, 0, 1) * maximum, Math.Clamp(rgb.B, 0, 1) * maximum, Math.Clamp(rgb.C, 0, 1) * maximum);

    private static Image Convert(Image image, Func<(double A, double B, double C), (double A, double B, double C)> colour)
    {
        var (height, width, pixels) = (image.Height, image.Width, image.Height * image.Width);
        var values = new float[3 * pixels];
        Threads.OverRows(height, width, (from, to) =>
        {
            ReadOnlySpan<float> first = image.Channel(0), second = image.Channel(1), third = image.Channel(2);
            for (var i = from * width; i < to * width; i++)
            {
                var (a, b, c) = colour((first[i], second[i], third[i]));
                (values[i], values[pixels + i], values[2 * pixels + i]) = ((float)a, (float)b, (float)c);
            }
        });
        return new Image(3, height, width, values) { PixelSize = image.PixelSize, Provenance = image.Provenance };
    }

    private static void Require(Image image, double maximum, string method)
    {
        ArgumentNullException.ThrowIfNull(image);
        if (!(image.Channels == 3 || (image.Channels == 4 && method == nameof(RgbToLab))))
            throw new ArgumentException(
                $"{method} needs the 3 channels of a colour image, this one has {image.Channels}. Choose them with TakeChannels, or Merge them.");
        if (!(maximum > 0 && double.IsFinite(maximum)))
            throw new ArgumentOutOfRangeException(
                nameof(maximum), $"The maximum is {maximum}; it is the value of a full channel, such as 255 for 8 bits.");
    }

    private static void RequireRange(Image image, double maximum)
    {
        var pixels = image.Height * image.Width;
        for (var i = 0; i < 3 * pixels; i++)
        {
            if (image.Values[i] is var value && (value < 0 || value > maximum))
                throw new ArgumentException(
                    $"Found the value {value} in channel {i / pixels}, row {i % pixels / image.Width}, column {i % image.Width}; colours run from 0 to "
                    + $"{maximum}. Name the maximum of this image (65,535 for 16 bits), or rescale it first.");
        }
    }

    private static (double X, double Y, double Z) Multiply(double[] m, (double X, double Y, double Z) v) => (
        m[0] * v.X + m[1] * v.Y + m[2] * v.Z, m[3] * v.X + m[4] * v.Y + m[5] * v.Z, m[6] * v.X + m[7] * v.Y + m[8] * v.Z);

    private static double[] Invert(double[] m) =>
        MathNet.Numerics.LinearAlgebra.Matrix<double>.Build.DenseOfRowMajor(3, 3, m).Inverse().ToRowMajorArray();
}
