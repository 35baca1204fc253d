using BioDL.Images;

namespace BioDL.Classical;

/// <summary>A threshold method with its name.</summary>
/// <param name="Name">As in publications: "Otsu".</param>
/// <param name="Method">Finds the level.</param>
public sealed record NamedThreshold(string Name, ThresholdMethod Method)
{
    /// <inheritdoc/>
    public override string ToString() => Name;
}

/// <summary>The level that a method found in one image.</summary>
/// <param name="Name">The method.</param>
/// <param name="Level">In the units of the image; foreground is what is brighter.</param>
/// <param name="Foreground">Share of the pixels that are brighter, 0 to 1.</param>
public sealed record NamedLevel(string Name, float Level, double Foreground);

/// <content>All methods side by side.</content>
public static partial class Thresholds
{
    /// <summary>All methods here that find one level for a whole image.</summary>
    public static IReadOnlyList<NamedThreshold> All { get; } =
    [
        new(nameof(Otsu), Otsu), new(nameof(Li), Li), new(nameof(Triangle), Triangle), new(nameof(Yen), Yen),
        new(nameof(Isodata), Isodata), new(nameof(Minimum), Minimum), new(nameof(Mean), Mean),
    ];

    /// <summary>The method of a name: <c>image.Threshold(Named("Li"))</c>.</summary>
    /// <param name="name">One of the names in <see cref="All"/>; upper and lower case alike.</param>
    /// <exception cref="ArgumentException">No method has that name.</exception>
    public static ThresholdMethod Named(string name) =>
        All.FirstOrDefault(each => string.Equals(each.Name, name, StringComparison.OrdinalIgnoreCase))?.Method
        ?? throw new ArgumentException($"Found the name '{name}'; expected one of {string.Join(", ", All)}.", nameof(name));

    /// <summary>
    /// What each method of <see cref="All"/> finds in an image, from the lowest level to the highest; one that finds none (<see cref="Minimum"/> without two peaks) is left out:
    /// <c>foreach (var rival in Rivals(image)) chart = chart.WithLine(rival.Level, rival.Name);</c>
    /// </summary>
    /// <param name="image">An image of one channel, all values finite.</param>
    /// <exception cref="ArgumentException">The image has several channels, or a value is infinite or not a number.</exception>
    public static IReadOnlyList<NamedLevel> Rivals(Image image)
    {
        Pixels.RequireOneChannel(image, nameof(Rivals));
        Pixels.RequireFinite(image, nameof(Rivals));
        var found = new List<NamedLevel>();
        foreach (var rival in All)
        {
            try
            {
                var level = rival.Method(image);
                found.Add(new NamedLevel(rival.Name, level, (double)Sums.Of(image, level).Count / image.Values.Length));
            }
            catch (ArgumentException) when (rival.Method == Minimum)
            {
                // Without two peaks there is no valley between them: this method has no say here.
            }
        }
        return [.. found.OrderBy(rival => rival.Level)];
    }
}
