using BioDL.Images;

namespace BioDL.Tests.Images;

public sealed class ImageFileTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("biodl-images-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void An_image_that_was_saved_is_read_again_whatever_the_file_is_called_later()
    {
        var image = new Image(1, 2, 3, [0, 1, 2, 253, 254, 255]);
        var path = Path.Combine(folder, "cell.png");
        image.Save(path);
        File.Move(path, Path.Combine(folder, "cell.tif"));
        Assert.Equal(image.Values.ToArray(), Image.Read(Path.Combine(folder, "cell.tif")).Values.ToArray());
    }

    // Directory.Build.props says why; without it each image of a notebook starts a collection of everything (generation 2).
    [Fact]
    public void The_values_of_a_camera_image_are_a_young_object()
    {
        var image = new Image(1, 2048, 2048);
        Assert.True(System.Runtime.InteropServices.MemoryMarshal.TryGetArray(image.Memory, out var values));
        Assert.InRange(GC.GetGeneration(values.Array!), 0, 1);
    }

    [Fact]
    public void Saving_replaces_the_older_file_and_leaves_nothing_else_behind()
    {
        var path = Path.Combine(folder, "cell.png");
        new Image(1, 1, 1, [1]).Save(path);
        new Image(1, 1, 1, [40_000]).Save(path, bitDepth: 16);
        Assert.Equal(40_000, Image.Read(path)[0, 0]);
        Assert.Equal([path], Directory.GetFiles(folder));
    }

    [Fact]
    public void A_failed_save_leaves_the_older_file_as_it_was()
    {
        var path = Path.Combine(folder, "cell.png");
        new Image(1, 1, 1, [1]).Save(path);
        var fault = Assert.Throws<ArgumentException>(() => new Image(1, 1, 1, [256]).Save(path));
        Assert.Equal("Found the value 256 in channel 0, row 0, column 0; a PNG of 8 bits holds 0 to 255. Rescale the image first.", fault.Message);
        Assert.Equal(1, Image.Read(path)[0, 0]);
        Assert.Equal([path], Directory.GetFiles(folder));
    }

    [Fact]
    public void A_name_that_promises_another_format_is_refused()
    {
        var fault = Assert.Throws<ArgumentException>(() => new Image(1, 1, 1).Save(Path.Combine(folder, "cell.jpg")));
        Assert.StartsWith("The file name cell.jpg was given: choose a name that ends in .png, .tif, .tiff or .npy.", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("00010000", "bytes 0x00010000")]
    [InlineData("474946383961", "a GIF file")]
    [InlineData("89484446", "an HDF5 file")]
    [InlineData("89504E470A", "a PNG file that was changed in transfer")]
    [InlineData("0102030405060708090A", "bytes 0x0102030405060708")]
    [InlineData("", "an empty file")]
    public void Another_format_is_named_with_the_formats_that_are_read(string hexadecimal, string kind)
    {
        var path = Path.Combine(folder, "stack.png");
        File.WriteAllBytes(path, Convert.FromHexString(hexadecimal));
        var fault = Assert.Throws<ImageFormatException>(() => Image.Read(path));
        Assert.Equal($"stack.png, byte 0: found {kind}, expected a PNG, TIFF, BMP, NPY or JPEG file (Fiji can save others as TIFF).", fault.Message);
        Assert.Equal(("stack.png", 0L), (fault.File, fault.Offset));
    }

    [Fact]
    public void A_missing_file_is_an_ordinary_input_error()
    {
        var fault = Assert.ThrowsAny<IOException>(() => Image.Read(Path.Combine(folder, "none.png")));
        Assert.Contains("none.png", fault.Message, StringComparison.Ordinal);
    }
}
