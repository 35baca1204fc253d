namespace BioDL.Images;

/// <summary>The fields of a page that are read or written (TIFF 6.0 and its supplements), by number.</summary>
internal static class TiffTag
{
    public const int NewSubfileType = 254, ImageWidth = 256, ImageLength = 257, BitsPerSample = 258, Compression = 259, Photometric = 262,
        FillOrder = 266, ImageDescription = 270, StripOffsets = 273, SamplesPerPixel = 277, RowsPerStrip = 278, StripByteCounts = 279,
        XResolution = 282, YResolution = 283, PlanarConfiguration = 284, ResolutionUnit = 296, Predictor = 317, ColourMap = 320,
        TileWidth = 322, TileLength = 323, TileOffsets = 324, TileByteCounts = 325, ExtraSamples = 338, SampleFormat = 339;

    public static string Name(int tag) => tag switch
    {
        ImageWidth => nameof(ImageWidth),
        ImageLength => nameof(ImageLength),
        BitsPerSample => nameof(BitsPerSample),
        Compression => nameof(Compression),
        Photometric => "PhotometricInterpretation",
        StripOffsets => nameof(StripOffsets),
        SamplesPerPixel => nameof(SamplesPerPixel),
        RowsPerStrip => nameof(RowsPerStrip),
        StripByteCounts => nameof(StripByteCounts),
        PlanarConfiguration => nameof(PlanarConfiguration),
        Predictor => nameof(Predictor),
        ColourMap => "ColorMap",
        TileWidth => nameof(TileWidth),
        TileLength => nameof(TileLength),
        TileOffsets => nameof(TileOffsets),
        TileByteCounts => nameof(TileByteCounts),
        SampleFormat => nameof(SampleFormat),
        _ => $"number {tag}",
    };
}

/// <summary>How the bytes of a strip or tile are packed, by the numbers of the field Compression.</summary>
internal enum TiffCompression
{
    None = 1,
    Lzw = 5,
    AdobeDeflate = 8,
    PackBits = 32773,
    Deflate = 32946,
}
