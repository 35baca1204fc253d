namespace BioDL.Images;

/// <summary>The one to three stains of a preparation: <c>image.Separate(Stains.HematoxylinEosin)["hematoxylin"]</c>.</summary>
public sealed record Stains
{
    /// <summary>What two stains leave unexplained, at right angles to both.</summary>
    public const string Residual = "residual";

    private const double SmallestAngle = 1;

    /// <summary>Any one to three stains.</summary>
    /// <param name="stains">Of different names and of directions that differ by a degree or more.</param>
    /// <exception cref="ArgumentException">There are none or more than three, or some are alike.</exception>
    public Stains(params IReadOnlyList<Stain> stains)
    {
        ArgumentNullException.ThrowIfNull(stains);
        if (stains.Count is < 1 or > 3)
            throw new ArgumentException($"{stains.Count} stains were given; three colour channels tell one to three apart.", nameof(stains));
        if (stains.Select(stain => stain.Name).Append(Residual).Distinct(StringComparer.OrdinalIgnoreCase).Count() <= stains.Count)
            throw new ArgumentException(
                $"The stains are called {string.Join(", ", stains.Select(stain => stain.Name))}; give each a name of its own other "
                + $"than {Residual}.", nameof(stains));
        All = [.. stains];
        Axes = [.. stains.Select(stain => stain.Direction), .. Complete(stains)];
        var volume = Math.Abs(Axes[0].Dot(Axes[1].Cross(Axes[2])));
        if (volume < Math.Sin(SmallestAngle * Math.PI / 180))
            throw new ArgumentException(
                $"The stains {string.Join(", ", stains)} are too much alike to be told apart: each must differ from the others, and from their mixtures, "
                + "by a degree or more. Give fewer.", nameof(stains));
    }

    /// <summary>H&amp;E, by Ruifrok and Johnston.</summary>
    public static Stains HematoxylinEosin { get; } = new(Stain.Hematoxylin, Stain.Eosin);

    /// <summary>Hematoxylin and DAB, by Ruifrok and Johnston.</summary>
    public static Stains HematoxylinDab { get; } = new(Stain.Hematoxylin, Stain.Dab);

    /// <summary>Hematoxylin, eosin and DAB, by Ruifrok and Johnston: the <c>hed_from_rgb</c> of scikit-image.</summary>
    public static Stains HematoxylinEosinDab { get; } = new(Stain.Hematoxylin, Stain.Eosin, Stain.Dab);

    /// <summary>"H&amp;E" of ImageJ's Colour Deconvolution.</summary>
    public static Stains HematoxylinEosinImageJ { get; } = new(Stain.HematoxylinImageJ, Stain.EosinImageJ);

    /// <summary>The stains, in the order of the channels of their amounts.</summary>
    public IReadOnlyList<Stain> All { get; }

    /// <summary>Names of the channels: the stains and, with two, what they leave.</summary>
    public IReadOnlyList<string> Names => [.. All.Select(stain => stain.Name), .. All.Count == 2 ? [Residual] : Array.Empty<string>()];

    /// <summary>Three directions that span all colours: the stains and directions at right angles to them.</summary>
    internal IReadOnlyList<Direction> Axes { get; }

    /// <summary>Two stains as the image itself shows them; <see cref="StainEstimate"/> says how and whether there are two.</summary>
    /// <param name="image">Red, green, blue × height × width: transmitted light; all values finite.</param>
    /// <param name="backgrounds">Light of empty glass in each channel; found by <see cref="Separation.EstimateBackground"/> when null.</param>
    /// <exception cref="ArgumentException">The image has not 3 channels, holds what is not finite, or hardly absorbs light anywhere.</exception>
    public static StainEstimate Estimate(Image image, IReadOnlyList<double>? backgrounds = null) => StainEstimator.Estimate(image, backgrounds);

    /// <summary>For every channel, what to multiply densities with so that the sum is the amount: the inverse of the matrix whose rows are the axes.</summary>
    internal Direction[] Unmixing()
    {
        var (a, b, c) = (Axes[0], Axes[1], Axes[2]);
        var volume = a.Dot(b.Cross(c));
        Direction[] columns = [b.Cross(c).Times(1 / volume), c.Cross(a).Times(1 / volume), a.Cross(b).Times(1 / volume)];
        return columns[..Names.Count];
    }

    /// <inheritdoc/>
    public override string ToString() => string.Join(" and ", All);

    private static IEnumerable<Direction> Complete(IReadOnlyList<Stain> stains)
    {
        if (stains.Count == 2)
            return [Upright(stains[0].Direction.Cross(stains[1].Direction))];
        if (stains.Count == 3)
            return [];
        var first = stains[0].Direction;
        var second = Upright(first.Cross(Math.Abs(first.Red) < 0.5 ? new Direction(1, 0, 0) : new Direction(0, 1, 0)));
        return [second, first.Cross(second)];
    }

    /// <summary>Length 1 where there is a length: stains that are alike are refused later.</summary>
    private static Direction Upright(Direction direction) => direction.Length > 0 ? direction.Unit() : direction;
}
