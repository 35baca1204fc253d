using System.Numerics;
using System.Runtime.Intrinsics.X86;
using BioDL.Images;

namespace BioDL.Classical;

/// <summary>
/// The medians of a part of an image. Every pixel that its windows see gets a rank of its own (equal values in any order), so that a window is a set of bits,
/// one per rank, and the median is the bit in the middle. Moving the window by one pixel flips one line of bits on either side, so the cost of a pixel grows
/// with the window's side, not its area (after Huang, Yang and Tang 1979, IEEE Trans. Acoust. Speech Signal Process. 27:13, who move a histogram).
/// </summary>
internal sealed class MedianTile
{
    private readonly Region part;
    private readonly int radius, imageWidth, width, window;
    private readonly int[] ranks;
    private readonly float[] sorted;
    private readonly ulong[] bits;

    /// <summary>The word in which the last median was found, and how many bits are set in the words before it.</summary>
    private int word, below;

    public MedianTile(ReadOnlySpan<float> plane, (int Height, int Width) size, Region part, int radius)
    {
        (this.part, this.radius, imageWidth, width, window) = (part, radius, size.Width, part.Width + 2 * radius, 2 * radius + 1);
        var values = new float[width * (part.Height + 2 * radius)];
        for (var i = 0; i < values.Length; i++)
        {
            int y = Math.Clamp(part.Y - radius + i / width, 0, size.Height - 1), x = Math.Clamp(part.X - radius + i % width, 0, size.Width - 1);
            values[i] = plane[y * size.Width + x];
        }
        var pixels = Levels.Sort(values, [.. Enumerable.Range(0, values.Length)]).Pixels;
        (ranks, sorted, bits) = (new int[values.Length], new float[values.Length], new ulong[(values.Length + 63) / 64]);
        for (var rank = 0; rank < pixels.Length; rank++)
            (ranks[pixels[rank]], sorted[rank]) = (rank, values[pixels[rank]]);
    }

    /// <summary>Writes the medians into the plane of the result: down one column, up the next.</summary>
    public void Fill(Span<float> result)
    {
        for (var y = 0; y < window; y++)
            Flip(y * width, 1, 1);
        var row = 0;
        for (var x = 0; x < part.Width; x++)
        {
            var step = x % 2 == 0 ? 1 : -1;
            for (var n = 0; n < part.Height; n++)
            {
                if (n > 0)
                {
                    var (leaves, enters) = step > 0 ? (row, row + window) : (row + window - 1, row - 1);
                    Flip(leaves * width + x, 1, -1);
                    Flip(enters * width + x, 1, 1);
                    row += step;
                }
                result[(part.Y + row) * imageWidth + part.X + x] = Middle();
            }
            if (x + 1 == part.Width)
                break;
            Flip(row * width + x, width, -1);
            Flip(row * width + x + window, width, 1);
        }
    }

    /// <summary>A line of pixels enters the set (+1) or leaves it (−1).</summary>
    private void Flip(int first, int stride, int sign)
    {
        var (set, at, count) = (bits, word, below);
        for (var i = 0; i < window; i++)
        {
            var rank = ranks[first + i * stride];
            set[rank >> 6] ^= 1UL << rank;
            count += (rank >> 6) < at ? sign : 0;
        }
        below = count;
    }

    private float Middle()
    {
        var middle = window * window / 2;
        while (below > middle)
            below -= BitOperations.PopCount(bits[--word]);
        for (var here = BitOperations.PopCount(bits[word]); below + here <= middle; here = BitOperations.PopCount(bits[word]))
        {
            below += here;
            word++;
        }
        return sorted[64 * word + Select(bits[word], middle - below)];
    }

    /// <summary>The place of the n-th bit that is set, counted from 0.</summary>
    private static int Select(ulong bits, int n)
    {
        if (Bmi2.X64.IsSupported)
            return BitOperations.TrailingZeroCount(Bmi2.X64.ParallelBitDeposit(1UL << n, bits));
        for (; n > 0; n--)
            bits &= bits - 1;
        return BitOperations.TrailingZeroCount(bits);
    }
}
