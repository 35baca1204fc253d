using BioDL.Images;

namespace BioDL.Simulation;

/// <summary>Products of images.</summary>
internal static class Shading
{
    /// <summary>Multiplies every channel of an image by the only channel of another.</summary>
    public static Image Multiply(Image image, Image factors)
    {
        var values = image.Values.ToArray();
        var plane = image.Height * image.Width;
        for (var i = 0; i < values.Length; i++)
            values[i] *= factors.Values[i % plane];
        return image.With(image.Height, image.Width, values);
    }
}
