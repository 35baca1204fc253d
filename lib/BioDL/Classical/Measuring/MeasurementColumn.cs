using System.Globalization;

namespace BioDL.Classical;

/// <summary>One column of the table of measurements.</summary>
/// <param name="Name">In words, without the unit: "Feret maximum".</param>
/// <param name="Unit">As readers write it: "µm²"; empty for shares, counts and grey values.</param>
/// <param name="Value">What stands in a row.</param>
internal sealed record MeasurementColumn(string Name, string Unit, Func<MeasuredObject, double> Value)
{
    /// <summary>Whether the column is among those that a notebook shows.</summary>
    public bool Shown { get; init; }

    public string Title => Unit.Length > 0 ? $"{Name} ({Unit})" : Name;

    /// <summary>Title for files, in letters that every program reads: "feret_maximum_um".</summary>
    public string FileTitle => Title.ToLowerInvariant().Replace("µm", "um", StringComparison.Ordinal).Replace("²", "2", StringComparison.Ordinal)
        .Replace("°", "degrees", StringComparison.Ordinal).Replace("(", "", StringComparison.Ordinal)
        .Replace(")", "", StringComparison.Ordinal).Replace(' ', '_');

    /// <summary>All columns of some objects, in the order of the file.</summary>
    public static IReadOnlyList<MeasurementColumn> Of(MeasuredObjects objects)
    {
        var channels = objects.Count > 0 ? objects[0].Channels.Count : 0;
        List<MeasurementColumn> columns = [.. Shapes(objects.Unit)];
        for (var channel = 0; channel < channels; channel++)
        {
            columns.AddRange(Intensities(channel, channels == 1 ? "" : $" channel {channel}"));
            if (objects[0].Channels[channel].Texture is not null)
                columns.AddRange(Textures(channel, channels == 1 ? "" : $" channel {channel}"));
        }
        return columns;
    }

    /// <summary>A number for readers: whole ones in full, others with three significant digits; – when undefined.</summary>
    public static string Short(double value)
    {
        if (double.IsNaN(value))
            return "–";
        if (value == Math.Round(value) && Math.Abs(value) < 1e6)
            return value.ToString("0", CultureInfo.InvariantCulture);
        var digits = (int)Math.Floor(Math.Log10(Math.Abs(value)));
        return digits is < -3 or > 5
            ? value.ToString("0.00e+0", CultureInfo.InvariantCulture)
            : value.ToString("F" + Math.Max(0, 2 - digits), CultureInfo.InvariantCulture);
    }

    private static IEnumerable<MeasurementColumn> Shapes(string unit) =>
    [
        new("Label", "", item => item.Label) { Shown = true },
        new("Pixels", "", item => item.Pixels),
        new("Area", unit + "²", item => item.Area) { Shown = true },
        new("Perimeter", unit, item => item.Perimeter) { Shown = true },
        new("Crofton perimeter", unit, item => item.CroftonPerimeter),
        new("Centroid X", "px", item => item.CentroidX),
        new("Centroid Y", "px", item => item.CentroidY),
        new("Left", "px", item => item.Bounds.X),
        new("Top", "px", item => item.Bounds.Y),
        new("Width", "px", item => item.Bounds.Width),
        new("Height", "px", item => item.Bounds.Height),
        new("Major axis", unit, item => item.MajorAxis) { Shown = true },
        new("Minor axis", unit, item => item.MinorAxis) { Shown = true },
        new("Eccentricity", "", item => item.Eccentricity),
        new("Orientation", "°", item => item.Orientation),
        new("Hull area", unit + "²", item => item.HullArea),
        new("Solidity", "", item => item.Solidity) { Shown = true },
        new("Feret maximum", unit, item => item.FeretMaximum),
        new("Feret minimum", unit, item => item.FeretMinimum),
        new("Circularity", "", item => item.Circularity) { Shown = true },
        new("Extent", "", item => item.Extent),
        new("Equivalent diameter", unit, item => item.EquivalentDiameter),
        new("Touches border", "", item => item.TouchesBorder ? 1 : 0),
    ];

    private static IEnumerable<MeasurementColumn> Intensities(int channel, string where) =>
    [
        new("Mean" + where, "", item => item.Channels[channel].Mean) { Shown = true },
        new("Minimum" + where, "", item => item.Channels[channel].Minimum),
        new("Maximum" + where, "", item => item.Channels[channel].Maximum),
        new("Standard deviation" + where, "", item => item.Channels[channel].StandardDeviation),
        new("Sum" + where, "", item => item.Channels[channel].Sum),
        new("Weighted centroid X" + where, "px", item => item.Channels[channel].WeightedCentroidX),
        new("Weighted centroid Y" + where, "px", item => item.Channels[channel].WeightedCentroidY),
    ];

    private static IEnumerable<MeasurementColumn> Textures(int channel, string where)
    {
        MeasurementColumn Column(string name, Func<Texture, double> value) => new(name + where, "", item => value(item.Channels[channel].Texture!));
        yield return Column("Angular second moment", texture => texture.AngularSecondMoment);
        yield return Column("Contrast", texture => texture.Contrast);
        yield return Column("Correlation", texture => texture.Correlation);
        yield return Column("Variance", texture => texture.Variance);
        yield return Column("Inverse difference moment", texture => texture.InverseDifferenceMoment);
        yield return Column("Sum average", texture => texture.SumAverage);
        yield return Column("Sum variance", texture => texture.SumVariance);
        yield return Column("Sum entropy", texture => texture.SumEntropy);
        yield return Column("Entropy", texture => texture.Entropy);
        yield return Column("Difference variance", texture => texture.DifferenceVariance);
        yield return Column("Difference entropy", texture => texture.DifferenceEntropy);
        yield return Column("Information correlation 1", texture => texture.InformationCorrelation1);
        yield return Column("Information correlation 2", texture => texture.InformationCorrelation2);
    }
}
