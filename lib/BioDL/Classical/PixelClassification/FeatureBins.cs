using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace BioDL.Classical;

/// <summary>
/// The values of each feature sorted into at most 256 bins with borders between values that occurred in training, so that about as many samples fall into each.
/// With 256 different values or fewer, every value has a bin of its own. A value's bin is the number of borders below it.
/// </summary>
internal sealed class FeatureBins
{
    public const int Most = 256;
    private readonly float[] borders;

    /// <param name="borders">Most − 1 ascending borders per feature; those that are not needed are infinite.</param>
    public FeatureBins(float[] borders) => this.borders = borders;

    public int Features => borders.Length / (Most - 1);

    public ReadOnlySpan<float> Borders => borders;

    /// <summary>Chooses borders from samples.</summary>
    /// <param name="values">samples × features.</param>
    /// <param name="features">Number of features.</param>
    /// <param name="cancellation">Stops the work.</param>
    public static FeatureBins Of(float[] values, int features, CancellationToken cancellation)
    {
        var borders = new float[features * (Most - 1)];
        var samples = values.Length / features;
        Images.Threads.OverItems(features, () => new float[samples], (feature, sorted) =>
        {
            for (var sample = 0; sample < samples; sample++)
                sorted[sample] = values[sample * features + feature];
            Array.Sort(sorted);
            Choose(sorted, borders.AsSpan(feature * (Most - 1), Most - 1));
        }, cancellation);
        return new FeatureBins(borders);
    }

    /// <summary>The bins of many values of one feature.</summary>
    public void Sort(int feature, ReadOnlySpan<float> values, Span<byte> bins)
    {
        var own = borders.AsSpan(feature * (Most - 1), Most - 1);
        var start = Avx2.IsSupported ? SortEight(own, values, bins) : 0;
        for (var i = start; i < values.Length; i++)
            bins[i] = BinOf(own, values[i]);
    }

    private static byte BinOf(ReadOnlySpan<float> borders, float value)
    {
        var below = 0;
        for (var step = Most / 2; step > 0; step /= 2)
            below += borders[below + step - 1] < value ? step : 0;
        return (byte)below;
    }

    /// <summary>Eight searches side by side. Returns how many values are done.</summary>
    private static unsafe int SortEight(ReadOnlySpan<float> borders, ReadOnlySpan<float> values, Span<byte> bins)
    {
        var i = 0;
        fixed (float* border = borders)
        {
            for (; i <= values.Length - 16; i += 16)
            {
                Vector256<float> first = Vector256.Create(values.Slice(i, 8)), second = Vector256.Create(values.Slice(i + 8, 8));
                Vector256<int> low = Vector256<int>.Zero, high = low;
                for (var step = Most / 2; step > 0; step /= 2)
                {
                    var size = Vector256.Create(step);
                    low += Vector256.LessThan(Avx2.GatherVector256(border + step - 1, low, 4), first).AsInt32() & size;
                    high += Vector256.LessThan(Avx2.GatherVector256(border + step - 1, high, 4), second).AsInt32() & size;
                }
                var words = Vector256.Narrow(low, high);
                Vector128.Narrow(words.GetLower().AsUInt16(), words.GetUpper().AsUInt16()).CopyTo(bins[i..]);
            }
        }
        return i;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Choose(ReadOnlySpan<float> sorted, Span<float> borders)
    {
        borders.Fill(float.PositiveInfinity);
        var distinct = 1;
        for (var i = 1; i < sorted.Length; i++)
            distinct += sorted[i] != sorted[i - 1] ? 1 : 0;
        var found = 0;
        var previous = 0;
        for (var i = 1; i < sorted.Length && found < borders.Length; i++)
        {
            var isDue = distinct <= Most || i - previous >= (sorted.Length - previous) / (double)(Most - found);
            if (sorted[i] == sorted[i - 1] || !isDue)
                continue;
            borders[found++] = Between(sorted[i - 1], sorted[i]);
            previous = i;
        }
    }

    /// <summary>The middle of two values, or the lower one where no number lies between.</summary>
    private static float Between(float low, float high)
    {
        var middle = (float)(((double)low + high) / 2);
        return middle < high ? middle : low;
    }
}
