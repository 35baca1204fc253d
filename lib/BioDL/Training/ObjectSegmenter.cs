using BioDL.Classical;
using BioDL.Images;
using BioDL.Learning;

namespace BioDL.Training;

/// <summary>
/// Finds objects with a network that was trained on <see cref="ObjectTargets"/>: <c>LabelImage nuclei = segmenter.Segment(field.Image);</c>.
/// </summary>
/// <param name="network">From (1, 1, height, width) to logits (1, 2, height, width).</param>
/// <param name="range">The brightness that the network expects.</param>
/// <param name="multiple">What height and width must be multiples of: 2 to the depth of a U-Net.</param>
public sealed class ObjectSegmenter(IInferenceEngine network, PercentileRange range, int multiple)
{
    /// <summary>How objects are told apart.</summary>
    public ObjectSeparation Separation { get; init; } = new();

    /// <summary>Foreground and depth of each pixel, 0 to 1.</summary>
    /// <param name="image">One channel, of any size: it is mirrored at its right and lower edge to a size that the network takes.</param>
    /// <exception cref="ArgumentException">The image has several channels or values that are not finite.</exception>
    public Image Predict(Image image)
    {
        ArgumentNullException.ThrowIfNull(image);
        var padded = range.Apply(image).Pad(new Margins(Bottom: Missing(image.Height), Right: Missing(image.Width)));
        using var input = Tensor.From(padded.Values, 1, 1, padded.Height, padded.Width);
        var outputs = network.Run(new Dictionary<string, Tensor> { [network.Inputs[0].Name] = input }, [network.Outputs[0].Name]);
        using var logits = outputs[network.Outputs[0].Name];
        var values = Array.ConvertAll(logits.ToArray<float>(), logit => 1 / (1 + MathF.Exp(-logit)));
        var prediction = new Image(ObjectTargets.Channels, padded.Height, padded.Width, values) { PixelSize = image.PixelSize, Provenance = image.Provenance };
        return prediction.Crop(0, 0, image.Width, image.Height);
    }

    /// <summary>The objects of an image.</summary>
    /// <inheritdoc cref="Predict"/>
    public LabelImage Segment(Image image) => Separation.Apply(Predict(image));

    private int Missing(int length) => (multiple - length % multiple) % multiple;
}
