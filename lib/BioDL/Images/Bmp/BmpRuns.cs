namespace BioDL.Images;

/// <summary>Unpacks run-length packed pixels (BI_RLE8 and BI_RLE4). Pixels that the data skip are number 0.</summary>
internal static class BmpRuns
{
    private const int EndOfLine = 0, EndOfBitmap = 1, Move = 2;

    /// <returns>One palette number per pixel, row by row as in the file.</returns>
    public static byte[] Unpack(ReadOnlySpan<byte> data, BmpHeader header, string name)
    {
        var pixels = new byte[header.Width * header.Height];
        int at = 0, x = 0, y = 0;
        while (at + 1 < data.Length)
        {
            int count = data[at], value = data[at + 1];
            at += 2;
            if (count == 0 && value == EndOfBitmap)
                return pixels;
            if (count == 0 && value == EndOfLine)
                (x, y) = (0, y + 1);
            else if (count == 0 && value == Move && at + 1 < data.Length)
                (x, y, at) = (x + data[at], y + data[at + 1], at + 2);
            else
                at += count > 0 ? Run(header, pixels, value, count, x, y) : Plain(header, pixels, data[at..], value, x, y);
            // Some writers pad rows; what lies to the right of the image is dropped.
            if (value > Move || count > 0)
                x = Math.Min(x + (count > 0 ? count : value), header.Width);
            if (x > header.Width || y > header.Height)
                throw new ImageFormatException(name, header.DataOffset + Math.Min(at, data.Length), $"pixels in row {y} up to column {x}", $"{header.Height} rows of {header.Width}");
        }
        // Some writers leave the last mark out: all rows were there.
        return y == header.Height || (y == header.Height - 1 && x == header.Width)
            ? pixels
            : throw new ImageFormatException(name, header.DataOffset + data.Length, $"the end of the file in row {y}", $"{header.Height} rows; it is cut short");
    }

    private static int Run(BmpHeader header, byte[] pixels, int value, int count, int x, int y)
    {
        var end = y < header.Height ? Math.Min(x + count, header.Width) : x;
        for (var i = x; i < end; i++)
            pixels[y * header.Width + i] = (byte)(header.Bits == 8 ? value : (i - x) % 2 == 0 ? value >> 4 : value & 15);
        return 0;
    }

    private static int Plain(BmpHeader header, byte[] pixels, ReadOnlySpan<byte> data, int count, int x, int y)
    {
        var bytes = header.Bits == 8 ? count : (count + 1) / 2;
        for (var i = 0; i < count && y < header.Height && x + i < header.Width; i++)
        {
            var index = header.Bits == 8 ? i : i / 2;
            if (index < data.Length)
                pixels[y * header.Width + x + i] = (byte)(header.Bits == 8 ? data[index] : i % 2 == 0 ? data[index] >> 4 : data[index] & 15);
        }
        // Padded to whole words.
        return Math.Min(bytes + bytes % 2, data.Length);
    }
}
