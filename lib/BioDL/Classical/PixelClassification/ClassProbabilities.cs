using BioDL.Hosting;
using BioDL.Images;

namespace BioDL.Classical;

/// <summary>
/// For every pixel of an image, how likely it belongs to each class: <c>probabilities["nucleus"]</c> is an image with values from 0 to 1. They are shares of scribbled pixels,
/// not calibrated chances.
/// </summary>
public sealed class ClassProbabilities : IDisplayable
{
    private readonly Image planes;

    internal ClassProbabilities(IReadOnlyList<string> classes, Image planes) => (Classes, this.planes) = (classes, planes);

    /// <summary>The classes.</summary>
    public IReadOnlyList<string> Classes { get; }

    /// <summary>The probabilities of one class, 0 to 1, as large as the image and with its pixel size.</summary>
    /// <param name="name">Its name.</param>
    /// <exception cref="ArgumentException">There is no such class; the message names those there are.</exception>
    public Image this[string name]
    {
        get
        {
            var place = Classes.ToList().IndexOf(name);
            return place >= 0 ? planes.Like(planes.Channel(place).ToArray())
                : throw new ArgumentException($"There is no class '{name}'. The classes are: {string.Join(", ", Classes)}.", nameof(name));
        }
    }

    /// <summary>All classes as the channels of one image, in the order of <see cref="Classes"/>.</summary>
    public Image ToImage() => planes;

    /// <summary>The likeliest class of every pixel: 1 for the first of <see cref="Classes"/>, 2 for the second …; of equally likely ones the first.</summary>
    public LabelImage Likeliest()
    {
        var labels = new int[planes.Height * planes.Width];
        for (var i = 0; i < labels.Length; i++)
        {
            var best = 0;
            for (var each = 1; each < planes.Channels; each++)
                best = planes.Values[each * labels.Length + i] > planes.Values[best * labels.Length + i] ? each : best;
            labels[i] = best + 1;
        }
        return new LabelImage(planes.Height, planes.Width, labels) { PixelSize = planes.PixelSize };
    }

    /// <inheritdoc/>
    public override string ToString() => $"Probabilities of {string.Join(", ", Classes)}; {planes.Width} × {planes.Height} pixels";

    /// <summary>All classes mixed in their colours, each as bright as it is likely, as a PNG.</summary>
    public MimeBundle ToMimeBundle()
    {
        var plane = planes.Height * planes.Width;
        var mixed = new float[3 * plane];
        for (var each = 0; each < Classes.Count; each++)
        {
            var (red, green, blue) = LabelColours.Of(each + 1);
            var own = planes.Channel(each);
            for (var i = 0; i < plane; i++)
            {
                mixed[i] += own[i] * red;
                mixed[plane + i] += own[i] * green;
                mixed[2 * plane + i] += own[i] * blue;
            }
        }
        for (var i = 0; i < mixed.Length; i++)
            mixed[i] = Math.Clamp(mixed[i], 0, 255);
        return MimeBundle.OfText(ToString()).WithPng(PngEncoder.Encode(new Image(3, planes.Height, planes.Width, mixed)));
    }
}
