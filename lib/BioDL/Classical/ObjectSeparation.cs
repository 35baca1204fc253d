using BioDL.Images;

namespace BioDL.Classical;

/// <summary>
/// From what a network says of each pixel (foreground, and depth from 0 at an object's outline to 1 in its middle) to objects: the deep parts are the seeds, and the
/// depth is flooded from them within the foreground. The parameters belong to a network: choose them on images that it was not trained on, and never on those for the test.
/// </summary>
public sealed record ObjectSeparation
{
    private const int Channels = 2;

    /// <summary>Pixels with a larger probability are foreground, 0 to 1.</summary>
    public double Foreground { get; init; } = 0.5;

    /// <summary>Pixels deeper than this are seeds, 0 to 1: touching objects are cut apart when the depth between them stays below.</summary>
    public double Core { get; init; } = 0.5;

    /// <summary>Smaller seeds, in pixels, don't count.</summary>
    public int MinimumCore { get; init; } = 3;

    /// <summary>Smaller objects, in pixels, are removed.</summary>
    public int MinimumArea { get; init; } = 20;

    /// <summary>The objects.</summary>
    /// <param name="prediction">Two channels, 0 to 1: foreground and depth.</param>
    /// <returns>Objects numbered 1, 2, 3 …</returns>
    /// <exception cref="ArgumentException">The prediction has not two channels.</exception>
    public LabelImage Apply(Image prediction)
    {
        ArgumentNullException.ThrowIfNull(prediction);
        if (prediction.Channels != Channels)
            throw new ArgumentException($"Foreground and depth are {Channels} channels, but the prediction has {prediction.Channels}.", nameof(prediction));
        var foreground = prediction.Like(prediction.Channel(0).ToArray()).Threshold(Foreground).FillHoles();
        var depth = prediction.Like(prediction.Channel(1).ToArray());
        var seeds = WithUnseeded(foreground, Seeds(depth, foreground));
        var landscape = depth.Like(Array.ConvertAll(depth.Values.ToArray(), value => -value));
        return landscape.Watershed(seeds, foreground).RemoveSmall(MinimumArea).Renumber();
    }

    private LabelImage Seeds(Image depth, Mask foreground)
    {
        var deep = depth.Threshold(Core).Values.ToArray();
        for (var i = 0; i < deep.Length; i++)
            deep[i] &= foreground.Values[i];
        return new Mask(foreground.Height, foreground.Width, deep).Components(Connectivity.Four).RemoveSmall(MinimumCore).Renumber();
    }

    /// <summary>Adds the parts of the foreground that have no seed as seeds of their own: an object without a deep part is still one.</summary>
    private static LabelImage WithUnseeded(Mask foreground, LabelImage seeds)
    {
        var parts = foreground.Components(Connectivity.Four);
        var seeded = new bool[parts.Maximum + 1];
        for (var i = 0; i < parts.Values.Length; i++)
            seeded[parts.Values[i]] |= seeds.Values[i] > 0;
        var all = seeds.Values.ToArray();
        for (var i = 0; i < all.Length; i++)
        {
            if (parts.Values[i] > 0 && !seeded[parts.Values[i]])
                all[i] = seeds.Maximum + parts.Values[i];
        }
        return new LabelImage(foreground.Height, foreground.Width, all);
    }
}
