using BioDL.Display;
using BioDL.Images;
using BioDL.Models;

namespace BioDL.Cli.Pretrained;

/// <summary>Published, reproduced and difference side by side, as a PNG.</summary>
internal static class DifferencePicture
{
    private const int Gap = 8;

    /// <summary>Writes the picture of the first output that has one.</summary>
    /// <returns>What the picture shows, in words.</returns>
    /// <exception cref="ProblemException">No output has rows and columns.</exception>
    public static string Write(Reproduction reproduction, string path)
    {
        if (reproduction.Outputs.FirstOrDefault(output => output.Pictures is not null) is not { Pictures: { } pictures } output)
            throw new ProblemException("No output has rows and columns of the published size, so there is no picture of the difference.");
        var (published, found, difference) = pictures;
        var (low, high) = Range(published);
        var largest = Range(difference).High;
        int height = published.Height, width = published.Width, wide = 3 * width + 2 * Gap;
        var values = Enumerable.Repeat(1f, height * wide).ToArray();
        foreach (var (image, black, white, left) in new[] { (published, low, high, 0), (found, low, high, width + Gap), (difference, 0, largest, 2 * (width + Gap)) })
        {
            for (var y = 0; y < height; y++)
            {
                for (var x = 0; x < width; x++)
                    values[y * wide + left + x] = white > black ? Math.Clamp((image[y, x] - black) / (white - black), 0, 1) : 0;
            }
        }
        WholeFile(path, new Image(1, height, wide, values).Show("", (0, 1)).ToPng());
        return FormattableString.Invariant($"{output.Output}, first channel: published, found here, and their difference (white is {largest:0.###e0})");
    }

    private static void WholeFile(string path, byte[] content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        File.WriteAllBytes(path, content);
    }

    private static (float Low, float High) Range(Image image)
    {
        var (low, high) = (float.PositiveInfinity, float.NegativeInfinity);
        foreach (var value in image.Values)
        {
            if (float.IsFinite(value))
                (low, high) = (MathF.Min(low, value), MathF.Max(high, value));
        }
        return (low, high);
    }
}
