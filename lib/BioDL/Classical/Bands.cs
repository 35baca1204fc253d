using BioDL.Images;

namespace BioDL.Classical;

/// <summary>Work on one channel, a band of rows at a time and several bands at once; what lies between input and result is as small as a band.</summary>
internal static class Bands
{
    /// <summary>More rows than this in a band would not fit into the cache.</summary>
    private const int MostRows = 144;

    /// <summary>Makes some rows of the result.</summary>
    /// <param name="source">The channel.</param>
    /// <param name="from">First row.</param>
    /// <param name="to">Row after the last.</param>
    /// <param name="first">The same rows of the result.</param>
    /// <param name="second">The same rows of the second result; empty when there is one only.</param>
    public delegate void Work(Separable.Rows source, int from, int to, Span<float> first, Span<float> second);

    /// <summary>Makes an image with one or two channels for each channel of another.</summary>
    /// <param name="image">What is worked on.</param>
    /// <param name="results">1 or 2.</param>
    /// <param name="radius">How many rows above and below a band the work reads.</param>
    /// <param name="work">What is done; it writes nothing but its rows.</param>
    public static Image Over(Image image, int results, int radius, Work work)
    {
        int width = image.Width, height = image.Height, plane = width * height;
        var values = new float[checked(results * image.Values.Length)];
        for (var channel = 0; channel < image.Channels; channel++)
        {
            var (source, at) = (image.Memory.Slice(channel * plane, plane), channel * results * plane);
            Threads.OverRows(height, width, RowsFor(radius), (from, to) => work(
                new Separable.Rows(source.Span, width, height), from, to, Part(at, from, to), results == 2 ? Part(at + plane, from, to) : []));
        }
        return new Image(results * image.Channels, height, width, values) { PixelSize = image.PixelSize, Provenance = image.Provenance };

        Span<float> Part(int start, int from, int to) => values.AsSpan(start + from * width, (to - from) * width);
    }

    private static int RowsFor(int radius) => radius < 2 ? 1 : Math.Min(MostRows, 2 * radius + 16);
}
