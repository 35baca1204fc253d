namespace BioDL.Images;

/// <summary>One table of Huffman codes (ISO/IEC 10918-1, annex C), with look-up by the next bits.</summary>
internal sealed class JpegHuffman
{
    /// <summary>Codes of up to so many bits are found in one step.</summary>
    public const int Ahead = 11;

    /// <summary>The run that stands in <see cref="Whole"/> for the end of a block: no other leads so far beyond it.</summary>
    public const int EndOfBlock = 128;

    private readonly byte[] symbols;
    private readonly int[] beyond = new int[18];
    private readonly int[] shift = new int[17];

    private JpegHuffman(byte[] symbols) => this.symbols = symbols;

    /// <summary>By the next bits: length × 256 + symbol; 0 for longer codes.</summary>
    public ushort[] Short { get; } = new ushort[1 << Ahead];

    /// <summary>By the next bits, where code and number both lie in them: number × 65536 + run × 256 + bits taken; 0 otherwise.</summary>
    public int[] Whole { get; } = new int[1 << Ahead];

    /// <summary>Builds the table; null when the counts or symbols make no code.</summary>
    /// <param name="counts">How many codes there are of 1 to 16 bits.</param>
    /// <param name="symbols">The symbols, by rising code.</param>
    public static JpegHuffman? Build(ReadOnlySpan<byte> counts, byte[] symbols)
    {
        var table = new JpegHuffman(symbols);
        int code = 0, index = 0;
        for (var length = 1; length <= 16; length++)
        {
            table.shift[length] = index - code;
            for (var n = 0; n < counts[length - 1]; n++, code++, index++)
            {
                if (code >= 1 << length)
                    return null;
                if (length <= Ahead)
                    table.Enter(code, length, symbols[index]);
            }
            table.beyond[length] = code << (16 - length);
            code <<= 1;
        }
        table.beyond[17] = int.MaxValue;
        return table;
    }

    /// <returns>The next symbol; -1 when no code matches.</returns>
    public int Next(ref JpegBits bits)
    {
        bits.Fill();
        var entry = Short[(int)(bits.Window >> (bits.Held - Ahead)) & ((1 << Ahead) - 1)];
        if (entry != 0)
        {
            bits.Held -= entry >> 8;
            return entry & 255;
        }
        var ahead = (int)(bits.Window >> (bits.Held - 16)) & 0xFFFF;
        var length = Ahead + 1;
        while (ahead >= beyond[length])
            length++;
        if (length > 16)
            return -1;
        bits.Held -= length;
        return symbols[(ahead >> (16 - length)) + shift[length]];
    }

    private void Enter(int code, int length, byte symbol)
    {
        var free = Ahead - length;
        for (var rest = 0; rest < 1 << free; rest++)
        {
            var at = (code << free) | rest;
            Short[at] = (ushort)((length << 8) | symbol);
            int run = symbol >> 4, size = symbol & 15;
            if (symbol == 0)
                Whole[at] = (EndOfBlock << 8) | length;
            else if (size > 0 && size <= free)
                Whole[at] = (JpegBits.Extend(rest >> (free - size), size) << 16) | (run << 8) | (length + size);
        }
    }
}
