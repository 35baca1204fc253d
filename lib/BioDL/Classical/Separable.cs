using System.Numerics;
using System.Runtime.InteropServices;

namespace BioDL.Classical;

/// <summary>
/// Filters with one kernel down the columns and one along the rows. Rows are made a few at a time, so that what lies between the two steps
/// stays in the cache; beyond the edges the image goes on with its outermost pixels.
/// </summary>
internal static class Separable
{
    /// <summary>Rows that are worked on together are cut into strips of this width: their neighbourhood fits into the cache nearest to a core.</summary>
    private const int Strip = 512;

    /// <summary>Filters some rows of a plane.</summary>
    /// <param name="source">The plane, or a part of it that holds all rows which are needed.</param>
    /// <param name="down">The kernel from row to row.</param>
    /// <param name="along">The kernel within rows.</param>
    /// <param name="target">Receives the rows.</param>
    public static void Filter(Rows source, Kernel down, Kernel along, RowsToWrite target)
    {
        int width = source.Width, radius = along.Radius, stride = width + 2 * radius;
        var padded = new float[stride * target.Count];
        for (var left = 0; left < width; left += Strip)
        {
            var columns = Math.Min(Strip, width - left);
            for (var y = 0; y < target.Count; y++)
                Down(source, target.First + y, left, down, padded.AsSpan(y * stride + radius + left, columns));
        }
        Span<int> before = stackalloc int[radius + 1], after = stackalloc int[radius + 1];
        for (var d = 0; d <= radius; d++)
            (before[d], after[d]) = (-d, d);
        for (var y = 0; y < target.Count; y++)
        {
            var row = padded.AsSpan(y * stride, stride);
            row[..radius].Fill(row[radius]);
            row[(radius + width)..].Fill(row[radius + width - 1]);
            Gather(row, radius, new Neighbours(before, after), along, target.Values.Slice(y * width, width));
        }
    }

    private static void Down(Rows source, int y, int left, Kernel kernel, Span<float> target)
    {
        Span<int> before = stackalloc int[kernel.Radius + 1], after = stackalloc int[kernel.Radius + 1];
        for (var d = 0; d <= kernel.Radius; d++)
        {
            before[d] = (Math.Max(y - d, 0) - y) * source.Width;
            after[d] = (Math.Min(y + d, source.Height - 1) - y) * source.Width;
        }
        Gather(source.Values, (y - source.First) * source.Width + left, new Neighbours(before, after), kernel, target);
    }

    private static void Gather(ReadOnlySpan<float> source, int centre, Neighbours neighbours, Kernel kernel, Span<float> target)
    {
        if (kernel.Order == 0)
            Gather<Sum>(source, centre, neighbours, kernel.Weights, target);
        else if (kernel.Order == 1)
            Gather<Slope>(source, centre, neighbours, kernel.Weights, target);
        else
            Gather<Bend>(source, centre, neighbours, kernel.Weights, target);
    }

    /// <summary>Each target pixel: the weighted sum over its pairs of neighbours. What is left over at the end is computed in the same way, one by one.</summary>
    private static void Gather<TPair>(ReadOnlySpan<float> source, int centre, Neighbours neighbours, ReadOnlySpan<float> weights, Span<float> target)
        where TPair : struct, IPair
    {
        var lanes = Vector<float>.Count;
        ref var from = ref MemoryMarshal.GetReference(source);
        ref var to = ref MemoryMarshal.GetReference(target);
        var x = 0;
        // The offsets stay within the source: the caller pads rows and ends columns at the plane's edges.
        for (; x <= target.Length - 2 * lanes; x += 2 * lanes)
        {
            Vector<float> here = Vector.LoadUnsafe(ref from, (nuint)(centre + x)), next = Vector.LoadUnsafe(ref from, (nuint)(centre + x + lanes));
            Vector<float> first = here * TPair.Centre(weights), second = next * TPair.Centre(weights);
            for (var d = 1; d < weights.Length; d++)
            {
                int before = centre + x + neighbours.Before[d], after = centre + x + neighbours.After[d];
                var weight = new Vector<float>(weights[d]);
                first = Vector.MultiplyAddEstimate(TPair.Of(Vector.LoadUnsafe(ref from, (nuint)before), Vector.LoadUnsafe(ref from, (nuint)after), here), weight, first);
                second = Vector.MultiplyAddEstimate(
                    TPair.Of(Vector.LoadUnsafe(ref from, (nuint)(before + lanes)), Vector.LoadUnsafe(ref from, (nuint)(after + lanes)), next), weight, second);
            }
            first.StoreUnsafe(ref to, (nuint)x);
            second.StoreUnsafe(ref to, (nuint)(x + lanes));
        }
        for (; x < target.Length; x++)
        {
            var here = source[centre + x];
            var sum = here * TPair.Centre(weights);
            for (var d = 1; d < weights.Length; d++)
                sum = float.MultiplyAddEstimate(TPair.Of(source[centre + x + neighbours.Before[d]], source[centre + x + neighbours.After[d]], here), weights[d], sum);
            target[x] = sum;
        }
    }

    /// <summary>Some rows of a plane: of its <paramref name="height"/> rows those from <paramref name="first"/> on.</summary>
    public readonly ref struct Rows(ReadOnlySpan<float> values, int width, int height, int first = 0)
    {
        public ReadOnlySpan<float> Values { get; } = values;

        public int Width { get; } = width;

        public int Height { get; } = height;

        public int First { get; } = first;
    }

    /// <summary>Where rows are written to, and which of the plane's they are.</summary>
    public readonly ref struct RowsToWrite(Span<float> values, int first, int count)
    {
        public Span<float> Values { get; } = values;

        public int First { get; } = first;

        public int Count { get; } = count;
    }

    /// <summary>Offsets from a pixel to its neighbours at the distances 0, 1, 2 … to either side.</summary>
    private readonly ref struct Neighbours(ReadOnlySpan<int> before, ReadOnlySpan<int> after)
    {
        public ReadOnlySpan<int> Before { get; } = before;

        public ReadOnlySpan<int> After { get; } = after;
    }

    /// <summary>What a pair of neighbours at the same distance contributes.</summary>
    private interface IPair
    {
        static abstract float Centre(ReadOnlySpan<float> weights);

        static abstract Vector<float> Of(Vector<float> before, Vector<float> after, Vector<float> centre);

        static abstract float Of(float before, float after, float centre);
    }

    private readonly struct Sum : IPair
    {
        public static float Centre(ReadOnlySpan<float> weights) => weights[0];

        public static Vector<float> Of(Vector<float> before, Vector<float> after, Vector<float> centre) => before + after;

        public static float Of(float before, float after, float centre) => before + after;
    }

    private readonly struct Slope : IPair
    {
        public static float Centre(ReadOnlySpan<float> weights) => 0;

        public static Vector<float> Of(Vector<float> before, Vector<float> after, Vector<float> centre) => after - before;

        public static float Of(float before, float after, float centre) => after - before;
    }

    /// <summary>Differences from the centre: on bright, even ground nothing is left of the rounding of large sums.</summary>
    private readonly struct Bend : IPair
    {
        public static float Centre(ReadOnlySpan<float> weights) => 0;

        public static Vector<float> Of(Vector<float> before, Vector<float> after, Vector<float> centre) => (before - centre) + (after - centre);

        public static float Of(float before, float after, float centre) => (before - centre) + (after - centre);
    }
}
