namespace BioDL.Images;

/// <summary>How the pixels of one page lie in the file, checked for sense and size before anything is allocated for them.</summary>
internal sealed record TiffLayout
{
    public const int WhiteIsZero = 0, BlackIsZero = 1, Rgb = 2, Palette = 3, TransparencyMask = 4;

    public required long Offset { get; init; }

    public required int Width { get; init; }

    public required int Height { get; init; }

    /// <summary>Numbers per pixel in the file; a palette index is one.</summary>
    public required int Samples { get; init; }

    public required int Bits { get; init; }

    public required NumberKind Format { get; init; }

    public required int Photometric { get; init; }

    public required TiffCompression Compression { get; init; }

    public required int Predictor { get; init; }

    /// <summary>Whether each channel has strips or tiles of its own.</summary>
    public required bool IsPlanar { get; init; }

    public required bool LowBitsFirst { get; init; }

    public required bool IsTiled { get; init; }

    public required int BlockWidth { get; init; }

    public required int BlockHeight { get; init; }

    /// <summary>Where each strip or tile starts in the file.</summary>
    public long[] Starts { get; init; } = [];

    /// <summary>How many bytes each strip or tile has in the file.</summary>
    public long[] Lengths { get; init; } = [];

    /// <summary>All reds, all greens, all blues of the palette, 16 bits each; empty without one.</summary>
    public long[] Colours { get; init; } = [];

    public int Across => (Width + BlockWidth - 1) / BlockWidth;

    public int Down => (Height + BlockHeight - 1) / BlockHeight;

    /// <summary>Numbers per pixel in one strip or tile.</summary>
    public int BlockSamples => IsPlanar ? 1 : Samples;

    public long BlockRowBytes => ((long)BlockWidth * BlockSamples * Bits + 7) / 8;

    /// <summary>Rows that are stored of the strip or tile in the given row of blocks: the last strip may be shorter, a tile never is.</summary>
    public int StoredRows(int down) => IsTiled ? BlockHeight : Math.Min(BlockHeight, Height - down * BlockHeight);

    public static TiffLayout Read(TiffBytes tiff, TiffDirectory page)
    {
        long width = Dimension(tiff, page, TiffTag.ImageWidth), height = Dimension(tiff, page, TiffTag.ImageLength);
        var samples = (long)Math.Min(page.Number(tiff, TiffTag.SamplesPerPixel, 1), long.MaxValue);
        if (samples is < 1 or > ushort.MaxValue || width > Image.MaximumPixels / height || width * height > Image.MaximumPixels / samples)
            throw tiff.Fault(page.Offset, $"{width} × {height} pixels of {samples} channels", $"at least one value and at most {Image.MaximumPixels:N0}");
        var isTiled = page.Has(TiffTag.TileOffsets) || !page.Has(TiffTag.StripOffsets);
        var layout = new TiffLayout
        {
            Offset = page.Offset,
            Width = (int)width,
            Height = (int)height,
            Samples = (int)samples,
            Bits = page.Common(tiff, TiffTag.BitsPerSample, 1, (int)samples),
            Format = (NumberKind)page.Common(tiff, TiffTag.SampleFormat, 1, (int)samples) is var format && (int)format == 4 ? NumberKind.Unsigned : format,
            Photometric = (int)Math.Min(page.Number(tiff, TiffTag.Photometric, BlackIsZero), int.MaxValue),
            Compression = (TiffCompression)Math.Min(page.Number(tiff, TiffTag.Compression, 1), int.MaxValue),
            Predictor = (int)Math.Min(page.Number(tiff, TiffTag.Predictor, 1), int.MaxValue),
            IsPlanar = samples > 1 && page.Number(tiff, TiffTag.PlanarConfiguration, 1) == 2,
            LowBitsFirst = page.Number(tiff, TiffTag.FillOrder, 1) == 2,
            IsTiled = isTiled,
            BlockWidth = isTiled ? (int)Dimension(tiff, page, TiffTag.TileWidth) : (int)width,
            BlockHeight = isTiled ? (int)Dimension(tiff, page, TiffTag.TileLength)
                : (int)Math.Clamp(page.Number(tiff, TiffTag.RowsPerStrip, uint.MaxValue), 1, (ulong)height),
        };
        layout.Check(tiff);
        return layout.WithBlocks(tiff, page);
    }

    private static long Dimension(TiffBytes tiff, TiffDirectory page, int tag)
    {
        var number = page.Number(tiff, tag, 0);
        return number is > 0 and <= (ulong)Image.MaximumPixels
            ? (long)number
            : throw tiff.Fault(page.Offset, $"{TiffTag.Name(tag)} {number}", $"1 to {Image.MaximumPixels:N0}");
    }

    private void Check(TiffBytes tiff)
    {
        if (Photometric is not (WhiteIsZero or BlackIsZero or Rgb or Palette or TransparencyMask))
            throw tiff.Fault(Offset, $"colours of kind {Photometric} ({ColourName})", "grey, RGB or a palette; Fiji can convert the image");
        if (!Enum.IsDefined(Compression))
            throw tiff.Fault(Offset, $"compression {(int)Compression} ({CompressionName})",
                "none, LZW, Deflate or PackBits, which lose nothing; Fiji can save the image so");
        var possible = Format switch
        {
            NumberKind.Unsigned => Bits is >= 1 and <= 32,
            NumberKind.Signed => Bits is 8 or 16 or 32,
            NumberKind.Float => Bits is 16 or 32 or 64,
            _ => false,
        };
        if (!possible)
            throw tiff.Fault(Offset, $"numbers of {Bits} bits and sample format {(int)Format}",
                "1 to 32 bits unsigned, 8, 16 or 32 bits signed, or 16, 32 or 64 bits floating point");
        if (Predictor is < 1 or > 3 || (Predictor == 2 && Bits is not (8 or 16 or 32 or 64)) || (Predictor == 3 && Format != NumberKind.Float))
            throw tiff.Fault(Offset, $"predictor {Predictor} with {Bits} bits and sample format {(int)Format}",
                "1, 2 for numbers of 8, 16, 32 or 64 bits, or 3 for floating point");
        if (Photometric == Palette && (Samples != 1 || Format != NumberKind.Unsigned || Bits > 16))
            throw tiff.Fault(Offset, $"a palette for {Samples} channels of {Bits} bits", "one channel of at most 16 bits, unsigned");
        if (Photometric == Rgb && Samples < 3)
            throw tiff.Fault(Offset, $"an RGB image of {Samples} channels", "at least 3");
        if (BlockRowBytes * BlockHeight > Array.MaxLength / 2)
            throw tiff.Fault(Offset, $"strips or tiles of {BlockWidth} × {BlockHeight} pixels", $"at most {Array.MaxLength / 2:N0} bytes in each");
    }

    private TiffLayout WithBlocks(TiffBytes tiff, TiffDirectory page)
    {
        var count = (long)Across * Down * (IsPlanar ? Samples : 1);
        var starts = page.Numbers(tiff, IsTiled ? TiffTag.TileOffsets : TiffTag.StripOffsets, count);
        var lengthsTag = IsTiled ? TiffTag.TileByteCounts : TiffTag.StripByteCounts;
        // Some writers leave the lengths out where they follow from the size: without compression.
        var lengths = page.Has(lengthsTag) || Compression != TiffCompression.None
            ? page.Numbers(tiff, lengthsTag, count)
            : Enumerable.Range(0, (int)count).Select(n => BlockRowBytes * StoredRows(n / Across % Down)).ToArray();
        for (var n = 0; n < count; n++)
        {
            if (lengths[n] > tiff.Length || starts[n] > tiff.Length - lengths[n])
                throw tiff.Fault(Offset, $"strip or tile {n} at bytes {starts[n]} to {starts[n]} + {lengths[n]}",
                    $"an end within the file of {tiff.Length} bytes; it is cut short or damaged");
        }
        var layout = this with { Starts = starts, Lengths = lengths };
        layout.RequireEnough(tiff);
        return Photometric == Palette ? layout with { Colours = page.Numbers(tiff, TiffTag.ColourMap, 3L << Bits) } : layout;
    }

    /// <summary>No compression unpacks to more than so many times its input; what claims more is refused before memory is taken.</summary>
    private void RequireEnough(TiffBytes tiff)
    {
        var expansion = Compression switch
        {
            TiffCompression.None => 1,
            TiffCompression.PackBits => 64,
            TiffCompression.Lzw => 4096,
            _ => 1032,
        };
        for (var n = 0; n < Starts.Length; n++)
        {
            var needed = BlockRowBytes * StoredRows(n / Across % Down);
            if (Lengths[n] < needed / expansion)
                throw tiff.Fault(Starts[n], $"{Lengths[n]} bytes in strip or tile {n}", $"enough to unpack to {needed:N0} bytes");
        }
    }

    private string ColourName => Photometric switch { 5 => "CMYK", 6 => "YCbCr", 8 => "CIELab", 32803 => "a camera's colour filters", _ => "unknown" };

    private string CompressionName => (int)Compression switch
    {
        2 or 3 or 4 => "fax",
        6 or 7 => "JPEG",
        34712 or 33003 or 33005 => "JPEG 2000",
        34925 => "LZMA",
        50000 => "Zstandard",
        50001 => "WebP",
        _ => "unknown",
    };
}
