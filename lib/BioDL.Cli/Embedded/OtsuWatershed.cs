using BioDL.Classical;
using BioDL.Data;
using BioDL.Images;

namespace BioDL.Cli.Embedded;

/// <summary>The classical way, which every model is measured against: smooth, Otsu's threshold, watershed of the distance map, small objects removed.</summary>
/// <param name="Sigma">Smoothing of the image, pixels.</param>
/// <param name="MinimumDistance">Smallest distance of two seeds, pixels.</param>
/// <param name="MinimumArea">Smallest object, pixels.</param>
internal sealed record OtsuWatershed(double Sigma, double MinimumDistance, int MinimumArea)
{
    /// <summary>The parameters that do best on the fields of <c>train</c> of one set: the classical way is set up for each set by itself.</summary>
    public static Choice<OtsuWatershed> Choose(IReadOnlyList<Sample> train)
    {
        (Sample, Image)[] fields = [.. train.Select(field => (field, field.Image))];
        return Choice.Best<OtsuWatershed, Image>(Settings, [fields], (setting, image) => setting.Segment(image));
    }

    /// <summary>The objects of an image.</summary>
    public LabelImage Segment(Image image) =>
        image.Gaussian(Sigma).Threshold(Thresholds.Otsu).FillHoles().Watershed(minimumDistance: MinimumDistance).RemoveSmall(MinimumArea).Renumber();

    private static IEnumerable<OtsuWatershed> Settings =>
        from sigma in new[] { 0.0, 0.5, 1, 2, 3 }
        from distance in new[] { 2.0, 4, 7, 11, 16, 22, 32 }
        from area in new[] { 10, 20, 40, 80, 160 }
        select new OtsuWatershed(sigma, distance, area);
}
