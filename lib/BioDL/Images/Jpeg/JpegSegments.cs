namespace BioDL.Images;

/// <summary>The segments of a JPEG file, one after the other (ISO/IEC 10918-1, annex B).</summary>
internal sealed class JpegSegments(string file)
{
    private const int StartOfScan = 0xDA, EndOfImage = 0xD9, Huffman = 0xC4, Quantisation = 0xDB, RestartInterval = 0xDD, Jfif = 0xE0, Adobe = 0xEE;

    private readonly int[]?[] steps = new int[]?[4];
    private readonly JpegHuffman?[] dc = new JpegHuffman?[4];
    private readonly JpegHuffman?[] ac = new JpegHuffman?[4];
    private JpegFrame? frame;
    private int interval;
    private bool isJfif;
    private int? transform;

    /// <summary>
    /// Whether three components are luminance and two of colour: always in JFIF; else as an Adobe segment says; else unless they are named R, G, B.
    /// </summary>
    public bool IsYCbCr => frame!.Components is [var first, var second, var third]
        && (isJfif || (transform is { } kind ? kind != 0 : (first.Id, second.Id, third.Id) != ('R', 'G', 'B')));

    /// <summary>Reads the file to its end; the components are complete afterwards.</summary>
    public JpegFrame Read(ReadOnlySpan<byte> data)
    {
        var at = 2;
        while (true)
        {
            // Any number of 0xFF may stand before a marker; between a scan and the next marker there may be leftovers.
            while (at < data.Length && (data[at] != 0xFF || (at + 1 < data.Length && data[at + 1] is 0 or 0xFF)))
                at++;
            if (at + 1 >= data.Length)
                throw Fault(data.Length, "the end of the file", "the marker that ends an image; the file is cut short");
            int marker = data[at + 1], start = at;
            at += 2;
            if (marker == EndOfImage)
                return Complete(start);
            if (marker is 0x01 or 0xD8 or (>= 0xD0 and <= 0xD7))
                throw Fault(start, $"the marker 0x{marker:X2}", "a segment or the end of the image; the file is damaged");
            var length = at + 2 <= data.Length ? data[at] << 8 | data[at + 1] : 0;
            if (length < 2 || length > data.Length - at)
                throw Fault(at, $"a segment 0x{marker:X2} of {length} bytes", $"2 to {data.Length - at}, what the file still holds; it is cut short or damaged");
            var content = data.Slice(at + 2, length - 2);
            at += length;
            if (marker == StartOfScan)
                at = Scan(content, start, data, at);
            else
                Accept(marker, content, start, data.Length);
        }
    }

    private void Accept(int marker, ReadOnlySpan<byte> content, int at, int fileLength)
    {
        switch (marker)
        {
            case Quantisation:
                AcceptSteps(content, at);
                break;
            case Huffman:
                AcceptCodes(content, at);
                break;
            case RestartInterval:
                interval = content.Length == 2 ? content[0] << 8 | content[1] : throw Fault(at, $"a restart interval of {content.Length} bytes", "2");
                break;
            case 0xC0 or 0xC1 or 0xC2:
                frame = frame is null
                    ? JpegFrame.Read(content, marker == 0xC2, file, at, fileLength)
                    : throw Fault(at, "another frame", "one in a file");
                break;
            case >= 0xC3 and <= 0xCF:
                throw Fault(at, $"a JPEG of kind 0x{marker:X2} (lossless, hierarchical or arithmetic)", "baseline or progressive with Huffman codes");
            case Jfif when content.StartsWith("JFIF\0"u8):
                isJfif = true;
                break;
            case Adobe when content.Length >= 12 && content.StartsWith("Adobe"u8):
                transform = content[11];
                break;
        }
    }

    private void AcceptSteps(ReadOnlySpan<byte> content, int at)
    {
        Span<int> zigzag = stackalloc int[64];
        while (!content.IsEmpty)
        {
            int precision = content[0] >> 4, number = content[0] & 15, bytes = 64 * (precision + 1);
            if (precision > 1 || number > 3 || content.Length < 1 + bytes)
                throw Fault(at, $"table {number} of quantisation with precision {precision} in {content.Length} bytes", "table 0 to 3, precision 0 or 1, and 64 numbers");
            for (var k = 0; k < 64; k++)
                zigzag[k] = precision == 0 ? content[1 + k] : content[1 + 2 * k] << 8 | content[2 + 2 * k];
            steps[number] = JpegScan.Sorted(zigzag);
            content = content[(1 + bytes)..];
        }
    }

    private void AcceptCodes(ReadOnlySpan<byte> content, int at)
    {
        while (!content.IsEmpty)
        {
            int kind = content[0] >> 4, number = content[0] & 15, count = 0;
            for (var length = 1; length <= 16 && content.Length >= 17; length++)
                count += content[length];
            if (kind > 1 || number > 3 || content.Length < 17 + count || count > 256)
                throw Fault(at, $"Huffman table {number} of kind {kind} in {content.Length} bytes", "table 0 to 3, kind 0 or 1, and at most 256 symbols");
            (kind == 0 ? dc : ac)[number] = JpegHuffman.Build(content.Slice(1, 16), content.Slice(17, count).ToArray())
                ?? throw Fault(at, $"Huffman table {number} with more codes than there can be", "a prefix code");
            content = content[(17 + count)..];
        }
    }

    private int Scan(ReadOnlySpan<byte> content, int at, ReadOnlySpan<byte> data, int scanStart)
    {
        if (frame is null)
            throw Fault(at, "a scan", "a frame before it");
        var count = content.Length > 0 ? content[0] : 0;
        if (count < 1 || count > frame.Components.Length || content.Length != 4 + 2 * count)
            throw Fault(at, $"a scan of {count} components in {content.Length} bytes", $"1 to {frame.Components.Length} components, 4 bytes and 2 for each");
        var (first, last, before, low) = frame.IsProgressive
            ? (content[^3], content[^2], content[^1] >> 4, content[^1] & 15)
            : ((byte)0, (byte)63, 0, 0);
        if (last > 63 || first > last || (frame.IsProgressive && first == 0 && last != 0) || (first > 0 && count > 1) || low > 13 || (before > 0 && before != low + 1))
            throw Fault(at, $"a scan of the coefficients {first} to {last}, bits {before} to {low}", "a step of a progressive image");
        var components = new JpegComponent[count];
        var (dcTables, acTables) = (new JpegHuffman?[count], new JpegHuffman?[count]);
        for (var c = 0; c < count; c++)
        {
            int id = content[1 + 2 * c], tables = content[2 + 2 * c];
            components[c] = Array.Find(frame.Components, component => component.Id == id) is { } found && !components.Contains(found)
                ? found
                : throw Fault(at, $"a scan of component {id}", "each component of the frame at most once");
            (dcTables[c], acTables[c]) = ((tables >> 4) < 4 ? dc[tables >> 4] : null, (tables & 15) < 4 ? ac[tables & 15] : null);
            if ((dcTables[c] is null && first == 0 && before == 0) || (acTables[c] is null && last > 0))
                throw Fault(at, $"a scan that uses the Huffman tables {tables >> 4} and {tables & 15}", "tables that stand before it");
            components[c].Steps ??= steps[components[c].Table] ?? throw Fault(at, $"a scan without table {components[c].Table} of quantisation", "the table before it");
            Advance(components[c], first, last, before, low, at);
        }
        var scan = new JpegScan(frame, components, dcTables, acTables, file) { First = first, Last = last, Before = before, Low = low, Interval = interval };
        return scan.Read(data, scanStart);
    }

    /// <summary>Each bit of a coefficient is told once, the highest ones first: so scans cannot go on for ever.</summary>
    private void Advance(JpegComponent component, int first, int last, int before, int low, int at)
    {
        for (var k = first; k <= last; k++)
        {
            var known = component.Known[k];
            if (known != (before == 0 ? -1 : before))
                throw Fault(at, $"a scan that tells coefficient {k} of component {component.Id} again or out of order", "each bit once");
            component.Known[k] = low;
        }
    }

    private JpegFrame Complete(int at)
    {
        if (frame is null)
            throw Fault(at, "the end of the image", "a frame before it");
        foreach (var component in frame.Components)
        {
            if (component.Known[0] < 0)
                throw Fault(at, $"no scan of component {component.Id}", "one before the end of the image");
            if (frame.IsProgressive)
                Transform(component);
        }
        return frame;
    }

    private static void Transform(JpegComponent component)
    {
        Span<int> block = stackalloc int[64];
        for (var n = 0; n < component.BlocksAcross * component.BlocksDown; n++)
        {
            var coefficients = component.Coefficients.AsSpan(64 * n, 64);
            for (var k = 0; k < 64; k++)
                block[k] = coefficients[k] * component.Steps![k];
            var (x, y) = (n % component.BlocksAcross, n / component.BlocksAcross);
            JpegTransform.Inverse(block, component.Samples.AsSpan(8 * (y * component.Stride + x)), component.Stride);
        }
    }

    private ImageFormatException Fault(long at, string found, string expected) => new(file, at, found, expected);
}
