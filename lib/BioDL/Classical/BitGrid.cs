using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using BioDL.Images;

namespace BioDL.Classical;

/// <summary>
/// A mask with 64 pixels per word, the leftmost in the lowest bit, in a frame of words that stay 0: one row above and below, one word left and
/// right. Rows are filled up to whole vectors. So that neighbours need no care at edges, bits to the right of the image must be 0 too
/// (<see cref="Trim"/>).
/// </summary>
internal sealed class BitGrid
{
    private readonly ulong[] words;

    public BitGrid(int height, int width)
    {
        (Height, Width) = (height, width);
        Words = (width + 63) / 64;
        Stride = (Words + Vector<ulong>.Count - 1) / Vector<ulong>.Count * Vector<ulong>.Count + 2;
        words = new ulong[(long)(height + 2) * Stride];
    }

    public int Height { get; }

    public int Width { get; }

    /// <summary>Words of a row that hold pixels.</summary>
    public int Words { get; }

    /// <summary>Words from one row to the next.</summary>
    public int Stride { get; }

    /// <summary>A row with its frame: pixel x is bit x % 64 of word 1 + x / 64. Rows −1 and Height are the frame.</summary>
    public Span<ulong> Row(int y) => words.AsSpan((y + 1) * Stride, Stride);

    public static BitGrid Of(Mask mask, bool inverted = false)
    {
        var grid = new BitGrid(mask.Height, mask.Width);
        Threads.OverRows(mask.Height, mask.Width, (from, to) =>
        {
            for (var y = from; y < to; y++)
            {
                var row = grid.Row(y);
                Pack(MemoryMarshal.AsBytes(mask.Values.Slice(y * mask.Width, mask.Width)), row[1..]);
                if (inverted)
                    grid.Invert(row);
            }
        });
        return grid;
    }

    public Mask ToMask(double? pixelSize, bool inverted = false)
    {
        var values = new bool[Height * Width];
        Threads.OverRows(Height, Width, (from, to) =>
        {
            for (var y = from; y < to; y++)
                Unpack(Row(y)[1..], inverted ? ulong.MaxValue : 0, MemoryMarshal.AsBytes(values.AsSpan(y * Width, Width)));
        });
        return new Mask(Height, Width, values) { PixelSize = pixelSize };
    }

    public BitGrid Copy()
    {
        var copy = new BitGrid(Height, Width);
        words.CopyTo(copy.words, 0);
        return copy;
    }

    /// <summary>Foreground and background exchanged, in place.</summary>
    public BitGrid Invert()
    {
        for (var y = 0; y < Height; y++)
            Invert(Row(y));
        return this;
    }

    /// <summary>Whether all pixels are the same.</summary>
    public bool Same(BitGrid other) => words.AsSpan().SequenceEqual(other.words);

    /// <summary>Clears the bits to the right of the image.</summary>
    public void Trim(Span<ulong> row)
    {
        row[(Words + 1)..].Clear();
        if (Width % 64 != 0)
            row[Words] &= (1ul << Width) - 1;
    }

    private void Invert(Span<ulong> row)
    {
        for (var i = 1; i <= Words; i++)
            row[i] = ~row[i];
        Trim(row);
    }

    private static void Pack(ReadOnlySpan<byte> pixels, Span<ulong> row)
    {
        var x = 0;
        for (; x <= pixels.Length - 64; x += 64)
        {
            uint left = Bits(pixels.Slice(x, 32)), right = Bits(pixels.Slice(x + 32, 32));
            row[x >> 6] = left | (ulong)right << 32;
        }
        for (; x < pixels.Length; x++)
            row[x >> 6] |= pixels[x] != 0 ? 1ul << x : 0;

        static uint Bits(ReadOnlySpan<byte> bytes) =>
            ~Vector256.Equals(Vector256.Create(bytes), Vector256<byte>.Zero).ExtractMostSignificantBits();
    }

    /// <summary>Eight pixels at a time: a multiplication copies a byte eight times, of which each then keeps its own bit.</summary>
    private static void Unpack(ReadOnlySpan<ulong> row, ulong flip, Span<byte> pixels)
    {
        var eights = MemoryMarshal.Cast<byte, ulong>(pixels);
        for (var i = 0; i < eights.Length; i++)
        {
            var bits = (row[i >> 3] ^ flip) >> ((i & 7) << 3) & 0xFF;
            var spread = bits * 0x0101_0101_0101_0101 & 0x8040_2010_0804_0201;
            eights[i] = spread + 0x7F7F_7F7F_7F7F_7F7F >> 7 & 0x0101_0101_0101_0101;
        }
        for (var x = eights.Length * 8; x < pixels.Length; x++)
            pixels[x] = (byte)((row[x >> 6] ^ flip) >> x & 1);
    }
}
