using BioDL.Images;
using BioDL.Tests.Images.Geometry;

namespace BioDL.Tests.Images.Colour;

public class LabTests
{
    private static Image Colours() => new(3, 16, 16, Pictures.Of("rgb")) { PixelSize = 0.5, Provenance = "made up" };

    [Fact]
    public void Colours_agree_with_scikit_image()
    {
        var lab = Colours().RgbToLab(maximum: 1);
        Pictures.AssertClose(Pictures.Of("lab"), lab, 1e-4);
        Assert.Equal((0.5, "made up"), (lab.PixelSize, lab.Provenance));
    }

    [Fact]
    public void The_way_back_agrees_with_scikit_image_out_of_gamut_too() =>
        Pictures.AssertClose(Pictures.Of("wild-rgb"), new Image(3, 16, 16, Pictures.Of("wild-lab")).LabToRgb(maximum: 1), 1e-6);

    [Fact]
    public void There_and_back_is_where_it_began() => Pictures.AssertClose(Pictures.Of("rgb"), Colours().RgbToLab(1).LabToRgb(1), 2e-6);

    [Fact]
    public void The_primaries_of_sRGB_are_where_they_are_commonly_said_to_be()
    {
        // Commonly printed for sRGB under D65, to two digits: red (53.24, 80.09, 67.20), green (87.73, −86.18, 83.18), blue (32.30, 79.19, −107.86).
        var lab = new Image(3, 1, 4, [255, 0, 0, 255, 0, 255, 0, 255, 0, 0, 255, 255]).RgbToLab();
        float[] expected = [53.24f, 87.73f, 32.30f, 100, 80.09f, -86.18f, 79.19f, 0, 67.20f, 83.18f, -107.86f, 0];
        Pictures.AssertClose(expected, lab, 0.02);
    }

    [Fact]
    public void The_maximum_says_what_a_full_channel_is()
    {
        var bytes = new Image(3, 1, 1, [51, 102, 204]);
        Pictures.AssertClose(bytes.RgbToLab().Values.ToArray(), new Image(3, 1, 1, [51 * 257, 102 * 257, 204 * 257]).RgbToLab(65535), 1e-4);
        Pictures.AssertClose([51, 102, 204], bytes.RgbToLab().LabToRgb(), 1e-3);
    }

    [Fact]
    public void Opacity_is_left_out() => Assert.Equal(
        new Image(3, 1, 1, [1, 2, 3]).RgbToLab().Values.ToArray(), new Image(4, 1, 1, [1, 2, 3, 9]).RgbToLab().Values.ToArray());

    [Fact]
    public void Not_a_number_stays_in_its_pixel()
    {
        var lab = new Image(3, 1, 2, [1, float.NaN, 2, 2, 3, 3]).RgbToLab();
        Assert.Equal([false, true, false, true, false, true], lab.Values.ToArray().Select(float.IsNaN));
        Assert.True(float.IsNaN(lab.LabToRgb()[0, 0, 1]));
    }

    [Fact]
    public void What_is_no_colour_is_refused()
    {
        Assert.Equal("RgbToLab needs the 3 channels of a colour image, this one has 1. Choose them with TakeChannels, or Merge them.",
            Assert.Throws<ArgumentException>(() => new Image(1, 2, 2).RgbToLab()).Message);
        Assert.Throws<ArgumentException>(() => new Image(4, 2, 2).LabToRgb());
        Assert.Equal("Found the value 256 in channel 1, row 0, column 1; colours run from 0 to 255. "
            + "Name the maximum of this image (65,535 for 16 bits), or rescale it first.",
            Assert.Throws<ArgumentException>(() => new Image(3, 1, 2, [1, 2, 3, 256, 5, 6]).RgbToLab()).Message);
        Assert.StartsWith("The maximum is 0; it is the value of a full channel, such as 255 for 8 bits.",
            Assert.Throws<ArgumentOutOfRangeException>(() => Colours().RgbToLab(0)).Message, StringComparison.Ordinal);
    }
}
