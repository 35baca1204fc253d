using System.Numerics;
using BioDL.Images;

namespace BioDL.Classical;

/// <summary>A contour on its way over an image: what lies inside, as bits, and the brightness of each row inside.</summary>
internal sealed class ChanVeseContour
{
    private readonly Image image;
    private readonly double[] sums;
    private readonly int[] counts;
    private readonly bool[] changed;
    private readonly double total;
    private BitGrid inside;
    private BitGrid next;
    private BitGrid spare;
    private BitGrid previous;
    private int moves;
    private bool dilatesFirst = true;

    public ChanVeseContour(Image image, Mask initial)
    {
        this.image = image;
        inside = BitGrid.Of(initial);
        next = new BitGrid(image.Height, image.Width);
        spare = new BitGrid(image.Height, image.Width);
        previous = new BitGrid(image.Height, image.Width);
        (sums, counts, changed) = (new double[image.Height], new int[image.Height], new bool[image.Height]);
        changed.AsSpan().Fill(true);
        for (var y = 0; y < image.Height; y++)
            total += Sum(image.Values.Slice(y * image.Width, image.Width));
    }

    /// <summary>Whether the contour is where it was two iterations ago; the smoothing alternates between two orders, so one would not do.</summary>
    public bool IsAtRest { get; private set; }

    public Mask Inside(double? pixelSize) => inside.ToMask(pixelSize);

    /// <summary>One iteration.</summary>
    public void Move(int smoothing)
    {
        var (dark, bright) = Means();
        OverRows(y => Attach(y, dark, bright));
        for (var n = 0; n < smoothing; n++)
        {
            SmoothOnce(dilatesFirst);
            SmoothOnce(!dilatesFirst);
            dilatesFirst = !dilatesFirst;
        }
        OverRows(y => changed[y] = !inside.Row(y).SequenceEqual(next.Row(y)));
        (previous, inside, next) = (inside, next, previous);
        IsAtRest = ++moves > 1 && inside.Same(next);
    }

    private void OverRows(Action<int> work) => Threads.OverRows(image.Height, inside.Stride * 64, (from, to) =>
    {
        for (var y = from; y < to; y++)
            work(y);
    });

    /// <summary>Mean brightness outside and inside; only rows that changed are added up again.</summary>
    private (double Outside, double Inside) Means()
    {
        OverRows(y =>
        {
            if (changed[y])
                (sums[y], counts[y]) = SumInside(inside.Row(y), image.Values.Slice(y * image.Width, image.Width));
        });
        var (sum, count) = (0.0, 0L);
        for (var y = 0; y < sums.Length; y++)
            (sum, count) = (sum + sums[y], count + counts[y]);
        var others = (long)image.Height * image.Width - count;
        return ((total - sum) / (others + 1e-8), sum / (count + 1e-8));
    }

    private static (double Sum, int Count) SumInside(ReadOnlySpan<ulong> row, ReadOnlySpan<float> values)
    {
        var (sum, count) = (0.0, 0);
        for (var i = 0; i * 64 < values.Length; i++)
        {
            var word = row[i + 1];
            count += BitOperations.PopCount(word);
            if (word == ulong.MaxValue)
            {
                sum += Sum(values.Slice(i * 64, 64));
                continue;
            }
            for (; word != 0; word &= word - 1)
                sum += values[i * 64 + BitOperations.TrailingZeroCount(word)];
        }
        return (sum, count);
    }

    private static double Sum(ReadOnlySpan<float> values)
    {
        var sums = Vector<double>.Zero;
        var x = 0;
        for (; x <= values.Length - Vector<float>.Count; x += Vector<float>.Count)
        {
            Vector.Widen(new Vector<float>(values[x..]), out var low, out var high);
            sums += low + high;
        }
        var sum = Vector.Sum(sums);
        for (; x < values.Length; x++)
            sum += values[x];
        return sum;
    }

    /// <summary>
    /// Pixels at the contour (where the central difference along the row or the column is not 0, one-sided at the edge) go to the nearer mean; a
    /// tie leaves them.
    /// </summary>
    private void Attach(int y, double outsideMean, double insideMean)
    {
        ReadOnlySpan<ulong> row = inside.Row(y), above = inside.Row(Math.Max(0, y - 1)), below = inside.Row(Math.Min(image.Height - 1, y + 1));
        var values = image.Values.Slice(y * image.Width, image.Width);
        var target = next.Row(y);
        var last = image.Width - 1;
        for (var i = 1; i <= inside.Words; i++)
        {
            ulong left = row[i] << 1 | row[i - 1] >> 63, right = row[i] >> 1 | row[i + 1] << 63;
            if (i == 1)
                left |= row[i] & 1;
            if (i == inside.Words)
                right = right & ~(1ul << last) | row[i] & 1ul << last;
            var word = row[i];
            var contour = (left ^ right) | (above[i] ^ below[i]);
            if (i == inside.Words)
                contour &= ulong.MaxValue >> 63 - last % 64;
            for (; contour != 0; contour &= contour - 1)
            {
                var bit = BitOperations.TrailingZeroCount(contour);
                double value = values[(i - 1) * 64 + bit], toInside = value - insideMean, toOutside = value - outsideMean;
                var force = toInside * toInside - toOutside * toOutside;
                if (force < 0)
                    word |= 1ul << bit;
                else if (force > 0)
                    word &= ~(1ul << bit);
            }
            target[i] = word;
        }
    }

    /// <summary>
    /// Along each of the four lines of three pixels through a pixel: the dilation that is smallest (corners of the outside are cut), or the erosion
    /// that is largest. The outside of the image is outside of the contour.
    /// </summary>
    private void SmoothOnce(bool dilate)
    {
        OverRows(y => SmoothRow(y, dilate));
        (next, spare) = (spare, next);
    }

    private void SmoothRow(int y, bool dilate)
    {
        ReadOnlySpan<ulong> above = next.Row(y - 1), row = next.Row(y), below = next.Row(y + 1);
        var target = spare.Row(y);
        var flip = dilate ? ulong.MaxValue : 0;
        for (var i = 1; i <= next.Words; i++)
        {
            // A dilation is the erosion of the opposite.
            var lines = (Left(row, i) ^ flip) & (Right(row, i) ^ flip);
            lines |= (above[i] ^ flip) & (below[i] ^ flip);
            lines |= (Left(above, i) ^ flip) & (Right(below, i) ^ flip);
            lines |= (Right(above, i) ^ flip) & (Left(below, i) ^ flip);
            target[i] = lines & (row[i] ^ flip) ^ flip;
        }
        if (dilate)
            spare.Trim(target);

        static ulong Left(ReadOnlySpan<ulong> row, int i) => row[i] << 1 | row[i - 1] >> 63;
        static ulong Right(ReadOnlySpan<ulong> row, int i) => row[i] >> 1 | row[i + 1] << 63;
    }
}
