using BioDL.Data;

namespace BioDL.Cli.Embedded;

/// <summary>Sizes of objects: diameters of circles of the same area, in pixels.</summary>
/// <param name="Low">5th percentile.</param>
/// <param name="Median">Half are smaller.</param>
/// <param name="High">95th percentile.</param>
internal sealed record Diameters(double Low, double Median, double High)
{
    public static Diameters Of(IEnumerable<Sample> fields)
    {
        var sorted = fields.SelectMany(field => field.Labels.Areas[1..].ToArray()).Where(area => area > 0).Select(area => 2 * Math.Sqrt(area / Math.PI)).Order().ToArray();
        return new Diameters(At(0.05), At(0.5), At(0.95));

        double At(double share) => sorted[(int)(share * (sorted.Length - 1))];
    }
}
