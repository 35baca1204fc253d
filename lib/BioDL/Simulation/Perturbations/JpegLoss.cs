using BioDL.Images;

namespace BioDL.Simulation;

/// <summary>
/// What is lost when an image is written as baseline JPEG and read again: colour at half resolution (4:2:0), and coefficients of 8 × 8 blocks
/// rounded to multiples of the standard's tables (ISO/IEC 10918-1, annexes A and K), scaled by quality as the reference implementation (IJG)
/// scales them. No file is written: what follows in one, Huffman coding, loses nothing.
/// </summary>
internal static class JpegLoss
{
    /// <summary>Tables K.1 and K.2: steps for brightness and for colour at quality 50, row by row.</summary>
    private static readonly int[] Luminance =
    [
        16, 11, 10, 16, 24, 40, 51, 61, 12, 12, 14, 19, 26, 58, 60, 55, 14, 13, 16, 24, 40, 57, 69, 56, 14, 17, 22, 29, 51, 87, 80, 62,
        18, 22, 37, 56, 68, 109, 103, 77, 24, 35, 55, 64, 81, 104, 113, 92, 49, 64, 78, 87, 103, 121, 120, 101, 72, 92, 95, 98, 112, 100, 103, 99,
    ];

    private static readonly int[] Chrominance =
    [
        17, 18, 24, 47, 99, 99, 99, 99, 18, 21, 26, 66, 99, 99, 99, 99, 24, 26, 56, 99, 99, 99, 99, 99, 47, 66, 99, 99, 99, 99, 99, 99,
        99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99,
    ];

    /// <summary>Three channels as colour, any other number each by itself. Values are whole, 0 to 255.</summary>
    /// <returns>channel × height × width whole values, 0 to 255.</returns>
    public static float[] RoundTrip(Image image, int quality)
    {
        if (image.Channels == 3)
            return Colour(image, quality);
        var values = new float[image.Values.Length];
        for (var channel = 0; channel < image.Channels; channel++)
            Grey(image, channel, quality).CopyTo(values, channel * image.Height * image.Width);
        return values;
    }

    private static float[] Grey(Image image, int channel, int quality)
    {
        var component = new JpegComponent { Id = 1, Horizontal = 1, Vertical = 1, Table = 0 };
        var frame = new JpegFrame(image.Width, image.Height, false, [component]);
        frame.Allocate();
        var plane = Array.ConvertAll(image.Channel(channel).ToArray(), value => (byte)value);
        Fill(component, new Plane(plane, image.Height, image.Width), Steps(Luminance, quality));
        return JpegColour.Channels(frame, isYCbCr: false);
    }

    private static float[] Colour(Image image, int quality)
    {
        var luma = new JpegComponent { Id = 1, Horizontal = 2, Vertical = 2, Table = 0 };
        var blueness = new JpegComponent { Id = 2, Horizontal = 1, Vertical = 1, Table = 1 };
        var redness = new JpegComponent { Id = 3, Horizontal = 1, Vertical = 1, Table = 1 };
        var frame = new JpegFrame(image.Width, image.Height, false, [luma, blueness, redness]);
        frame.Allocate();
        var (steps, colourSteps) = (Steps(Luminance, quality), Steps(Chrominance, quality));
        Fill(luma, Convert(image, 19595, 38470, 7471, 32768), steps);
        Fill(blueness, Convert(image, -11059, -21709, 32768, (128 << 16) + 32767).Halve(), colourSteps);
        Fill(redness, Convert(image, 32768, -27439, -5329, (128 << 16) + 32767).Halve(), colourSteps);
        return JpegColour.Channels(frame, isYCbCr: true);
    }

    /// <summary>JFIF's colours with 16 bits after the point.</summary>
    private static Plane Convert(Image image, int red, int green, int blue, int offset)
    {
        var samples = new byte[image.Height * image.Width];
        ReadOnlySpan<float> r = image.Channel(0), g = image.Channel(1), b = image.Channel(2);
        for (var i = 0; i < samples.Length; i++)
            samples[i] = (byte)((red * (int)r[i] + green * (int)g[i] + blue * (int)b[i] + offset) >> 16);
        return new Plane(samples, image.Height, image.Width);
    }

    private static int[] Steps(int[] table, int quality)
    {
        var scale = quality < 50 ? 5000 / quality : 200 - 2 * quality;
        return Array.ConvertAll(table, step => Math.Clamp((step * scale + 50) / 100, 1, 255));
    }

    private static void Fill(JpegComponent component, Plane plane, int[] steps) => Threads.OverRows(component.BlocksDown, 64 * component.BlocksAcross, (from, to) =>
    {
        var block = new int[64];
        for (var y = from; y < to; y++)
        {
            for (var x = 0; x < component.BlocksAcross; x++)
            {
                for (var i = 0; i < 64; i++)
                    block[i] = plane.At(8 * y + i / 8, 8 * x + i % 8) - 128;
                ForwardTransform.Apply(block);
                for (var i = 0; i < 64; i++)
                    block[i] = Quantise(block[i], steps[i]);
                JpegTransform.Inverse(block, component.Samples.AsSpan(8 * y * component.Stride + 8 * x), component.Stride);
            }
        }
    });

    /// <summary>The nearest multiple of the step; coefficients come eight times as large as they are.</summary>
    private static int Quantise(int coefficient, int step) =>
        Math.Sign(coefficient) * ((Math.Abs(coefficient) + 4 * step) / (8 * step)) * step;

    /// <summary>Samples, going on beyond the edges with the outermost.</summary>
    private sealed record Plane(byte[] Samples, int Height, int Width)
    {
        public int At(int y, int x) => Samples[Math.Min(y, Height - 1) * Width + Math.Min(x, Width - 1)];

        /// <summary>
        /// Means of 2 × 2 samples, rounded down and up in turn. Columns go on to whole units of 16 before they are averaged, rows to an even number
        /// only: the order of the reference implementation.
        /// </summary>
        public Plane Halve()
        {
            int height = (Height + 1) / 2, width = (Width + 15) / 16 * 8;
            var half = new byte[height * width];
            for (var i = 0; i < half.Length; i++)
            {
                int y = 2 * (i / width), x = 2 * (i % width);
                half[i] = (byte)((At(y, x) + At(y, x + 1) + At(y + 1, x) + At(y + 1, x + 1) + 1 + (i % width & 1)) >> 2);
            }
            return new Plane(half, height, width);
        }
    }
}
