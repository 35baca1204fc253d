using System.Globalization;
using BioDL.Images;

namespace BioDL.Classical;

/// <summary>
/// What was measured of one object. Lengths and areas are in <see cref="Unit"/> and its square: micrometres where the pixel size is known, else pixels.
/// Positions (centroids, bounds) are always in pixels, (0, 0) being the centre of the first pixel, so that they find their place in the image.
/// </summary>
public sealed record MeasuredObject
{
    /// <summary>The object's number in the label image.</summary>
    public required int Label { get; init; }

    /// <summary>The unit of lengths: "µm", or "px" where nobody recorded the pixel size.</summary>
    public required string Unit { get; init; }

    /// <summary>Number of pixels.</summary>
    public required int Pixels { get; init; }

    /// <summary>Area: the number of pixels, times the area of one.</summary>
    public required double Area { get; init; }

    /// <summary>
    /// Length of the path through the centres of the outermost pixels, holes included: 1 for a step along rows or columns, √2 for a diagonal one, the
    /// mean of both where one follows the other (Benkrid and Crookes; <c>skimage.measure.perimeter</c>). 0 for one or two pixels.
    /// </summary>
    public required double Perimeter { get; init; }

    /// <summary>
    /// Length of the outline by Crofton's formula, from how often lines in four directions meet it (<c>skimage.measure.perimeter_crofton</c>): less biased
    /// than <see cref="Perimeter"/> for small objects.
    /// </summary>
    public required double CroftonPerimeter { get; init; }

    /// <summary>Mean column of the pixels, in pixels.</summary>
    public required double CentroidX { get; init; }

    /// <summary>Mean row of the pixels, in pixels.</summary>
    public required double CentroidY { get; init; }

    /// <summary>The smallest rectangle of whole pixels that holds the object.</summary>
    public required Region Bounds { get; init; }

    /// <summary>Long axis of the ellipse with the same second moments: 4 √λ₁, where λ₁ ≥ λ₂ are the variances along the principal axes.</summary>
    public required double MajorAxis { get; init; }

    /// <summary>Short axis of that ellipse, 4 √λ₂; 0 for a line of single pixels.</summary>
    public required double MinorAxis { get; init; }

    /// <summary>√(1 − λ₂ / λ₁): 0 for a disc, towards 1 for a line; 0 for a single pixel.</summary>
    public double Eccentricity => MajorAxis > 0 ? Math.Sqrt(Math.Max(0, 1 - MinorAxis * MinorAxis / (MajorAxis * MajorAxis))) : 0;

    /// <summary>
    /// Angle from the image's horizontal to the long axis, counter-clockwise as seen, in degrees: 0 lies flat, 90 stands upright, 135 falls from top left
    /// to bottom right; at least 0 and below 180, as in ImageJ. scikit-image's is this minus 90°, in radians (except that its 0.19 mirrors exact diagonals).
    /// Not a number where no direction is longest.
    /// </summary>
    public required double Orientation { get; init; }

    /// <summary>
    /// Area of the convex hull: pixels whose centres lie in or on the hull of the midpoints of all pixels' sides (<c>area_convex</c> of scikit-image).
    /// </summary>
    public required double HullArea { get; init; }

    /// <summary>Area / area of the convex hull: 1 when nothing is dented.</summary>
    public double Solidity => Area / HullArea;

    /// <summary>
    /// Largest distance between two points of the hull's outline, the midpoints of the sides of the hull's pixels (<c>feret_diameter_max</c> of
    /// scikit-image): 1 for a single pixel; for drawn shapes up to about a pixel more than before they were cut into pixels.
    /// </summary>
    public required double FeretMaximum { get; init; }

    /// <summary>Smallest distance of two parallel lines that hold the same outline between them; a single pixel, a diamond here, has √½.</summary>
    public required double FeretMinimum { get; init; }

    /// <summary>
    /// 4π area / perimeter²: 1 for a disc, above it for very small objects, whose <see cref="Perimeter"/> is short; not a number when that is 0.
    /// </summary>
    public double Circularity => Perimeter > 0 ? 4 * Math.PI * Area / (Perimeter * Perimeter) : double.NaN;

    /// <summary>Share of the bounding box that the object fills.</summary>
    public double Extent => Pixels / ((double)Bounds.Width * Bounds.Height);

    /// <summary>Diameter of the disc with the same area, √(4 area / π).</summary>
    public double EquivalentDiameter => Math.Sqrt(4 * Area / Math.PI);

    /// <summary>Whether a pixel lies on the outermost rows or columns of the image: the object may go on beyond.</summary>
    public required bool TouchesBorder { get; init; }

    /// <summary>Intensities, and textures if asked for, of each channel; empty when no image was given.</summary>
    public IReadOnlyList<ChannelMeasurement> Channels { get; init; } = [];

    /// <summary>One channel: <c>measured.Select(o =&gt; o.Channel(0).Mean)</c>.</summary>
    /// <exception cref="InvalidOperationException">No image was given.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such channel.</exception>
    public ChannelMeasurement Channel(int channel)
    {
        if (Channels.Count == 0)
            throw new InvalidOperationException("No intensity was measured, because no image was given. Call labels.Measure(image).");
        if ((uint)channel >= (uint)Channels.Count)
            throw new ArgumentOutOfRangeException(
                nameof(channel), $"Channel {channel} was asked for, but the channels that were measured are 0 to {Channels.Count - 1}.");
        return Channels[channel];
    }

    /// <summary>The object in one line.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"Object {Label}: {Area:0.###} {Unit}², centroid at column {CentroidX:0.#}, row {CentroidY:0.#}");
}
