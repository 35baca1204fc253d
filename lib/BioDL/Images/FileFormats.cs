namespace BioDL.Images;

/// <summary>Recognises files by their first bytes, never by their names.</summary>
internal static class FileFormats
{
    private static readonly (byte[] Start, string Name)[] Known =
    [
        ([0x49, 0x49, 0x2A, 0x00], "a TIFF file"), ([0x4D, 0x4D, 0x00, 0x2A], "a TIFF file"),
        ([0x49, 0x49, 0x2B, 0x00], "a BigTIFF file"), ([0x4D, 0x4D, 0x00, 0x2B], "a BigTIFF file"),
        ([0xFF, 0xD8, 0xFF], "a JPEG file"), ([0x93, 0x4E, 0x55, 0x4D, 0x50, 0x59], "an NPY file"), ("GIF8"u8.ToArray(), "a GIF file"), ("BM"u8.ToArray(), "a BMP file"),
        ([0x89, 0x48, 0x44, 0x46], "an HDF5 file"), ("ZISRAWFILE"u8.ToArray(), "a Zeiss CZI file"),
        ([0x50, 0x4B, 0x03, 0x04], "a ZIP archive"), ([0x1F, 0x8B], "a gzip archive"), ("<"u8.ToArray(), "a text file (HTML or XML)"),
        ([0x89, 0x50, 0x4E, 0x47], "a PNG file that was changed in transfer"),
    ];

    public static string Describe(ReadOnlySpan<byte> file)
    {
        if (file.IsEmpty)
            return "an empty file";
        foreach (var (start, name) in Known)
        {
            if (file.StartsWith(start))
                return name;
        }
        return $"bytes 0x{Convert.ToHexString(file[..Math.Min(8, file.Length)])}";
    }
}
