using System.Buffers;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace BioDL.Images;

/// <summary>
/// Applies one kernel along the columns and one along the rows. Eight new rows at a time are made from the old ones, laid side by side
/// (eight values per column), and resampled along together: both passes are vector code, and no whole image lies in between. Every value is
/// the same sum in the same order, whatever the number of threads or the width of the machine's vectors.
/// </summary>
internal sealed class Resampler(Image image, ResamplingKernel rows, ResamplingKernel columns)
{
    private const int Lanes = 8;

    /// <summary>So many products are summed before they join the total: keeps the rounding of long sums small.</summary>
    private const int Chunk = 32;

    /// <summary>Columns that are laid side by side at a time: few enough to stay in the nearest cache.</summary>
    private const int Block = 64;

    private readonly float[] result = GC.AllocateUninitializedArray<float>(Shape.Count(image.Channels, rows.Length, columns.Length));

    public float[] Run()
    {
        var groups = (rows.Length + Lanes - 1) / Lanes;
        for (var channel = 0; channel < image.Channels; channel++)
        {
            var c = channel;
            Threads.OverRows(groups, Math.Max(image.Width, columns.Length) * Lanes, (from, to) => RunGroups(c, from, to));
        }
        return result;
    }

    private void RunGroups(int channel, int from, int to)
    {
        var before = ArrayPool<float>.Shared.Rent(image.Width * Lanes);
        var after = ArrayPool<float>.Shared.Rent(columns.Length * Lanes);
        RunGroups(channel, (from, to), before.AsSpan(0, image.Width * Lanes), after.AsSpan(0, columns.Length * Lanes));
        ArrayPool<float>.Shared.Return(before);
        ArrayPool<float>.Shared.Return(after);
    }

    private void RunGroups(int channel, (int From, int To) groups, Span<float> before, Span<float> after)
    {
        var source = image.Channel(channel);
        var target = result.AsSpan(channel * rows.Length * columns.Length);
        for (var first = groups.From * Lanes; first < Math.Min(rows.Length, groups.To * Lanes); first += Lanes)
        {
            var count = Math.Min(Lanes, rows.Length - first);
            for (var x = 0; x < image.Width; x += Block)
                Down(source, (first, count), x, before[(x * Lanes)..]);
            Along(before, after);
            for (var x = 0; x < columns.Length; x += Block)
                Collect(after[(x * Lanes)..], (first, count), x, target);
        }
    }

    /// <summary>New rows, still with the old columns, for a block of columns; laid side by side.</summary>
    private void Down(ReadOnlySpan<float> source, (int First, int Count) group, int x, Span<float> before)
    {
        Span<float> row = stackalloc float[Math.Min(Block, image.Width - x)];
        for (var lane = 0; lane < group.Count; lane++)
        {
            var y = group.First + lane;
            Down(source[(rows.Start(y) * image.Width + x)..], rows.Weights(y), row);
            for (var i = 0; i < row.Length; i++)
                before[i * Lanes + lane] = row[i];
        }
    }

    private void Down(ReadOnlySpan<float> top, ReadOnlySpan<float> weights, Span<float> row)
    {
        var x = 0;
        for (; x <= row.Length - Lanes; x += Lanes)
            Sum(top[x..], image.Width, weights).CopyTo(row[x..]);
        for (; x < row.Length; x++)
            row[x] = SumOne(top[x..], image.Width, weights);
    }

    private void Along(ReadOnlySpan<float> before, Span<float> after)
    {
        for (var x = 0; x < columns.Length; x++)
            Sum(before[(columns.Start(x) * Lanes)..], Lanes, columns.Weights(x)).CopyTo(after[(x * Lanes)..]);
    }

    /// <summary>Σ weights[k] · (eight values from k · step on).</summary>
    private static Vector256<float> Sum(ReadOnlySpan<float> values, int step, ReadOnlySpan<float> weights)
    {
        _ = values[((weights.Length - 1) * step)..][..Lanes];
        ref var first = ref MemoryMarshal.GetReference(values);
        var total = Vector256<float>.Zero;
        for (var start = 0; start < weights.Length; start += Chunk)
        {
            var sum = Vector256.LoadUnsafe(ref first, (nuint)(start * step)) * weights[start];
            for (var k = start + 1; k < Math.Min(start + Chunk, weights.Length); k++)
                sum += Vector256.LoadUnsafe(ref first, (nuint)(k * step)) * weights[k];
            total = start == 0 ? sum : total + sum;
        }
        return total;
    }

    /// <summary>The same for one value, in the same order.</summary>
    private static float SumOne(ReadOnlySpan<float> values, int step, ReadOnlySpan<float> weights)
    {
        var total = 0f;
        for (var start = 0; start < weights.Length; start += Chunk)
        {
            var sum = values[start * step] * weights[start];
            for (var k = start + 1; k < Math.Min(start + Chunk, weights.Length); k++)
                sum += values[k * step] * weights[k];
            total = start == 0 ? sum : total + sum;
        }
        return total;
    }

    private void Collect(ReadOnlySpan<float> after, (int First, int Count) group, int x, Span<float> target)
    {
        for (var lane = 0; lane < group.Count; lane++)
        {
            var row = target.Slice((group.First + lane) * columns.Length + x, Math.Min(Block, columns.Length - x));
            for (var i = 0; i < row.Length; i++)
                row[i] = after[i * Lanes + lane];
        }
    }
}
