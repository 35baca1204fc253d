using System.Numerics;
using System.Runtime.InteropServices;
using BioDL.Images;

namespace BioDL.Classical;

/// <summary>What the classical methods require of their input, and what they look up first.</summary>
internal static class Pixels
{
    /// <summary>Refuses not-a-number and infinity, which would spread unseen through every method here.</summary>
    public static void RequireFinite(Image image, string method)
    {
        ArgumentNullException.ThrowIfNull(image);
        var values = image.Values;
        var fault = FirstNonFinite(values);
        if (fault < 0)
            return;
        var plane = image.Height * image.Width;
        throw new ArgumentException(
            $"{method} needs finite values, but found {values[fault]} in channel {fault / plane}, row {fault % plane / image.Width}, "
            + $"column {fault % image.Width}. Replace such values first.");
    }

    /// <summary>Refuses more than one channel, with advice.</summary>
    public static void RequireOneChannel(Image image, string method)
    {
        ArgumentNullException.ThrowIfNull(image);
        if (image.Channels != 1)
            throw new ArgumentException(
                $"{method} works on one channel, this image has {image.Channels}. Call ToGrey() first, or pick a channel.");
    }

    /// <summary>Smallest and largest value, and whether all values are whole numbers; refuses an image that is not finite.</summary>
    public static (float Minimum, float Maximum, bool Whole) Range(Image image, string method)
    {
        ArgumentNullException.ThrowIfNull(image);
        var all = (Minimum: float.PositiveInfinity, Maximum: float.NegativeInfinity, Whole: true, Finite: true);
        var gate = new Lock();
        Threads.OverRows(image.Channels * image.Height, image.Width, (from, to) =>
        {
            var part = Survey(image.Values[(from * image.Width)..(to * image.Width)]);
            lock (gate)
                all = (MathF.Min(all.Minimum, part.Minimum), MathF.Max(all.Maximum, part.Maximum), all.Whole & part.Whole, all.Finite & part.Finite);
        });
        if (!all.Finite)
            RequireFinite(image, method);
        return (all.Minimum, all.Maximum, all.Whole);
    }

    /// <summary>Smallest and largest of finite values, and whether all are whole numbers.</summary>
    public static (float Minimum, float Maximum, bool Whole) Range(ReadOnlySpan<float> values)
    {
        var (minimum, maximum, whole, _) = Survey(values);
        return (minimum, maximum, whole);
    }

    private static (float Minimum, float Maximum, bool Whole, bool Finite) Survey(ReadOnlySpan<float> values)
    {
        float minimum = values[0], maximum = values[0];
        bool whole = true, finite = true;
        var start = 0;
        if (values.Length >= Vector<float>.Count)
        {
            Vector<float> low = new(minimum), high = low;
            Vector<int> wholes = Vector<int>.AllBitsSet, finites = wholes;
            foreach (var vector in MemoryMarshal.Cast<float, Vector<float>>(values))
            {
                low = Vector.Min(low, vector);
                high = Vector.Max(high, vector);
                wholes &= Vector.Equals(Vector.Floor(vector), vector);
                finites &= Vector.Equals(vector - vector, Vector<float>.Zero);
                start += Vector<float>.Count;
            }
            (whole, finite) = (wholes == Vector<int>.AllBitsSet, finites == Vector<int>.AllBitsSet);
            for (var i = 0; i < Vector<float>.Count; i++)
                (minimum, maximum) = (MathF.Min(minimum, low[i]), MathF.Max(maximum, high[i]));
        }
        foreach (var value in values[start..])
        {
            (minimum, maximum) = (MathF.Min(minimum, value), MathF.Max(maximum, value));
            whole &= MathF.Floor(value) == value;
            finite &= float.IsFinite(value);
        }
        return (minimum, maximum, whole, finite);
    }

    /// <summary>The first value that is not a number or infinite; −1 when there is none.</summary>
    public static int FirstNonFinite(ReadOnlySpan<float> values)
    {
        var start = 0;
        foreach (var vector in MemoryMarshal.Cast<float, Vector<float>>(values))
        {
            if (!Vector.EqualsAll(vector - vector, Vector<float>.Zero))
                break;
            start += Vector<float>.Count;
        }
        for (var i = start; i < values.Length; i++)
        {
            if (!float.IsFinite(values[i]))
                return i;
        }
        return -1;
    }
}
