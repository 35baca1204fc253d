using System.Buffers.Binary;
using System.Text;
using BioDL.Images;
using BioDL.Tests.Fixtures;

namespace BioDL.Tests.Images.Codecs;

/// <summary>What is refused, and in which words.</summary>
public sealed class RefusalTests
{
    [Theory]
    [InlineData("tifffile-u2-little.tif")]
    [InlineData("libtiff-u1x1-lzw-tiles-big.tif")]
    [InlineData("tifffile-big.tif")]
    [InlineData("numpy-f4-little.npy")]
    [InlineData("pillow-rgb.bmp")]
    [InlineData("magick-rle8.bmp")]
    [InlineData("pillow-sampling-2.jpg")]
    [InlineData("pillow-sampling-2-progressive.jpg")]
    public void Every_truncation_is_refused(string name)
    {
        var file = Bytes(name);
        // TIFF: the directory stands first or last; either way data are missing. A cut that removes only padding is none.
        for (var length = 0; length < file.Length - 4; length += 1 + length / 64)
            Assert.Throws<ImageFormatException>(() => ImageFile.Decode(file.AsSpan(0, length), "cut"));
    }

    [Fact]
    public void A_claim_of_many_pixels_is_refused_before_anything_is_allocated()
    {
        AssertSmall(Changed("tifffile-u2-little.tif", 256, 12_000, 257, 12_000, 278, 12_000), "f, byte *: found * bytes in strip or tile 0, expected enough to unpack to 288,000,000 bytes.");
        AssertSmall(Changed("tifffile-u2-deflate-predictor.tif", 256, 1_000_000, 257, 100, 278, 100), "f, byte *: found * bytes in strip or tile 0, expected enough to unpack to 200,000,000 bytes.");
        AssertSmall(Changed("tifffile-u2-little.tif", 256, 100_000, 257, 100_000), "f, byte 8: found 100000 × 100000 pixels of 1 channels, expected at least one value and at most 268,435,456.");
        var bmp = Bytes("pillow-rgb.bmp");
        BinaryPrimitives.WriteInt32LittleEndian(bmp.AsSpan(18), 8000);
        BinaryPrimitives.WriteInt32LittleEndian(bmp.AsSpan(22), -8000);
        AssertSmall(bmp, "f, byte 54: found * bytes for 8000 × 8000 pixels of 24 bits, expected 192000000; the file is cut short.");
        var jpeg = Bytes("pillow-grey.jpg");
        var frame = jpeg.AsSpan().IndexOf(new byte[] { 0xFF, 0xC0 });
        BinaryPrimitives.WriteUInt16BigEndian(jpeg.AsSpan(frame + 5), 16_000);
        BinaryPrimitives.WriteUInt16BigEndian(jpeg.AsSpan(frame + 7), 16_000);
        AssertSmall(jpeg, "f, byte *: found 16000 × 16000 pixels in a file of * bytes, expected at least 500000 bytes.");
        AssertSmall(Npy("{'descr': '<f4', 'fortran_order': False, 'shape': (16000, 16000), }"), "f, byte *: found 0 bytes for 16000 × 16000 numbers of 4 bytes, expected 1024000000.");
    }

    [Theory]
    [InlineData("pillow-L-tiff_deflate.tif")]
    [InlineData("pillow-L-tiff_lzw.tif")]
    [InlineData("pillow-L-packbits.tif")]
    public void An_empty_strip_is_refused(string name)
    {
        var fault = Assert.Throws<ImageFormatException>(() => ImageFile.Decode(Changed(name, 279, 0), "f"));
        Assert.Matches(@"^f, byte \d+: found (strip or tile 0, 0 bytes that unpack to 0, expected 357 bytes; it is damaged|0 bytes in strip or tile 0, expected enough to unpack to 357 bytes)\.$", fault.Message);
    }

    [Fact]
    public void A_chain_of_pages_that_bites_its_tail_is_refused()
    {
        var file = Bytes("tifffile-u2-little.tif");
        var directory = BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan(4));
        var fields = BinaryPrimitives.ReadUInt16LittleEndian(file.AsSpan(directory));
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(directory + 2 + 12 * fields), directory);
        AssertFault(file, $"f, byte {directory + 2 + 12 * fields}: found page 2 at byte {directory}, expected a chain of at most 65,536 pages without a circle.");
    }

    [Theory]
    [InlineData(259, 7, "found compression 7 (JPEG), expected none, LZW, Deflate or PackBits, which lose nothing; Fiji can save the image so.")]
    [InlineData(262, 6, "found colours of kind 6 (YCbCr), expected grey, RGB or a palette; Fiji can convert the image.")]
    [InlineData(258, 48, "found numbers of 48 bits and sample format 1, expected 1 to 32 bits unsigned, 8, 16 or 32 bits signed, or 16, 32 or 64 bits floating point.")]
    [InlineData(277, 0, "found 21 × 17 pixels of 0 channels, expected at least one value and at most 268,435,456.")]
    public void A_kind_of_TIFF_that_is_not_read_is_named(int tag, int value, string message)
    {
        var fault = Assert.Throws<ImageFormatException>(() => ImageFile.Decode(Changed("tifffile-u2-little.tif", tag, value), "f"));
        Assert.EndsWith(message, fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<!DOCTYPE x [<!ENTITY a \"aa\">]><OME>&a;</OME>")]
    [InlineData("<OME><Image></OME>")]
    public void OME_XML_with_a_document_type_definition_or_damage_is_refused(string xml)
    {
        var file = Bytes("tifffile-ome-tczyx.tif");
        var at = file.AsSpan().IndexOf("<?xml"u8);
        var end = file.AsSpan(at).IndexOf((byte)0);
        Encoding.UTF8.GetBytes(xml.PadRight(end)).CopyTo(file, at);
        var fault = Assert.Throws<ImageFormatException>(() => ImageFile.Decode(file, "f"));
        Assert.EndsWith("found an image description that is no OME-XML, expected well-formed XML without a document type definition.", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (1, 1)}", "found 0 bytes for 1 × 1 numbers of 4 bytes, expected 4.")]
    [InlineData("{'descr': '|O', 'fortran_order': False, 'shape': (1, 1)}", "found numbers of type '|O', expected integers or floats of 1 to 8 bytes such as '<u2' or '<f4'.")]
    [InlineData("{'descr': [('a', '<f4')], 'fortran_order': False, 'shape': (1, 1)}", "found numbers that are records, expected a plain type such as '<f4'.")]
    [InlineData("{'descr': '<f4', 'fortran_order': 1, 'shape': (1, 1)}", "found '1', expected True or False.")]
    [InlineData("{'descr': '<f4', 'shape': (1, 1)}", "found 2 entries, expected descr, fortran_order and shape.")]
    [InlineData("{'descr': '<f4', 'descr': '<f4', 'shape': (1, 1)}", "found the entry 'descr' again, expected each entry once.")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (__import__('os'), 1)}", "found '' in the shape, expected at most 32 whole numbers.")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (1, 1), 'x': 1}", "found the entry 'x', expected descr, fortran_order and shape.")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (1, 1)} + 1", "found more text, expected nothing after the dictionary.")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (7,)}", "found an array of 1 axes (7), expected 2 (height × width) or 3 (with channels first or last).")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (0, 7)}", "found 0 × 7 values, expected at least one and at most 268,435,456.")]
    public void An_NPY_header_is_read_strictly(string header, string message)
    {
        var fault = Assert.Throws<ImageFormatException>(() => ImageFile.Decode(Npy(header), "f"));
        Assert.EndsWith(message, fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0xC3, "found a JPEG of kind 0xC3 (lossless, hierarchical or arithmetic), expected baseline or progressive with Huffman codes.")]
    [InlineData(0xC9, "found a JPEG of kind 0xC9 (lossless, hierarchical or arithmetic), expected baseline or progressive with Huffman codes.")]
    public void A_kind_of_JPEG_that_is_not_read_is_named(int marker, string message)
    {
        var file = Bytes("pillow-grey.jpg");
        file[file.AsSpan().IndexOf(new byte[] { 0xFF, 0xC0 }) + 1] = (byte)marker;
        var fault = Assert.Throws<ImageFormatException>(() => ImageFile.Decode(file, "f"));
        Assert.EndsWith(message, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_scan_that_comes_twice_is_refused()
    {
        var file = Bytes("pillow-grey-progressive.jpg");
        var scan = file.AsSpan().IndexOf(new byte[] { 0xFF, 0xDA });
        var next = scan + 2 + file.AsSpan(scan + 2).IndexOf(new byte[] { 0xFF, 0xC4 });
        byte[] twice = [.. file[..next], .. file[scan..next], .. file[next..]];
        var fault = Assert.Throws<ImageFormatException>(() => ImageFile.Decode(twice, "f"));
        Assert.EndsWith("found a scan that tells coefficient 0 of component 1 again or out of order, expected each bit once.", fault.Message, StringComparison.Ordinal);
    }

    private static byte[] Bytes(string name) => File.ReadAllBytes(Fixture.Path($"codecs/{name}"));

    private static byte[] Npy(string header) =>
        [0x93, .. "NUMPY"u8, 1, 0, (byte)(header.Length + 1), (byte)((header.Length + 1) >> 8), .. Encoding.ASCII.GetBytes(header), (byte)'\n'];

    /// <summary>A little-endian TIFF file with other numbers in some fields.</summary>
    private static byte[] Changed(string name, params int[] tagsAndValues)
    {
        var file = Bytes(name);
        var directory = BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan(4));
        var fields = BinaryPrimitives.ReadUInt16LittleEndian(file.AsSpan(directory));
        for (var n = 0; n < fields; n++)
        {
            var entry = file.AsSpan(directory + 2 + 12 * n, 12);
            var index = Array.IndexOf(tagsAndValues, BinaryPrimitives.ReadUInt16LittleEndian(entry));
            if (index < 0 || index % 2 == 1)
                continue;
            BinaryPrimitives.WriteUInt16LittleEndian(entry[2..], 4);
            BinaryPrimitives.WriteInt32LittleEndian(entry[8..], tagsAndValues[index + 1]);
        }
        return file;
    }

    private static void AssertFault(byte[] file, string message) =>
        Assert.Equal(message, Assert.Throws<ImageFormatException>(() => ImageFile.Decode(file, "f")).Message);

    private static void AssertSmall(byte[] file, string pattern)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var fault = Assert.Throws<ImageFormatException>(() => ImageFile.Decode(file, "f"));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1_000_000);
        Assert.Matches($"^{System.Text.RegularExpressions.Regex.Escape(pattern).Replace(@"\*", @"\d+", StringComparison.Ordinal)}$", fault.Message);
    }
}
