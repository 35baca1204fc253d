using BioDL.Images;

namespace BioDL.Cli.Pretrained;

/// <summary>What an image goes through before a model, where that was asked for.</summary>
internal static class Preparation
{
    /// <summary>The image in grey, inverted, or both.</summary>
    public static Image Of(Image image, bool grey, bool invert)
    {
        var prepared = grey ? image.ToGrey() : image;
        return invert ? Inverted(prepared) : prepared;
    }

    /// <summary>The same in words.</summary>
    public static string Words(bool grey, bool invert) => string.Join(", ", new[] { grey ? "grey" : "", invert ? "inverted" : "" }.Where(word => word.Length > 0));

    /// <summary>Bright becomes dark: each value is taken from the sum of the largest and the smallest, so that the range stays.</summary>
    public static Image Inverted(Image image)
    {
        var values = image.Values.ToArray();
        var sum = values.Min() + values.Max();
        return new Image(image.Channels, image.Height, image.Width, Array.ConvertAll(values, value => sum - value)) { PixelSize = image.PixelSize, Provenance = image.Provenance };
    }
}
