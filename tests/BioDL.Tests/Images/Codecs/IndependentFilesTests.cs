using BioDL.Images;

namespace BioDL.Tests.Images.Codecs;

/// <summary>Files that tifffile, libtiff, Pillow, ImageMagick, ImageJ, NumPy and libjpeg-turbo wrote; see Fixtures/make_codecs.py.</summary>
public sealed class IndependentFilesTests
{
    public static TheoryData<string, int> Images()
    {
        var data = new TheoryData<string, int>();
        foreach (var fixture in CodecFixture.All)
            data.Add(fixture.File, fixture.Number);
        return data;
    }

    [Theory]
    [MemberData(nameof(Images))]
    public void The_values_and_the_pixel_size_are_those_that_the_other_program_wrote(string file, int number)
    {
        var fixture = CodecFixture.All.Single(fixture => (fixture.File, fixture.Number) == (file, number));
        var pages = Image.ReadPages(fixture.FullPath);
        Assert.Equal(CodecFixture.All.Count(other => other.File == file), pages.Count);
        var image = pages[number];
        Assert.Equal((fixture.Channels, fixture.Height, fixture.Width), (image.Channels, image.Height, image.Width));
        var expected = fixture.Values();
        Assert.Equal(expected.Length, image.Values.Length);
        for (var i = 0; i < expected.Length; i++)
        {
            if (!(Math.Abs(expected[i] - image.Values[i]) <= fixture.Tolerance))
                Assert.Fail($"Value {i} (row {i / image.Width % image.Height}, column {i % image.Width}) is {image.Values[i]}, expected {expected[i]}.");
        }
        if (fixture.PixelSize is { } size)
            Assert.Equal(size, image.PixelSize!.Value, size * 1e-6);
        else
            Assert.Null(image.PixelSize);
        Assert.Equal(number == 0 ? file : $"{file}, image {number + 1}", image.Provenance);
    }

    [Fact]
    public void The_first_image_is_what_reading_a_file_gives()
    {
        var fixture = CodecFixture.All.First(fixture => fixture.File == "tifffile-imagej-tzcyx.tif" && fixture.Number == 0);
        var image = Image.Read(fixture.FullPath);
        Assert.Equal(2, image.Channels);
        Assert.Equal(fixture.Values(), image.Values.ToArray());
    }

    [Theory]
    [InlineData(".tif", 90)]
    [InlineData(".npy", 33)]
    [InlineData(".bmp", 14)]
    [InlineData(".jpg", 21)]
    public void All_kinds_of_files_are_there(string ending, int least) => Assert.InRange(CodecFixture.Files(ending).Length, least, 200);
}
