using BioDL.Images;

namespace BioDL.Tests.Images;

public sealed class InversionTests
{
    [Fact]
    public void Dark_becomes_bright_and_twice_is_the_image_again()
    {
        var image = new Image(2, 1, 2, [0, 255, 10, 300]) { PixelSize = 0.5, Provenance = "a file" };
        Assert.Equal([255, 0, 245, -45], image.Invert().Values.ToArray());
        Assert.Equal(image.Values, image.Invert().Invert().Values);
        Assert.Equal((0.5, "a file"), (image.Invert().PixelSize, image.Invert().Provenance));
        Assert.Equal([65535, 65280, 65525, 65235], image.Invert(65535).Values.ToArray());
    }

    [Fact]
    public void White_that_is_no_number_is_refused() => Assert.StartsWith("White is NaN; expected a finite number, such as 255.",
        Assert.Throws<ArgumentOutOfRangeException>(() => new Image(1, 1, 1).Invert(double.NaN)).Message, StringComparison.Ordinal);
}
