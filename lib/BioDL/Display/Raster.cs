using BioDL.Images;

namespace BioDL.Display;

/// <summary>What a picture shows: a colour for each pixel, painted when it is needed and only as finely as it is seen.</summary>
/// <param name="Width">Columns.</param>
/// <param name="Height">Rows.</param>
/// <param name="Paint">The colour of a block of pixels, from its row, its column and its side.</param>
internal sealed record Raster(int Width, int Height, Func<int, int, int, (byte Red, byte Green, byte Blue)> Paint)
{
    public static Raster Of(Image image, float low, float high, ColourMap map)
    {
        var scale = high > low ? 1 / ((double)high - low) : 0;
        double Place(int channel, int y, int x, int side)
        {
            var value = Mean(image, channel, y, x, side);
            return double.IsNaN(value) ? value : Math.Clamp((value - low) * scale, 0, 1);
        }
        return image.Channels >= 3
            ? new Raster(image.Width, image.Height, (y, x, side) => (Byte(Place(0, y, x, side)), Byte(Place(1, y, x, side)), Byte(Place(2, y, x, side))))
            : new Raster(image.Width, image.Height, (y, x, side) => map.At(Place(0, y, x, side)));
    }

    public static Raster Of(LabelImage labels)
    {
        var colours = LabelColours.Of(labels);
        return new Raster(labels.Width, labels.Height, (y, x, _) => colours[labels.Values[y * labels.Width + x]]);
    }

    public static Raster Of(Mask mask) => new(mask.Width, mask.Height, (y, x, _) => mask[y, x] ? ((byte)255, (byte)255, (byte)255) : default);

    /// <summary>A part, which lies within.</summary>
    public Raster Crop(Frame part) => new(part.Width, part.Height, (y, x, side) => Paint(y + part.Top, x + part.Left, side));

    /// <summary>The pixels; longer sides than the given one are reduced by a whole factor.</summary>
    public Canvas ToCanvas(int longestSide)
    {
        var side = (Math.Max(Height, Width) + longestSide - 1) / longestSide;
        var canvas = new Canvas((Width + side - 1) / side, (Height + side - 1) / side);
        for (var y = 0; y < canvas.Height; y++)
        {
            for (var x = 0; x < canvas.Width; x++)
                canvas[y, x] = Paint(y * side, x * side, side);
        }
        return canvas;
    }

    /// <summary>The mean of a block of pixels; it is cut off at the image's edges.</summary>
    public static double Mean(Image image, int channel, int top, int left, int side)
    {
        var values = image.Channel(channel);
        if (side == 1)
            return values[top * image.Width + left];
        int bottom = Math.Min(top + side, image.Height), right = Math.Min(left + side, image.Width);
        var sum = 0.0;
        for (var y = top; y < bottom; y++)
        {
            for (var x = left; x < right; x++)
                sum += values[y * image.Width + x];
        }
        return sum / ((bottom - top) * (right - left));
    }

    /// <summary>0 to 1 as a byte; not-a-number is black.</summary>
    public static byte Byte(double place) => double.IsNaN(place) ? (byte)0 : (byte)(Math.Clamp(place, 0, 1) * 255 + 0.5);
}
