using BioDL.Images;
using BioDL.Tests.Fixtures;

namespace BioDL.Tests.Metrics;

/// <summary>Masks that several tests of the scores share.</summary>
internal static class FixtureMasks
{
    public static (Mask Truth, Mask Predicted) Pair(int n, double? pixelSize = null)
    {
        var size = Fixture.Array<int>("scores.npz", $"mask-size-{n}");
        return (Of("truth"), Of("predicted"));

        Mask Of(string which) => new(size[0], size[1], Fixture.Array<bool>("scores.npz", $"mask-{which}-{n}")) { PixelSize = pixelSize };
    }

    /// <summary>A mask drawn in text: # is foreground; rows are separated by blanks.</summary>
    public static Mask Drawn(string rows, double? pixelSize = null)
    {
        var lines = rows.Split(' ');
        return new Mask(lines.Length, lines[0].Length, [.. string.Concat(lines).Select(pixel => pixel == '#')]) { PixelSize = pixelSize };
    }
}
