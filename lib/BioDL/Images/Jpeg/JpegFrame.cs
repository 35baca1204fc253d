namespace BioDL.Images;

/// <summary>One component of a JPEG image: its size, tables and samples.</summary>
internal sealed class JpegComponent
{
    public required int Id { get; init; }

    public required int Horizontal { get; init; }

    public required int Vertical { get; init; }

    public required int Table { get; init; }

    /// <summary>Columns and rows that carry the image.</summary>
    public int Width { get; set; }

    public int Height { get; set; }

    /// <summary>Blocks that are stored, up to whole units of all components.</summary>
    public int BlocksAcross { get; set; }

    public int BlocksDown { get; set; }

    /// <summary>The samples: 8 × <see cref="BlocksAcross"/> in a row.</summary>
    public byte[] Samples { get; set; } = [];

    /// <summary>The coefficients of a progressive image, 64 in a block; empty in others.</summary>
    public short[] Coefficients { get; set; } = [];

    /// <summary>For each coefficient down to which bit it is known; -1 when nothing is.</summary>
    public int[] Known { get; } = [.. Enumerable.Repeat(-1, 64)];

    /// <summary>The steps of quantisation, by rows; those in force when the component's first scan started.</summary>
    public int[]? Steps { get; set; }

    public int Stride => 8 * BlocksAcross;
}

/// <summary>What the frame header says (ISO/IEC 10918-1, annex B.2.2), checked for sense and size before anything is allocated.</summary>
internal sealed record JpegFrame(int Width, int Height, bool IsProgressive, JpegComponent[] Components)
{
    public int MostHorizontal { get; } = Components.Max(component => component.Horizontal);

    public int MostVertical { get; } = Components.Max(component => component.Vertical);

    public int UnitsAcross => (Width + 8 * MostHorizontal - 1) / (8 * MostHorizontal);

    public int UnitsDown => (Height + 8 * MostVertical - 1) / (8 * MostVertical);

    public static JpegFrame Read(ReadOnlySpan<byte> content, bool isProgressive, string file, long offset, int fileLength)
    {
        ImageFormatException Fault(string found, string expected) => new(file, offset, found, expected);
        if (content.Length < 9 || content.Length != 6 + 3 * content[5])
            throw Fault($"a frame header of {content.Length} bytes", "6 bytes and 3 for each of 1 to 4 components");
        int height = content[1] << 8 | content[2], width = content[3] << 8 | content[4], count = content[5];
        if (content[0] != 8)
            throw Fault($"{content[0]} bits per sample", "8");
        if (count is not (1 or 3))
            throw Fault($"{count} colour components", "1 (grey) or 3 (colour)");
        if (width == 0 || height == 0 || (long)width * height * count > Image.MaximumPixels)
            throw Fault($"{width} × {height} pixels of {count} channels", $"at least one pixel and at most {Image.MaximumPixels:N0} values");
        var components = new JpegComponent[count];
        for (var c = 0; c < count; c++)
        {
            var part = content.Slice(6 + 3 * c, 3);
            var id = (int)part[0];
            var (horizontal, vertical) = (part[1] >> 4, part[1] & 15);
            if (horizontal is < 1 or > 4 || vertical is < 1 or > 4 || part[2] > 3)
                throw Fault($"sampling {horizontal} × {vertical} with table {part[2]}", "sampling 1 to 4 and table 0 to 3");
            if (components.Take(c).Any(other => other.Id == id))
                throw Fault($"the component {part[0]} again", "each component once");
            // A single component has no sampling to speak of.
            components[c] = new JpegComponent { Id = part[0], Horizontal = count == 1 ? 1 : horizontal, Vertical = count == 1 ? 1 : vertical, Table = part[2] };
        }
        var frame = new JpegFrame(width, height, isProgressive, components);
        var blocks = (long)frame.UnitsAcross * frame.UnitsDown * components.Sum(component => component.Horizontal * component.Vertical);
        // Every block takes at least one bit.
        if (blocks > 8L * fileLength)
            throw Fault($"{width} × {height} pixels in a file of {fileLength} bytes", $"at least {blocks / 8} bytes");
        frame.Allocate();
        return frame;
    }

    internal void Allocate()
    {
        foreach (var component in Components)
        {
            component.Width = (Width * component.Horizontal + MostHorizontal - 1) / MostHorizontal;
            component.Height = (Height * component.Vertical + MostVertical - 1) / MostVertical;
            component.BlocksAcross = UnitsAcross * component.Horizontal;
            component.BlocksDown = UnitsDown * component.Vertical;
            component.Samples = GC.AllocateUninitializedArray<byte>(64 * component.BlocksAcross * component.BlocksDown);
            if (IsProgressive)
                component.Coefficients = new short[64 * component.BlocksAcross * component.BlocksDown];
        }
    }
}
