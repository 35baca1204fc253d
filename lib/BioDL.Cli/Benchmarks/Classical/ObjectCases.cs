using BioDL.Classical;
using BioDL.Metrics;

namespace BioDL.Cli.Benchmarks.Classical;

/// <summary>From masks to objects; the peers stand in environment/peers/classical/objects.py.</summary>
internal static class ObjectCases
{
    private const int Medium = 1024;

    public static IReadOnlyList<ClassicalCase> All { get; } =
    [
        new("distance transform", scene => scene.Mask.Distance()),
        new("components", scene => scene.Mask.Components()),
        new("components, 4 neighbours", scene => scene.Mask.Components(Connectivity.Four)),
        new("remove small", scene => scene.Mask.RemoveSmall(60)),
        new("fill holes", scene => scene.Mask.FillHoles()),
        new("clear border", scene => scene.Labels.ClearBorder()),
        new("erosion of a mask, disk of 5", scene => scene.Mask.Erode(5)),
        new("dilation of a mask, disk of 5", scene => scene.Mask.Dilate(5)),
        new("opening of a mask, disk of 5", scene => scene.Mask.Open(5)),
        new("opening of a mask, disk of 15", scene => scene.Mask.Open(15)) { LargestPeerSide = Medium },
        new("opening of a mask, square of 11", scene => scene.Mask.Open(5, Footprint.Square)),
        new("erosion, disk of 5", scene => scene.Image.Erode(5)),
        new("dilation, disk of 5", scene => scene.Image.Dilate(5)),
        new("opening, disk of 5", scene => scene.Image.Open(5)) { LargestPeerSide = Medium },
        new("opening, disk of 15", scene => scene.Image.Open(15)) { LargestPeerSide = Medium },
        new("opening, square of 31", scene => scene.Image.Open(15, Footprint.Square)),
        new("white top-hat, disk of 10", scene => scene.Image.TopHat(10)) { LargestPeerSide = Medium },
        new("reconstruction", scene => scene.Eroded.ReconstructByDilation(scene.Image)),
        new("fill holes of an image", scene => scene.Smooth.FillHoles()),
        new("maxima", scene => scene.Smooth.Maxima()),
        new("h-maxima", scene => scene.Distance.HMaxima(0.5)),
        new("skeleton", scene => scene.Mask.Skeletonise()),
        new("expand labels", scene => scene.Labels.ExpandLabels(5)),
        new("boundaries", scene => scene.Labels.FindBoundaries()),
        new("active contour, 10 iterations", scene => scene.Image.ActiveContour(iterations: 10)) { LargestPeerSide = Medium },
        new("watershed from seeds", scene => scene.Landscape.Watershed(scene.Seeds, scene.Mask)),
        new("measurements, shape and intensity", scene => scene.Labels.Measure(scene.Image)) { LargestPeerSide = Medium },
        new("matching", scene => Match.At(0.5, scene.Truth, scene.Labels)) { LargestPeerSide = Medium },
    ];
}
