using BioDL.Images;
using BioDL.Metrics;

namespace BioDL.Validation;

/// <summary>
/// Where methods conflict, pixel by pixel, without asking who is right: the mean over all pairs of methods of 1 − IoU of the two objects that hold the pixel; 1 where only one of them has an object there, 0 where none
/// has. So merged, split and missed objects show as a whole, and a shifted outline shows little.
/// </summary>
internal static class DisagreementMap
{
    public static Image Of(IReadOnlyList<LabelImage> answers)
    {
        var sum = new float[answers[0].Values.Length];
        var pairs = 0;
        foreach (var (first, second) in Statistics.Compare.Pairs(answers.Count))
        {
            Add(answers[first], answers[second], sum);
            pairs++;
        }
        for (var i = 0; i < sum.Length; i++)
            sum[i] /= Math.Max(1, pairs);
        return new Image(1, answers[0].Height, answers[0].Width, sum) { PixelSize = answers[0].PixelSize };
    }

    private static void Add(LabelImage a, LabelImage b, float[] sum)
    {
        var overlaps = new LabelOverlaps(a, b).Pairs.ToDictionary(pair => (pair.Truth, pair.Predicted), pair => (float)pair.IoU);
        ReadOnlySpan<int> first = a.Values, second = b.Values;
        for (var i = 0; i < sum.Length;)
        {
            var (start, key) = (i, (first[i], second[i]));
            while (i < sum.Length && (first[i], second[i]) == key)
                i++;
            var conflict = key == (0, 0) ? 0 : 1 - overlaps.GetValueOrDefault(key);
            foreach (ref var value in sum.AsSpan(start, i - start))
                value += conflict;
        }
    }

    /// <summary>The part of a given size that holds most conflict, the first such from the top left, and the mean conflict in it.</summary>
    public static (Region Part, double Mean) Worst(Image map, int side)
    {
        int height = Math.Min(side, map.Height), width = Math.Min(side, map.Width), stride = map.Width + 1;
        var integral = new double[(map.Height + 1) * stride];
        var values = map.Values;
        for (var y = 0; y < map.Height; y++)
        {
            var row = 0.0;
            for (var x = 0; x < map.Width; x++)
            {
                row += values[y * map.Width + x];
                integral[(y + 1) * stride + x + 1] = integral[y * stride + x + 1] + row;
            }
        }
        var (best, at) = (-1.0, (Y: 0, X: 0));
        for (var y = 0; y + height <= map.Height; y++)
        {
            for (var x = 0; x + width <= map.Width; x++)
            {
                var inside = integral[(y + height) * stride + x + width] - integral[y * stride + x + width] - integral[(y + height) * stride + x] + integral[y * stride + x];
                if (inside > best + 1e-6)
                    (best, at) = (inside, (y, x));
            }
        }
        return (new Region(at.X, at.Y, width, height), best / (height * width));
    }
}
