using BioDL.Images;

namespace BioDL.Display;

/// <summary>One channel of a fluorescence picture: <c>("DNA", dna)</c> will do where the colour may be chosen for you.</summary>
/// <param name="Name">What it shows: "DNA".</param>
/// <param name="Image">An image of one channel.</param>
/// <param name="Colour">The colour of its brightest pixels, as <c>#RRGGBB</c>; chosen by the number of channels when null.</param>
/// <param name="Range">The value shown black and the value shown at full colour; the 0.1st and the 99.9th percentile when null.</param>
public sealed record Channel(string Name, Image Image, string? Colour = null, (float Black, float Full)? Range = null)
{
    private static readonly string[][] Defaults =
    [
        ["#FFFFFF"], ["#FF00FF", "#00FF00"], ["#FF00FF", "#FFFF00", "#00FFFF"], ["#FF00FF", "#00FF00", "#00FFFF", "#FFFF00"],
    ];

    /// <summary>The most channels that can be told apart in one picture.</summary>
    public static int Most => Defaults.Length;

    /// <summary>A channel whose colour and range are chosen by the picture.</summary>
    public static implicit operator Channel((string Name, Image Image) channel) => new(channel.Name, channel.Image);

    /// <summary>A channel of an image of several.</summary>
    internal static Channel Of(Image image, int channel, string name) => new(name, image.Like(image.Channel(channel).ToArray()));

    /// <summary>This channel with a colour and a range: its own, or the usual ones.</summary>
    internal Channel Complete(int index, int count)
    {
        if (Image.Channels != 1)
            throw new ArgumentException($"The channel '{Name}' is an image of {Image.Channels} channels; expected one of a single channel.");
        var colour = Colour ?? Defaults[count - 1][index];
        new LineStyle(colour).Check();
        return this with { Colour = colour, Range = Range ?? Contrast.Range(Image) };
    }
}
