using BioDL.Images;

namespace BioDL.Display;

/// <summary>
/// Fluorescence channels in one picture: <c>Composite.Show("HeLa", ("DNA", dna), ("Actin", actin))</c>. Two channels are shown in magenta and green, three
/// in magenta, yellow and cyan: red and green together are what many readers cannot tell apart. Fine differences are seen better in
/// <see cref="ShowApart"/>, each channel in grey.
/// </summary>
public static class Composite
{
    /// <summary>The channels' colours added up, with a legend.</summary>
    /// <param name="title">The heading; may be empty.</param>
    /// <param name="channels">One to four channels of one field.</param>
    /// <exception cref="ArgumentException">There are none or too many, they differ in size, or one is no image of a single channel.</exception>
    public static Picture Show(string title, params IEnumerable<Channel> channels)
    {
        var complete = Complete(channels);
        var lights = Array.ConvertAll(complete, Light);
        var first = complete[0].Image;
        return new Picture(new Raster(first.Width, first.Height, (y, x, side) => Sum(complete, lights, y, x, side)), first.PixelSize)
        {
            Title = title,
            Subject = "merged channels: " + string.Join(", ", complete.Select(channel =>
                $"{channel.Name} in {channel.Colour} from {Numbers.Plain(channel.Range!.Value.Black)} to {Numbers.Plain(channel.Range.Value.Full)}")),
            Keys = [.. complete.Select(channel => (channel.Colour!, channel.Name))],
        };
    }

    /// <summary>The channels of one image, in their order.</summary>
    /// <param name="title">The heading; may be empty.</param>
    /// <param name="image">An image of as many channels as there are names.</param>
    /// <param name="names">What the channels show.</param>
    /// <exception cref="ArgumentException">Names and channels differ in number, or there are too many.</exception>
    public static Picture Show(string title, Image image, params string[] names) => Show(title, Split(image, names));

    /// <summary>The merged picture, and beside it each channel on its own in grey, in which fine differences are seen best.</summary>
    /// <param name="title">The heading of the merged picture; may be empty.</param>
    /// <param name="channels">One to four channels of one field.</param>
    /// <exception cref="ArgumentException">As above.</exception>
    public static Panels ShowApart(string title, params IEnumerable<Channel> channels)
    {
        var complete = Complete(channels);
        return Panels.Of(complete.Select(channel => channel.Image.Show(channel.Name, channel.Range)).Prepend(Show(title, complete)));
    }

    private static Channel[] Split(Image image, string[] names)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentNullException.ThrowIfNull(names);
        return names.Length == image.Channels
            ? [.. names.Select((name, channel) => Channel.Of(image, channel, name))]
            : throw new ArgumentException($"Found {names.Length} names for an image of {image.Channels} channels; expected one for each.", nameof(names));
    }

    private static Channel[] Complete(IEnumerable<Channel> channels)
    {
        ArgumentNullException.ThrowIfNull(channels);
        Channel[] all = [.. channels];
        if (all.Length == 0 || all.Length > Channel.Most)
            throw new ArgumentException(
                $"Found {all.Length} channels to merge; expected 1 to {Channel.Most}, since more cannot be told apart. Merge fewer of them at a time.", nameof(channels));
        foreach (var channel in all)
            Shape.RequireSame(all[0].Image.Height, all[0].Image.Width, channel.Image.Height, channel.Image.Width, "The channels");
        return [.. all.Select((channel, i) => channel.Complete(i, all.Length))];
    }

    private static double[] Light(Channel channel) =>
        [.. Enumerable.Range(0, 3).Select(i => Convert.ToByte(channel.Colour![(1 + 2 * i)..(3 + 2 * i)], 16) / 255.0)];

    private static (byte, byte, byte) Sum(Channel[] channels, double[][] lights, int y, int x, int side)
    {
        double red = 0, green = 0, blue = 0;
        for (var i = 0; i < channels.Length; i++)
        {
            var (low, high) = channels[i].Range!.Value;
            var value = Raster.Mean(channels[i].Image, 0, y, x, side);
            var place = high > low && !double.IsNaN(value) ? Math.Clamp((value - low) / (high - low), 0, 1) : 0;
            (red, green, blue) = (red + place * lights[i][0], green + place * lights[i][1], blue + place * lights[i][2]);
        }
        return (Raster.Byte(red), Raster.Byte(green), Raster.Byte(blue));
    }
}
