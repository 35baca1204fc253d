using System.Buffers.Binary;
using System.Text;
using BioDL.Images;
using BioDL.Tests.Fixtures;

namespace BioDL.Tests.Images;

public class PngDecoderTests
{
    public static TheoryData<string> Files()
    {
        var files = new TheoryData<string>();
        foreach (var path in Directory.GetFiles(Fixture.Path("png"), "*.png").Order(StringComparer.Ordinal))
            files.Add(Path.GetFileNameWithoutExtension(path));
        return files;
    }

    [Fact]
    public void All_fixtures_are_there() => Assert.Equal(7 + 30 + 3, Files().Count);

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_colour_type_and_bit_depth_gives_the_values_that_the_other_program_wrote(string name)
    {
        var image = Read(name);
        var parts = name.Split('-');
        int colour = int.Parse(parts[1]), depth = int.Parse(parts[2]);
        var (height, width) = name.EndsWith("1x1", StringComparison.Ordinal) ? (1, 1) : name.EndsWith("3x2", StringComparison.Ordinal) ? (2, 3) : (11, 13);
        var opacity = name.EndsWith("opacity", StringComparison.Ordinal);
        var channels = colour switch { 0 => 1, 4 => 2, 6 => 4, 3 when opacity => 4, _ => 3 };
        Assert.Equal((channels, height, width), (image.Channels, image.Height, image.Width));
        for (var c = 0; c < channels; c++)
        {
            for (var y = 0; y < height; y++)
            {
                for (var x = 0; x < width; x++)
                    Assert.Equal(colour == 3 ? PaletteValue(Sample(0, y, x, depth) % Math.Min(1 << depth, 48), c) : Sample(c, y, x, depth), image[c, y, x]);
            }
        }
    }

    [Fact]
    public void A_physical_size_is_ignored_and_the_name_is_kept_as_provenance()
    {
        var image = Read("spec-0-8");
        Assert.Null(image.PixelSize);
        Assert.Equal("spec-0-8.png", image.Provenance);
    }

    [Theory]
    [InlineData(1, 8)]
    [InlineData(3, 8)]
    [InlineData(4, 8)]
    [InlineData(1, 16)]
    [InlineData(3, 16)]
    [InlineData(4, 16)]
    public void What_the_encoder_writes_comes_back_unchanged(int channels, int depth)
    {
        var random = new Random(1);
        var values = new float[channels * 37 * 21];
        for (var i = 0; i < values.Length; i++)
            values[i] = random.Next(1 << depth);
        var file = PngEncoder.Encode(new Image(channels, 37, 21, values), depth);
        Assert.Equal(values, PngDecoder.Decode(file, "round trip").Values.ToArray());
    }

    [Fact]
    public void A_claim_of_a_huge_image_is_refused_before_anything_is_allocated()
    {
        var file = Bytes("spec-0-8");
        BinaryPrimitives.WriteInt32BigEndian(file.AsSpan(16), 16_000);
        BinaryPrimitives.WriteInt32BigEndian(file.AsSpan(20), 16_000);
        PngFiles.RepairChecksums(file);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var fault = Assert.Throws<ImageFormatException>(() => PngDecoder.Decode(file, "huge.png"));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1_000_000);
        Assert.Matches(@"^huge\.png, byte \d+: found \d+ bytes of image data for 16000 × 16000 pixels of 1 channels, expected enough to unpack to 256,016,000 bytes, and at most 268,435,456 values\.$", fault.Message);
    }

    [Fact]
    public void More_pixels_than_an_image_may_hold_are_refused()
    {
        var file = Bytes("spec-0-8");
        BinaryPrimitives.WriteInt32BigEndian(file.AsSpan(16), int.MaxValue);
        PngFiles.RepairChecksums(file);
        AssertFault(file, "f, byte 16: found 2147483647 × 11 pixels of 1 channels, expected at least one pixel and at most 268,435,456 values.");
    }

    [Fact]
    public void A_flipped_bit_is_noticed_by_the_checksum()
    {
        var file = Bytes("spec-2-8");
        file[70] ^= 1;
        var fault = Assert.Throws<ImageFormatException>(() => PngDecoder.Decode(file, "f"));
        Assert.Matches(@"^f, byte \d+: found a \w+ chunk with checksum [0-9A-F]{8}, expected [0-9A-F]{8} for its content; the file is damaged\.$", fault.Message);
    }

    [Fact]
    public void Every_truncation_is_refused()
    {
        var file = Bytes("spec-3-4-opacity");
        for (var length = 0; length < file.Length; length++)
            Assert.Throws<ImageFormatException>(() => PngDecoder.Decode(file.AsSpan(0, length), "cut"));
    }

    [Fact]
    public void Bytes_after_the_end_of_the_image_are_not_read() =>
        Assert.Equal(Read("spec-0-8").Values.ToArray(), PngDecoder.Decode([.. Bytes("spec-0-8"), 1, 2, 3], "f").Values.ToArray());

    [Fact]
    public void A_file_of_another_kind_is_named() =>
        AssertFault(Encoding.ASCII.GetBytes("GIF89a…"), "f, byte 0: found a GIF file, expected the eight bytes that open a PNG file.");

    [Theory]
    [InlineData("IHDR IHDR IDAT IEND", "found the chunk IHDR, expected only one IHDR chunk.")]
    [InlineData("IDAT IEND", "found the chunk IDAT, expected IHDR as the first chunk.")]
    [InlineData("IHDR IEND", "found the end of the image, expected an IDAT chunk before it.")]
    [InlineData("IHDR IDAT tEXt IDAT IEND", "found another IDAT chunk, expected all IDAT chunks in one row.")]
    [InlineData("IHDR IDAT PLTE IEND", "found a PLTE chunk, expected at most one, before the image data, and none in a grey image.")]
    [InlineData("IHDR ABcD IDAT IEND", "found the chunk ABcD, which a reader must understand, expected IHDR, PLTE, IDAT or IEND.")]
    [InlineData("IHDR 12cD IDAT IEND", "found the chunk name 0x31326344, expected four letters.")]
    [InlineData("IHDR IDAT", "found 0 bytes and the end of the file, expected a chunk of at least 12 bytes; the file is cut short.")]
    public void The_order_and_the_names_of_chunks_are_checked(string order, string message)
    {
        var fault = Assert.Throws<ImageFormatException>(() => PngDecoder.Decode(PngFiles.Of(order.Split(' ')), "f"));
        Assert.EndsWith(message, fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(8, 3, "found bit depth 3 with colour type 0, expected 1, 2, 4, 8 or 16.")]
    [InlineData(9, 5, "found colour type 5, expected 0, 2, 3, 4 or 6.")]
    [InlineData(12, 2, "found compression 0, filter method 0, interlace 2, expected compression 0, filter method 0, interlace 0 or 1.")]
    [InlineData(3, 0, "found 0 × 11 pixels of 1 channels, expected at least one pixel and at most 268,435,456 values.")]
    [InlineData(7, 12, "found image data that end in row 11, expected 12 rows.")]
    [InlineData(7, 10, "found more image data than the pixels need, expected 140 bytes.")]
    public void A_header_that_does_not_make_sense_is_refused(int field, byte value, string message)
    {
        var file = Bytes("spec-0-8");
        file[16 + field] = value;
        PngFiles.RepairChecksums(file);
        var fault = Assert.Throws<ImageFormatException>(() => PngDecoder.Decode(file, "f"));
        Assert.EndsWith(message, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Damaged_files_always_give_an_image_or_the_documented_exception_and_quickly()
    {
        var files = Directory.GetFiles(Fixture.Path("png")).Order(StringComparer.Ordinal).Select(File.ReadAllBytes).ToArray();
        var random = new Random(20240424);
        var (images, faults) = (0, 0);
        var clock = System.Diagnostics.Stopwatch.StartNew();
        for (var n = 0; n < 8_000; n++)
        {
            var file = PngFiles.Mutate(files[random.Next(files.Length)], random);
            if (n % 2 == 0)
                PngFiles.RepairChecksums(file);
            try
            {
                var image = PngDecoder.Decode(file, "mutant");
                Assert.InRange(image.Values.Length, 1, 1 << 24);
                images++;
            }
            catch (ImageFormatException fault)
            {
                Assert.StartsWith("mutant, byte ", fault.Message, StringComparison.Ordinal);
                Assert.InRange(fault.Offset, 0, file.Length);
                faults++;
            }
        }
        Assert.True(images > 100 && faults > 4_000, $"{images} images and {faults} faults: the mutations no longer reach both outcomes.");
        Assert.InRange(clock.Elapsed.TotalSeconds, 0, 60);
    }

    private static byte[] Bytes(string name) => File.ReadAllBytes(Fixture.Path($"png/{name}.png"));

    private static Image Read(string name) => Image.Read(Fixture.Path($"png/{name}.png"));

    private static void AssertFault(byte[] file, string message) =>
        Assert.Equal(message, Assert.Throws<ImageFormatException>(() => PngDecoder.Decode(file, "f")).Message);

    private static int Sample(int c, int y, int x, int depth) => depth == 16
        ? (1009 * x + 2003 * y + 4001 * c + 17 * x * y) % 65536
        : (7 * x + 13 * y + 29 * c + x * y) % (1 << depth);

    private static int PaletteValue(int entry, int c) => c switch
    {
        0 => 5 * entry,
        1 => 255 - 3 * entry,
        2 => 11 * entry % 256,
        _ => entry < 5 ? 255 - 20 * entry : 255,
    };
}
