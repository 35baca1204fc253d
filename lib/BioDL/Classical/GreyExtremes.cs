using System.Numerics;
using System.Runtime.InteropServices;
using BioDL.Images;

namespace BioDL.Classical;

/// <summary>Which of two values is kept: the smaller or the larger.</summary>
internal interface IExtreme
{
    /// <summary>What loses against every value.</summary>
    static abstract float Neutral { get; }

    static abstract Vector<float> Of(Vector<float> first, Vector<float> second);

    static abstract float Of(float first, float second);
}

internal readonly struct Lowest : IExtreme
{
    public static float Neutral => float.PositiveInfinity;

    public static Vector<float> Of(Vector<float> first, Vector<float> second) => Vector.Min(first, second);

    public static float Of(float first, float second) => second < first ? second : first;
}

internal readonly struct Highest : IExtreme
{
    public static float Neutral => float.NegativeInfinity;

    public static Vector<float> Of(Vector<float> first, Vector<float> second) => Vector.Max(first, second);

    public static float Of(float first, float second) => second > first ? second : first;
}

/// <summary>
/// The lowest or highest value under a footprint, for every pixel. The footprint is taken apart into chords (Urbach and Wilkinson 2008, IEEE
/// Trans. Image Process. 17:1): the extremes of all chords of one row grow out of each other.
/// </summary>
internal static class GreyExtremes
{
    /// <summary>Erosion (<see cref="Lowest"/>) or dilation (<see cref="Highest"/>); what lies outside of the image does not count.</summary>
    public static Image Under<TExtreme>(Image image, int[] reach) where TExtreme : struct, IExtreme
    {
        if (reach[^1] == reach.Length - 1)
            return SquareExtremes.Under<TExtreme>(image, reach.Length - 1);
        var result = new float[image.Values.Length];
        for (var channel = 0; channel < image.Channels; channel++)
        {
            var plane = channel * image.Height * image.Width;
            Threads.OverRows(image.Height, BandWidth(image.Height, image.Width, reach.Length - 1), (from, to) =>
            {
                var band = result.AsSpan(plane + from * image.Width, (to - from) * image.Width);
                OverBand<TExtreme>(image, channel, reach, (from, to), band);
            });
        }
        return new Image(image.Channels, image.Height, image.Width, result) { PixelSize = image.PixelSize, Provenance = image.Provenance };
    }

    /// <summary>A band also reads the rows around it: the width to ask for bands that are several radii high, as long as there are some bands.</summary>
    internal static int BandWidth(int height, int width, int radius)
    {
        const int pixelsPerBand = 1 << 15;
        var rows = Math.Min(4 * radius + 2, (height + 3) / 4);
        return Math.Clamp(pixelsPerBand / rows, 1, width);
    }

    private static void OverBand<TExtreme>(Image image, int channel, int[] reach, (int From, int To) rows, Span<float> band)
        where TExtreme : struct, IExtreme
    {
        int width = image.Width, margin = reach[0];
        float[] padded = new float[width + 2 * margin], chord = new float[width];
        padded.AsSpan().Fill(TExtreme.Neutral);
        band.Fill(TExtreme.Neutral);
        for (var y = Math.Max(0, rows.From - reach.Length + 1); y < Math.Min(image.Height, rows.To + reach.Length - 1); y++)
        {
            image.Channel(channel).Slice(y * width, width).CopyTo(padded.AsSpan(margin));
            padded.AsSpan(margin, width).CopyTo(chord);
            var side = 0;
            for (var dy = reach.Length - 1; dy >= 0; dy--)
            {
                for (; side < reach[dy]; side++)
                    Lengthen<TExtreme>(padded, margin - side - 1, margin + side + 1, chord);
                if (y - dy >= rows.From && y - dy < rows.To)
                    Keep<TExtreme>(chord, band.Slice((y - dy - rows.From) * width, width));
                if (dy > 0 && y + dy >= rows.From && y + dy < rows.To)
                    Keep<TExtreme>(chord, band.Slice((y + dy - rows.From) * width, width));
            }
        }
    }

    /// <summary>Takes in one more pixel at either end of each chord.</summary>
    private static void Lengthen<TExtreme>(float[] padded, int left, int right, float[] chord) where TExtreme : struct, IExtreme
    {
        ref var first = ref padded[left];
        ref var second = ref padded[right];
        ref var target = ref MemoryMarshal.GetArrayDataReference(chord);
        var x = 0;
        for (; x <= chord.Length - Vector<float>.Count; x += Vector<float>.Count)
        {
            var ends = TExtreme.Of(Vector.LoadUnsafe(ref first, (nuint)x), Vector.LoadUnsafe(ref second, (nuint)x));
            TExtreme.Of(ends, Vector.LoadUnsafe(ref target, (nuint)x)).StoreUnsafe(ref target, (nuint)x);
        }
        for (; x < chord.Length; x++)
            chord[x] = TExtreme.Of(chord[x], TExtreme.Of(padded[left + x], padded[right + x]));
    }

    private static void Keep<TExtreme>(float[] chord, Span<float> row) where TExtreme : struct, IExtreme
    {
        ref var source = ref MemoryMarshal.GetArrayDataReference(chord);
        ref var target = ref MemoryMarshal.GetReference(row);
        var x = 0;
        for (; x <= row.Length - Vector<float>.Count; x += Vector<float>.Count)
            TExtreme.Of(Vector.LoadUnsafe(ref source, (nuint)x), Vector.LoadUnsafe(ref target, (nuint)x)).StoreUnsafe(ref target, (nuint)x);
        for (; x < row.Length; x++)
            row[x] = TExtreme.Of(chord[x], row[x]);
    }
}
