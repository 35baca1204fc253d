using BioDL.Images;

namespace BioDL.Display;

/// <summary>The pixels of a picture as a small PNG, ready to be embedded.</summary>
/// <param name="Width">Columns of the image that it stands for; the PNG may hold fewer.</param>
/// <param name="Height">Rows of the image that it stands for.</param>
/// <param name="Base64">The PNG.</param>
internal sealed record Raster(int Width, int Height, string Base64)
{
    /// <summary>Longer sides are reduced by a whole factor: nobody sees more in a notebook, and outputs stay small.</summary>
    internal const int LongestSide = 1024;

    public static Raster Of(Image image, float low, float high)
    {
        var channels = image.Channels >= 3 ? 3 : 1;
        var scale = high > low ? 255f / (high - low) : 0f;
        var factor = Factor(image.Height, image.Width);
        return Make(image.Height, image.Width, channels, (y, x, c) =>
        {
            var value = factor == 1 ? image.Channel(c)[y * image.Width + x] : Mean(image, c, y, x, factor);
            return (byte)(Math.Clamp((value - low) * scale, 0f, 255f) + 0.5f);
        });
    }

    public static Raster Of(LabelImage labels) => Make(labels.Height, labels.Width, 3, (y, x, c) =>
    {
        var (red, green, blue) = LabelColours.Of(labels[y, x]);
        return c switch { 0 => red, 1 => green, _ => blue };
    });

    public static Raster Of(Mask mask) => Make(mask.Height, mask.Width, 1, (y, x, _) => mask[y, x] ? (byte)255 : (byte)0);

    private static int Factor(int height, int width) => (Math.Max(height, width) + LongestSide - 1) / LongestSide;

    /// <summary>Encodes one pixel of each block of factor × factor, given by its top left corner.</summary>
    private static Raster Make(int height, int width, int channels, Func<int, int, int, byte> value)
    {
        var factor = Factor(height, width);
        int rows = (height + factor - 1) / factor, columns = (width + factor - 1) / factor;
        var pixels = new byte[rows * columns * channels];
        for (var i = 0; i < pixels.Length; i++)
        {
            var pixel = i / channels;
            pixels[i] = value(pixel / columns * factor, pixel % columns * factor, i % channels);
        }
        var png = PngEncoder.Encode(pixels, columns, rows, channels == 3 ? Png.Rgb : Png.Grey, 8);
        return new Raster(width, height, Convert.ToBase64String(png));
    }

    private static float Mean(Image image, int channel, int top, int left, int factor)
    {
        int bottom = Math.Min(top + factor, image.Height), right = Math.Min(left + factor, image.Width);
        var values = image.Channel(channel);
        var sum = 0.0;
        for (var y = top; y < bottom; y++)
        {
            for (var x = left; x < right; x++)
                sum += values[y * image.Width + x];
        }
        return (float)(sum / ((bottom - top) * (right - left)));
    }
}
