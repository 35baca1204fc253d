namespace BioDL.Images;

/// <summary>Taking images apart into channels and putting them together. Values, pixel size and provenance stay as they are.</summary>
public static class Channels
{
    /// <summary>
    /// Some channels, in the order asked for: <c>image.TakeChannels(0)</c> for the first, <c>image.TakeChannels(0, 1, 2)</c> to leave out
    /// opacity.
    /// </summary>
    /// <param name="image">Channel × height × width.</param>
    /// <param name="channels">At least one number from 0 to the number of channels − 1; repeats are allowed.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such channel.</exception>
    /// <exception cref="ArgumentException">No channel was asked for.</exception>
    public static Image TakeChannels(this Image image, params int[] channels)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentNullException.ThrowIfNull(channels);
        if (channels.Length == 0)
            throw new ArgumentException($"No channel was asked for. Name at least one of 0 to {image.Channels - 1}.", nameof(channels));
        var pixels = image.Height * image.Width;
        var values = new float[Shape.Count(channels.Length, image.Height, image.Width)];
        for (var i = 0; i < channels.Length; i++)
            image.Channel(channels[i]).CopyTo(values.AsSpan(i * pixels));
        return new Image(channels.Length, image.Height, image.Width, values) { PixelSize = image.PixelSize, Provenance = image.Provenance };
    }

    /// <summary>One image per channel, in their order.</summary>
    /// <param name="image">Channel × height × width.</param>
    public static IReadOnlyList<Image> SplitChannels(this Image image)
    {
        ArgumentNullException.ThrowIfNull(image);
        return [.. Enumerable.Range(0, image.Channels).Select(channel => image.TakeChannels(channel))];
    }

    /// <summary>All channels of several images in one, in the order given: <c>Channels.Merge(red, green, blue)</c>.</summary>
    /// <param name="images">At least one image; all of the same height and width, and, where it is known, the same pixel size.</param>
    /// <returns>
    /// The sum of all channels × height × width. The pixel size is the one that is known; the provenance is the common one, or all,
    /// separated by semicolons.
    /// </returns>
    /// <exception cref="ArgumentException">No image was given, or sizes or pixel sizes differ.</exception>
    public static Image Merge(params IReadOnlyList<Image> images)
    {
        ArgumentNullException.ThrowIfNull(images);
        if (images.Count == 0)
            throw new ArgumentException(
                "No image was given. Give at least one, such as the red, the green and the blue channel.", nameof(images));
        foreach (var image in images)
            Shape.RequireSame(images[0].Height, images[0].Width, image.Height, image.Width, "Images that are merged into one");
        var sizes = images.Select(image => image.PixelSize).OfType<double>().Distinct().ToArray();
        if (sizes.Length > 1)
            throw new ArgumentException(
                $"Images that are merged into one must have the same pixel size, but one has {sizes[0]} µm, another {sizes[1]} µm. "
                + "Call ResizeToPixelSize first.");
        var channels = (int)Math.Min(int.MaxValue, images.Sum(image => (long)image.Channels));
        var values = new float[Shape.Count(channels, images[0].Height, images[0].Width)];
        var end = 0;
        foreach (var image in images)
        {
            image.Values.CopyTo(values.AsSpan(end));
            end += image.Values.Length;
        }
        return new Image(channels, images[0].Height, images[0].Width, values)
        {
            PixelSize = sizes.Length == 0 ? null : sizes[0],
            Provenance = string.Join("; ", images.Select(image => image.Provenance).Where(text => text.Length > 0).Distinct()),
        };
    }
}
