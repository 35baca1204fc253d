using BioDL.Images;

namespace BioDL.Simulation;

/// <summary>Turns round objects into light and labels.</summary>
internal sealed class SpotPainter(Microscope microscope, List<Spot> spots)
{
    /// <summary>No pixel farther than this outside of an object's radius belongs to it.</summary>
    public double LabelMargin { get; init; } = 1;

    /// <summary>Adds the light of an object; the last is its place in the list.</summary>
    public required Action<ShapeCanvas, Spot, int> Paint { get; init; }

    /// <summary>Whether a pixel belongs to an object, by the distance of their centres in pixels.</summary>
    public required Func<Spot, double, bool> Covers { get; init; }

    public Image Photons(double background, string provenance)
    {
        var canvas = new ShapeCanvas(microscope);
        for (var i = 0; i < spots.Count; i++)
            Paint(canvas, spots[i], i);
        var sharp = new Image(1, microscope.Height + 2 * microscope.Border, microscope.Width + 2 * microscope.Border, canvas.Values)
        {
            PixelSize = microscope.PixelSize,
            Provenance = provenance,
        };
        return microscope.Light(sharp, background);
    }

    /// <summary>The objects that cover a pixel of the field, in the order in which they were set.</summary>
    public List<Spot> Shown() => spots.FindAll(spot => Pixels(spot).Any());

    public LabelImage Labels(List<Spot> shown)
    {
        var labels = new int[microscope.Height * microscope.Width];
        for (var i = 0; i < shown.Count; i++)
        {
            foreach (var pixel in Pixels(shown[i]))
                labels[pixel] = labels[pixel] == 0 ? i + 1 : labels[pixel];
        }
        return new LabelImage(microscope.Height, microscope.Width, labels) { PixelSize = microscope.PixelSize };
    }

    /// <summary>Places in the field, row by row, of the pixels that an object covers.</summary>
    private IEnumerable<int> Pixels(Spot spot)
    {
        var reach = spot.Radius + LabelMargin;
        for (var y = Math.Max(0, (int)(spot.Y - reach)); y <= Math.Min(microscope.Height - 1, spot.Y + reach); y++)
        {
            for (var x = Math.Max(0, (int)(spot.X - reach)); x <= Math.Min(microscope.Width - 1, spot.X + reach); x++)
            {
                if (Covers(spot, Math.Sqrt((x - spot.X) * (x - spot.X) + (y - spot.Y) * (y - spot.Y))))
                    yield return y * microscope.Width + x;
            }
        }
    }
}
