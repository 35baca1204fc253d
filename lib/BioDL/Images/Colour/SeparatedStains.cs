using BioDL.Hosting;

namespace BioDL.Images;

/// <summary>An image taken apart into its stains; shown as each stain would look alone.</summary>
public sealed class SeparatedStains : IDisplayable
{
    private readonly IReadOnlyList<double> backgrounds;

    internal SeparatedStains(Stains stains, Image amounts, IReadOnlyList<double> backgrounds) =>
        (Stains, Amounts, this.backgrounds) = (stains, amounts, [.. backgrounds]);

    /// <summary>What was separated.</summary>
    public Stains Stains { get; }

    /// <summary>All amounts: a channel for each of the stains' names, in their order; optical densities in decades along the stain's direction.</summary>
    public Image Amounts { get; }

    /// <summary>The amount of one stain, brighter where there is more: an image of one channel, ready for a threshold.</summary>
    /// <param name="name">"hematoxylin", "eosin", "DAB", "residual" …; capitals do not matter.</param>
    /// <exception cref="ArgumentException">There is no such stain; the message names those that there are.</exception>
    public Image this[string name] => Amounts.TakeChannels(IndexOf(name));

    /// <summary>The image as it would look with one stain alone: light = background · 10^(−amount · direction).</summary>
    /// <param name="name">As for the amount.</param>
    /// <returns>Red, green, blue × height × width, in the units of the background.</returns>
    /// <exception cref="ArgumentException">There is no such stain.</exception>
    public Image Colour(string name)
    {
        var direction = Stains.Axes[IndexOf(name)];
        var amount = this[name];
        var densities = new float[3 * amount.Values.Length];
        double[] shares = [direction.Red, direction.Green, direction.Blue];
        for (var channel = 0; channel < 3; channel++)
        {
            var share = (float)shares[channel];
            for (var i = 0; i < amount.Values.Length; i++)
                densities[channel * amount.Values.Length + i] = amount.Values[i] * share;
        }
        return new Image(3, amount.Height, amount.Width, densities) { PixelSize = amount.PixelSize, Provenance = amount.Provenance }
            .FromOpticalDensity(backgrounds);
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Amounts.Width} × {Amounts.Height} pixels taken apart into {string.Join(", ", Stains.Names)}";

    /// <summary>Each stain in its own colour, side by side in the order of their names.</summary>
    public MimeBundle ToMimeBundle()
    {
        const int Gap = 6;
        Image[] pictures = [.. Stains.All.Select(stain => Colour(stain.Name))];
        var (height, width) = (Amounts.Height, Amounts.Width * pictures.Length + Gap * (pictures.Length - 1));
        var values = new float[Shape.Count(3, height, width)];
        Array.Fill(values, (float)backgrounds.Max());
        for (var n = 0; n < pictures.Length; n++)
        {
            for (var row = 0; row < 3 * height; row++)
                pictures[n].Values.Slice(row * Amounts.Width, Amounts.Width).CopyTo(values.AsSpan(row * width + n * (Amounts.Width + Gap)));
        }
        return MimeBundle.OfText($"{this}; shown from the left: {string.Join(", ", Stains.All.Select(stain => stain.Name))}")
            .WithPng(PngEncoder.Preview(new Image(3, height, width, values)));
    }

    private int IndexOf(string name)
    {
        var names = Stains.Names;
        for (var i = 0; i < names.Count; i++)
        {
            if (string.Equals(names[i], name, StringComparison.OrdinalIgnoreCase))
                return i;
        }
        throw new ArgumentException($"The stain '{name}' was asked for, but there are {string.Join(", ", names)}.", nameof(name));
    }
}
