using BioDL.Images;

namespace BioDL.Simulation;

/// <summary>Takes squares out of images.</summary>
internal static class Patching
{
    public static Image Remove(Image image, int size, double share, int seed)
    {
        int across = (image.Width + size - 1) / size, down = (image.Height + size - 1) / size, pixels = image.Height * image.Width;
        var squares = Enumerable.Range(0, across * down).ToArray();
        RandomStream.For(seed, Purpose.Perturbation).Shuffle(squares);
        var values = image.Values.ToArray();
        for (var channel = 0; channel < image.Channels; channel++)
        {
            var fill = Median(image.Channel(channel));
            foreach (var square in squares.Take((int)Math.Round(share * squares.Length, MidpointRounding.AwayFromZero)))
            {
                int left = square % across * size, top = square / across * size, width = Math.Min(size, image.Width - left);
                for (var y = top; y < Math.Min(image.Height, top + size); y++)
                    values.AsSpan(channel * pixels + y * image.Width + left, width).Fill(fill);
            }
        }
        return image.With(image.Height, image.Width, values);
    }

    private static float Median(ReadOnlySpan<float> values)
    {
        var sorted = values.ToArray();
        Array.Sort(sorted);
        return sorted[sorted.Length / 2];
    }
}
