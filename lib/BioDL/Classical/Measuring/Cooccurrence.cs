using BioDL.Images;

namespace BioDL.Classical;

/// <summary>Grey levels of one channel, and how often they lie next to each other within an object.</summary>
internal sealed class Cooccurrence
{
    private readonly LabelImage labels;
    private readonly byte[] levels;
    private readonly int count, distance;

    public Cooccurrence(Image image, int channel, LabelImage labels, MeasureOptions options)
    {
        (this.labels, count, distance) = (labels, options.TextureLevels, options.TextureDistance);
        var values = image.Channel(channel);
        var (least, most, _) = Pixels.Range(values);
        var (low, high) = options.TextureRange ?? (least, most);
        levels = new byte[values.Length];
        var perUnit = high > low ? count / (high - low) : 0;
        for (var i = 0; i < levels.Length; i++)
            levels[i] = (byte)Math.Clamp((values[i] - low) * perUnit, 0, count - 1);
    }

    /// <summary>The features, averaged over those of the four directions in which the object holds a pair of pixels.</summary>
    public Texture Of(int label, ReadOnlySpan<Run> runs)
    {
        var (sum, directions) = (new double[Texture.Features], 0);
        var matrix = new int[count * count];
        foreach (var (dy, dx) in new[] { (0, distance), (-distance, distance), (-distance, 0), (-distance, -distance) })
        {
            var pairs = Count(label, runs, dy, dx, matrix);
            if (pairs == 0)
                continue;
            var features = new CooccurrenceFeatures(matrix, count, pairs).All();
            for (var i = 0; i < sum.Length; i++)
                sum[i] += features[i];
            directions++;
        }
        return new Texture(Array.ConvertAll(sum, value => value / directions));
    }

    /// <summary>Fills the matrix, each pair in both orders, and returns its sum.</summary>
    private long Count(int label, ReadOnlySpan<Run> runs, int dy, int dx, int[] matrix)
    {
        Array.Clear(matrix);
        var objects = labels.Values;
        var pairs = 0L;
        foreach (var run in runs)
        {
            var y = run.Y + dy;
            if (y < 0)
                continue;
            for (var x = Math.Max(run.From, -dx); x < Math.Min(run.To, (long)labels.Width - dx); x++)
            {
                var (here, there) = (run.Y * labels.Width + x, y * labels.Width + x + dx);
                if (objects[there] != label)
                    continue;
                matrix[levels[here] * count + levels[there]]++;
                matrix[levels[there] * count + levels[here]]++;
                pairs += 2;
            }
        }
        return pairs;
    }
}
