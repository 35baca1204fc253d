using BioDL.Images;

namespace BioDL.Display;

/// <summary>Red, green and blue bytes to draw on.</summary>
internal sealed class Canvas(int width, int height)
{
    private readonly byte[] bytes = new byte[3 * width * height];

    public int Width => width;

    public int Height => height;

    public (byte Red, byte Green, byte Blue) this[int y, int x]
    {
        get => (bytes[At(y, x)], bytes[At(y, x) + 1], bytes[At(y, x) + 2]);
        set => (bytes[At(y, x)], bytes[At(y, x) + 1], bytes[At(y, x) + 2]) = value;
    }

    /// <summary>A canvas of one colour, given as <c>#RRGGBB</c>.</summary>
    public static Canvas Of(int width, int height, string colour)
    {
        var canvas = new Canvas(width, height);
        var fill = Parse(colour);
        for (var i = 0; i < width * height; i++)
            canvas[i / width, i % width] = fill;
        return canvas;
    }

    /// <summary>The same, each pixel as a square of pixels.</summary>
    public Canvas Enlarged(int factor)
    {
        if (factor == 1)
            return this;
        var large = new Canvas(width * factor, height * factor);
        for (var y = 0; y < large.Height; y++)
        {
            for (var x = 0; x < large.Width; x++)
                large[y, x] = this[y / factor, x / factor];
        }
        return large;
    }

    /// <summary>Puts another canvas onto this one.</summary>
    public void Put(Canvas other, int top, int left)
    {
        for (var y = 0; y < other.Height; y++)
        {
            for (var x = 0; x < other.Width; x++)
                this[y + top, x + left] = other[y, x];
        }
    }

    /// <summary>
    /// Draws loops of horizontal and vertical lines in a colour, with a dark line underneath that keeps it visible on bright objects.
    /// </summary>
    /// <param name="loops">Corners, in the picture's pixels.</param>
    /// <param name="scale">Pixels of the canvas per pixel of the picture.</param>
    /// <param name="style">Colour and dashes.</param>
    /// <param name="pen">Width of the line; dashes are as long as their style says times half of it.</param>
    /// <param name="isClosed">Whether each runs back to where it began.</param>
    public void Draw(IEnumerable<(int X, int Y)[]> loops, double scale, LineStyle style, int pen, bool isClosed = true)
    {
        var cover = new byte[width * height];
        var pattern = style.Pattern(pen / 2.0);
        foreach (var loop in loops)
            Walk(isClosed ? [.. loop, loop[0]] : loop, scale, pen, pattern, cover);
        var colour = Parse(style.Colour);
        for (var i = 0; i < cover.Length; i++)
        {
            var (red, green, blue) = this[i / width, i % width];
            if (cover[i] > 0)
                this[i / width, i % width] = cover[i] == 2 ? colour : (Dark(red), Dark(green), Dark(blue));
        }
    }

    public byte[] ToPng()
    {
        var isGrey = true;
        for (var i = 0; i < bytes.Length && isGrey; i += 3)
            isGrey = bytes[i] == bytes[i + 1] && bytes[i] == bytes[i + 2];
        if (!isGrey)
            return PngEncoder.Encode(bytes, width, height, Png.Rgb, 8);
        var grey = new byte[width * height];
        for (var i = 0; i < grey.Length; i++)
            grey[i] = bytes[3 * i];
        return PngEncoder.Encode(grey, width, height, Png.Grey, 8);
    }

    public string ToDataAddress() => "data:image/png;base64," + Convert.ToBase64String(ToPng());

    private static (byte, byte, byte) Parse(string colour) =>
        (Convert.ToByte(colour[1..3], 16), Convert.ToByte(colour[3..5], 16), Convert.ToByte(colour[5..7], 16));

    private static byte Dark(byte value) => (byte)(value * 0.4);

    /// <summary>Stamps squares along a loop: 1 for the dark line, 2 for the coloured one over it.</summary>
    private void Walk((int X, int Y)[] loop, double scale, int pen, double[] pattern, byte[] cover)
    {
        var walked = 0.0;
        for (var i = 0; i + 1 < loop.Length; i++)
        {
            var (from, to) = (loop[i], loop[i + 1]);
            var length = (int)Math.Round((Math.Abs(to.X - from.X) + Math.Abs(to.Y - from.Y)) * scale);
            for (var step = 0; step <= length; step++)
            {
                var part = length == 0 ? 0 : (double)step / length;
                var x = (int)Math.Round((from.X + (to.X - from.X) * part) * scale);
                var y = (int)Math.Round((from.Y + (to.Y - from.Y) * part) * scale);
                Stamp(cover, y, x, pen == 1 ? 2 : pen + 2, 1);
                if (IsInk(pattern, walked + step))
                    Stamp(cover, y, x, pen, 2);
            }
            walked += length;
        }
    }

    private void Stamp(byte[] cover, int y, int x, int side, byte value)
    {
        for (var row = Math.Max(0, y - side / 2); row < Math.Min(height, y - side / 2 + side); row++)
        {
            for (var column = Math.Max(0, x - side / 2); column < Math.Min(width, x - side / 2 + side); column++)
                cover[row * width + column] = Math.Max(cover[row * width + column], value);
        }
    }

    private static bool IsInk(double[] pattern, double walked)
    {
        if (pattern.Length == 0)
            return true;
        walked %= pattern.Sum();
        for (var i = 0; i < pattern.Length; i++)
        {
            if (walked < pattern[i])
                return i % 2 == 0;
            walked -= pattern[i];
        }
        return true;
    }

    private int At(int y, int x) => 3 * (y * width + x);
}
