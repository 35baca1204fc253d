namespace BioDL.Images;

/// <summary>What the IHDR chunk says (PNG specification, 11.2.1), already checked for sense and size.</summary>
internal readonly record struct PngHeader(int Width, int Height, int BitDepth, int ColourType, bool Interlaced)
{
    /// <summary>Samples stored per pixel; a palette index is one.</summary>
    public int Samples => ColourType switch { Png.Rgb => 3, Png.GreyAlpha => 2, Png.Rgba => 4, _ => 1 };

    /// <summary>Distance in bytes to the neighbour on the left that the filters use: at least 1.</summary>
    public int FilterDistance => Math.Max(1, Samples * BitDepth / 8);

    /// <summary>The grids that are stored one after the other: the whole image, or the seven of Adam7 (those that hold a pixel).</summary>
    public IEnumerable<Pass> Passes()
    {
        (int X, int Y, int StepX, int StepY)[] grids = Interlaced
            ? [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)]
            : [(0, 0, 1, 1)];
        foreach (var (x, y, stepX, stepY) in grids)
        {
            var pass = new Pass(x, y, stepX, stepY, (Width - x + stepX - 1) / stepX, (Height - y + stepY - 1) / stepY);
            if (pass.Width > 0 && pass.Height > 0)
                yield return pass;
        }
    }

    /// <summary>Bytes in a row of so many pixels, without the filter's byte.</summary>
    public int RowBytes(int width) => (int)(((long)width * Samples * BitDepth + 7) / 8);

    /// <summary>Bytes that the image data must inflate to.</summary>
    public long InflatedBytes()
    {
        var bytes = 0L;
        foreach (var pass in Passes())
            bytes += pass.Height * (1L + RowBytes(pass.Width));
        return bytes;
    }

    public static PngHeader Parse(ReadOnlySpan<byte> data, string file, long offset)
    {
        if (data.Length != 13)
            throw new ImageFormatException(file, offset, $"an IHDR chunk of {data.Length} bytes", "13 bytes");
        uint width = Png.ReadUInt32(data), height = Png.ReadUInt32(data[4..]);
        int depth = data[8], colourType = data[9], compression = data[10], filter = data[11], interlace = data[12];
        var depths = colourType switch
        {
            Png.Grey => "1, 2, 4, 8 or 16",
            Png.Palette => "1, 2, 4 or 8",
            Png.Rgb or Png.GreyAlpha or Png.Rgba => "8 or 16",
            _ => throw new ImageFormatException(file, offset + 9, $"colour type {colourType}", "0, 2, 3, 4 or 6"),
        };
        if (!depths.Split([", ", " or "], StringSplitOptions.None).Contains($"{depth}"))
            throw new ImageFormatException(file, offset + 8, $"bit depth {depth} with colour type {colourType}", depths);
        if ((compression, filter) != (0, 0) || interlace > 1)
            throw new ImageFormatException(file, offset + 10, $"compression {compression}, filter method {filter}, interlace {interlace}",
                "compression 0, filter method 0, interlace 0 or 1");
        var channels = colourType switch { Png.Grey => 1, Png.GreyAlpha => 2, Png.Rgba => 4, _ => 3 };
        if (width == 0 || height == 0 || (ulong)width * height > (ulong)(Image.MaximumPixels / channels))
            throw new ImageFormatException(file, offset, $"{width} × {height} pixels of {channels} channels",
                $"at least one pixel and at most {Image.MaximumPixels:N0} values");
        return new PngHeader((int)width, (int)height, depth, colourType, interlace == 1);
    }

    /// <summary>A grid of pixels stored together: where it starts, its steps, and how many columns and rows it has.</summary>
    public readonly record struct Pass(int X, int Y, int StepX, int StepY, int Width, int Height);
}
