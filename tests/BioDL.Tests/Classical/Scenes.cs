using BioDL.Images;
using BioDL.Tests.Fixtures;

namespace BioDL.Tests.Classical;

/// <summary>Inputs that several tests of the classical methods share.</summary>
internal static class Scenes
{
    public const int Height = 64, Width = 56;

    public static readonly string[] MaskNames = ["cells", "random5", "random30", "random60", "random95", "one-hole"];

    public static Image Cells() => new(1, Height, Width, Of<float>("cells"));

    public static Mask Mask(string name) => new(Height, Width, Of<bool>($"mask-{name}"));

    public static T[] Of<T>(string name) where T : unmanaged => Fixture.Array<T>("classical.npz", name);

    /// <summary>A mask drawn in text: # is foreground; rows are separated by blanks.</summary>
    public static Mask Drawn(string rows)
    {
        var lines = rows.Split(' ');
        return new Mask(lines.Length, lines[0].Length, [.. string.Concat(lines).Select(pixel => pixel == '#')]);
    }

    /// <summary>Discs of one radius on a grid, so near that they touch; their number is known by construction.</summary>
    public static Mask TouchingDiscs(int rows, int columns, int radius)
    {
        var step = 2 * radius - 1;
        int height = rows * step + 4, width = columns * step + 4;
        var values = new bool[height * width];
        for (var i = 0; i < values.Length; i++)
        {
            for (var disc = 0; disc < rows * columns; disc++)
            {
                var dy = i / width - (2 + radius + disc / columns * step);
                var dx = i % width - (2 + radius + disc % columns * step);
                values[i] |= dy * dy + dx * dx <= radius * radius;
            }
        }
        return new Mask(height, width, values);
    }

    /// <summary>Share of the pixels at which two label images agree, and nothing else differs than the numbers' place.</summary>
    public static double Agreement(LabelImage first, int[] second) =>
        first.Values.ToArray().Zip(second).Count(pair => pair.First == pair.Second) / (double)second.Length;
}
