using BioDL.Classical;
using BioDL.Images;

namespace BioDL.Display;

/// <summary>An image and, for each level, what is brighter, as pictures to lay over each other.</summary>
/// <param name="Width">Columns of the pictures.</param>
/// <param name="Height">Rows of the pictures.</param>
/// <param name="Ground">The image in shades of grey, as a data address.</param>
/// <param name="Overlays">What is brighter than each level, orange on transparent, as data addresses.</param>
internal sealed record OverlayFrames(int Width, int Height, string Ground, IReadOnlyList<string> Overlays)
{
    /// <summary>Longest sides of the pictures to try, in pixels.</summary>
    public static readonly int[] Sides = [256, 208, 160, 128, 96];

    /// <summary>Orange that lets the grey shine through; visible with every kind of colour vision.</summary>
    private static readonly (byte Red, byte Green, byte Blue, byte Opacity) Orange = (0xFF, 0x8C, 0x00, 150);

    public static OverlayFrames Of(Image image, IReadOnlyList<double> levels, int longestSide)
    {
        var (low, high) = Contrast.Range(image);
        var ground = Raster.Of(image, low, high, ColourMap.Grey).ToCanvas(longestSide);
        var medians = BlockMedians(image, (Math.Max(image.Height, image.Width) + longestSide - 1) / longestSide);
        return new OverlayFrames(ground.Width, ground.Height, ground.ToDataAddress(), [.. levels.Select(level => Address(medians.Threshold(level)))]);
    }

    private static string Address(Mask mask) => "data:image/png;base64," + Convert.ToBase64String(PngEncoder.Overlay(mask, Orange));

    /// <summary>More than half of a block is brighter than a level exactly where its (upper) median is: one small image stands for all levels.</summary>
    private static Image BlockMedians(Image image, int side)
    {
        if (side == 1)
            return image;
        int height = (image.Height + side - 1) / side, width = (image.Width + side - 1) / side;
        var medians = new float[height * width];
        Threads.OverRows(height, width * side * side, (from, to) =>
        {
            var block = new float[side * side];
            for (var i = from * width; i < to * width; i++)
            {
                var count = 0;
                for (var y = i / width * side; y < Math.Min(image.Height, (i / width + 1) * side); y++)
                {
                    var row = image.Values.Slice(y * image.Width, image.Width)[(i % width * side)..Math.Min(image.Width, (i % width + 1) * side)];
                    row.CopyTo(block.AsSpan(count));
                    count += row.Length;
                }
                block.AsSpan(0, count).Sort();
                medians[i] = block[(count - 1) / 2];
            }
        });
        return new Image(1, height, width, medians);
    }
}
