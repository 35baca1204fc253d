using System.Runtime.CompilerServices;

namespace BioDL.Images;

/// <summary>One scan: what it holds of which components, and how its blocks are read (ISO/IEC 10918-1, annexes F.2 and G.2).</summary>
internal sealed class JpegScan(JpegFrame frame, JpegComponent[] components, JpegHuffman?[] dc, JpegHuffman?[] ac, string file)
{
    private readonly int[] previous = new int[components.Length];
    private readonly int[] block = new int[64];
    private int run;

    /// <summary>First and last coefficient of a block, in zigzag order.</summary>
    public int First { get; init; }

    public int Last { get; init; } = 63;

    /// <summary>The lowest bit of the coefficients that earlier scans told, and that this one tells; 0 in the first.</summary>
    public int Before { get; init; }

    public int Low { get; init; }

    /// <summary>Units between two restart markers; 0 without them.</summary>
    public int Interval { get; init; }

    private static ReadOnlySpan<byte> ZigZag =>
    [
        0, 1, 8, 16, 9, 2, 3, 10, 17, 24, 32, 25, 18, 11, 4, 5, 12, 19, 26, 33, 40, 48, 41, 34, 27, 20, 13, 6, 7, 14, 21, 28,
        35, 42, 49, 56, 57, 50, 43, 36, 29, 22, 15, 23, 30, 37, 44, 51, 58, 59, 52, 45, 38, 31, 39, 46, 53, 60, 61, 54, 47, 55, 62, 63,
    ];

    /// <summary>Row by row instead of by zigzag.</summary>
    public static int[] Sorted(ReadOnlySpan<int> zigzag)
    {
        var sorted = new int[64];
        for (var k = 0; k < 64; k++)
            sorted[ZigZag[k]] = zigzag[k];
        return sorted;
    }

    /// <returns>Where the marker after the scan stands, or a little before it.</returns>
    public int Read(ReadOnlySpan<byte> data, int at)
    {
        var bits = new JpegBits(data, at);
        var single = components.Length == 1 ? components[0] : null;
        int across = single is null ? frame.UnitsAcross : (single.Width + 7) / 8, down = single is null ? frame.UnitsDown : (single.Height + 7) / 8;
        for (var unit = 0; unit < across * down; unit++)
        {
            if (Interval > 0 && unit > 0 && unit % Interval == 0)
                Restart(ref bits, data, (unit / Interval - 1) & 7);
            int x = unit % across, y = unit / across;
            if (single is not null)
                Block(ref bits, 0, x, y);
            else
                Unit(ref bits, x, y);
            if (bits.IsPastEnd)
                throw Fault(bits.At, $"the end of a scan in unit {unit} of {across * down}", "more data; the file is cut short or damaged");
        }
        return bits.At;
    }

    private void Unit(ref JpegBits bits, int x, int y)
    {
        for (var c = 0; c < components.Length; c++)
        {
            int horizontal = components[c].Horizontal, vertical = components[c].Vertical;
            for (var v = 0; v < vertical; v++)
            {
                for (var h = 0; h < horizontal; h++)
                    Block(ref bits, c, x * horizontal + h, y * vertical + v);
            }
        }
    }

    private void Restart(ref JpegBits bits, ReadOnlySpan<byte> data, int number)
    {
        bits.Fill();
        var at = bits.At;
        if (at + 1 >= data.Length || data[at] != 0xFF || data[at + 1] != 0xD0 + number)
            throw Fault(at, "no restart marker", $"restart marker {number}; the file is damaged");
        bits.Restart();
        Array.Clear(previous);
        run = 0;
    }

    private void Block(ref JpegBits bits, int c, int x, int y)
    {
        var component = components[c];
        if (!frame.IsProgressive)
        {
            var last = Sequential(ref bits, c, component.Steps!);
            var target = component.Samples.AsSpan(8 * (y * component.Stride + x));
            if (last == 0)
                JpegTransform.Flat(block[0], target, component.Stride);
            else
                JpegTransform.Inverse(block, target, component.Stride);
            return;
        }
        var coefficients = component.Coefficients.AsSpan(64 * (y * component.BlocksAcross + x), 64);
        if (First == 0)
            Direct(ref bits, c, coefficients);
        else if (Before == 0)
            Alternating(ref bits, c, coefficients);
        else
            Refine(ref bits, c, coefficients);
    }

    /// <summary>Reads and dequantises a whole block.</summary>
    /// <returns>The last coefficient that may be other than 0.</returns>
    // The window stays in registers: through memory each code would wait for the one before it to be stored.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int Sequential(ref JpegBits bits, int c, int[] steps)
    {
        var block = this.block.AsSpan(0, 64);
        block.Clear();
        previous[c] += Difference(ref bits, c);
        block[0] = previous[c] * steps[0];
        var table = ac[c]!;
        var whole = table.Whole;
        var (window, held) = (bits.Window, bits.Held);
        int k = 1, last = 0;
        while (k < 64)
        {
            if (held < 32)
            {
                bits.Held = held;
                bits.Fill();
                (window, held) = (bits.Window, bits.Held);
            }
            var entry = whole[(int)(window >> (held - JpegHuffman.Ahead)) & ((1 << JpegHuffman.Ahead) - 1)];
            int value;
            if (entry != 0)
            {
                held -= entry & 255;
                k += (entry >> 8) & 255;
                value = entry >> 16;
            }
            else
            {
                bits.Held = held;
                (value, var run) = Long(ref bits, table);
                (window, held) = (bits.Window, bits.Held);
                k += run;
            }
            if (k > JpegHuffman.EndOfBlock)
                break;
            if (k > 63)
                throw Fault(bits.At, $"coefficient {k} of a block", "0 to 63; the file is damaged");
            int place = ZigZag[k++];
            block[place] = value * steps[place];
            last = k;
        }
        bits.Held = held;
        return last;
    }

    /// <summary>A coefficient whose code and number are longer than the bits that are looked up at once.</summary>
    private (int Value, int Run) Long(ref JpegBits bits, JpegHuffman table)
    {
        var symbol = Symbol(ref bits, table);
        var size = symbol & 15;
        return size == 0 && symbol < 0xF0 ? (0, JpegHuffman.EndOfBlock) : (bits.TakeSigned(size), symbol >> 4);
    }

    private int Difference(ref JpegBits bits, int c)
    {
        var size = Symbol(ref bits, dc[c]!);
        return size <= 15 ? bits.TakeSigned(size) : throw Fault(bits.At, $"a difference of {size} bits", "at most 15; the file is damaged");
    }

    private void Direct(ref JpegBits bits, int c, Span<short> coefficients)
    {
        if (Before == 0)
        {
            previous[c] += Difference(ref bits, c);
            coefficients[0] = (short)(previous[c] << Low);
        }
        else if (bits.Take(1) != 0)
        {
            coefficients[0] |= (short)(1 << Low);
        }
    }

    private void Alternating(ref JpegBits bits, int c, Span<short> coefficients)
    {
        if (run > 0)
        {
            run--;
            return;
        }
        for (var k = First; k <= Last; k++)
        {
            var symbol = Symbol(ref bits, ac[c]!);
            int zeros = symbol >> 4, size = symbol & 15;
            if (size == 0 && zeros < 15)
            {
                run = (1 << zeros) - 1 + (zeros > 0 ? bits.Take(zeros) : 0);
                return;
            }
            k += zeros;
            if (size == 0)
                continue;
            if (k > Last)
                throw Fault(bits.At, $"coefficient {k} in a scan of {First} to {Last}", "one of the scan; the file is damaged");
            coefficients[ZigZag[k]] = (short)(bits.TakeSigned(size) << Low);
        }
    }

    private void Refine(ref JpegBits bits, int c, Span<short> coefficients)
    {
        var k = First;
        for (; run == 0 && k <= Last; k++)
        {
            var symbol = Symbol(ref bits, ac[c]!);
            int zeros = symbol >> 4, value = 0;
            if ((symbol & 15) == 1)
                value = bits.Take(1) != 0 ? 1 << Low : -1 << Low;
            else if ((symbol & 15) != 0)
                throw Fault(bits.At, $"a refinement of {symbol & 15} bits", "1; the file is damaged");
            else if (zeros < 15)
            {
                run = (1 << zeros) + (zeros > 0 ? bits.Take(zeros) : 0);
                break;
            }
            k = Pass(ref bits, coefficients, k, zeros);
            if (value != 0)
                coefficients[ZigZag[k <= Last ? k : throw Fault(bits.At, $"coefficient {k} in a scan of {First} to {Last}", "one of the scan; the file is damaged")]] = (short)value;
        }
        if (run > 0)
        {
            Pass(ref bits, coefficients, k, 64);
            run--;
        }
    }

    /// <summary>Adds a bit to each coefficient that is known already, on to the zero after so many zeros.</summary>
    private int Pass(ref JpegBits bits, Span<short> coefficients, int k, int zeros)
    {
        for (; k <= Last; k++)
        {
            ref var coefficient = ref coefficients[ZigZag[k]];
            if (coefficient == 0)
            {
                if (zeros-- == 0)
                    break;
            }
            else if (bits.Take(1) != 0 && (coefficient & (1 << Low)) == 0)
            {
                coefficient += (short)(coefficient > 0 ? 1 << Low : -1 << Low);
            }
        }
        return k;
    }

    private int Symbol(ref JpegBits bits, JpegHuffman table)
    {
        var symbol = table.Next(ref bits);
        return symbol >= 0 ? symbol : throw Fault(bits.At, "bits that are no Huffman code", "one of the table; the file is damaged");
    }

    private ImageFormatException Fault(long at, string found, string expected) => new(file, at, found, expected);
}
