using BioDL.Images;

namespace BioDL.Classical;

/// <summary>
/// Statistics of an object's pixels in one channel, run by run: distances from the mean are added up as Chan, Golub and LeVeque (1983) combine groups.
/// </summary>
internal static class Intensities
{
    public static ChannelMeasurement Of(Image image, int channel, ReadOnlySpan<Run> runs)
    {
        var values = image.Channel(channel);
        var (minimum, maximum) = (float.PositiveInfinity, float.NegativeInfinity);
        double pixels = 0, sum = 0, squares = 0, x = 0, y = 0;
        foreach (var run in runs)
        {
            var row = values.Slice(run.Y * image.Width + run.From, run.Length);
            double total = 0, moment = 0, spread = 0;
            for (var i = 0; i < row.Length; i++)
            {
                total += row[i];
                moment += i * (double)row[i];
                (minimum, maximum) = (Math.Min(minimum, row[i]), Math.Max(maximum, row[i]));
            }
            var mean = total / row.Length;
            foreach (var value in row)
                spread += (value - mean) * (value - mean);
            if (pixels > 0)
                spread += (mean - sum / pixels) * (mean - sum / pixels) * (pixels * row.Length / (pixels + row.Length));
            pixels += row.Length;
            sum += total;
            squares += spread;
            x += run.From * total + moment;
            y += run.Y * total;
        }
        return new ChannelMeasurement
        {
            Mean = sum / pixels,
            Minimum = minimum,
            Maximum = maximum,
            StandardDeviation = Math.Sqrt(squares / pixels),
            Sum = sum,
            WeightedCentroidX = sum == 0 ? double.NaN : x / sum,
            WeightedCentroidY = sum == 0 ? double.NaN : y / sum,
        };
    }
}
