using BioDL.Images;

namespace BioDL.Simulation;

/// <summary>The perturbations, for curves of robustness: <c>foreach (var kind in Perturbations.For(image)) foreach (var strength in kind.Ladder) …</c>.</summary>
public static class Perturbations
{
    private const int PatchSide = 16;

    /// <summary>Every kind once, each at the strength that changes nothing.</summary>
    public static IReadOnlyList<Perturbation> All { get; } =
    [
        Perturb.Defocus(0), Perturb.Blur(0), Perturb.Photons(double.PositiveInfinity), Perturb.Gradient(0), Perturb.Vignetting(0), Perturb.Stain(0),
        Perturb.Scale(1), Perturb.Compression(double.PositiveInfinity), Perturb.RemovePatches(PatchSide, 0), Perturb.Brightness(1), Perturb.Contrast(1),
        Perturb.Gamma(1), Perturb.Invert().At(0),
    ];

    /// <summary>Those that suit an image: staining takes three channels, defocus a known pixel size; blur in pixels stands in where it is not known.</summary>
    public static IReadOnlyList<Perturbation> For(Image image)
    {
        ArgumentNullException.ThrowIfNull(image);
        return [.. All.Where(kind => kind.Name switch
        {
            "stain" => image.Channels == 3,
            "defocus" => image.PixelSize is not null,
            "blur" => image.PixelSize is null,
            _ => true,
        })];
    }
}
