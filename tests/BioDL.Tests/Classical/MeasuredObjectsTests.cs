using System.Globalization;
using BioDL.Classical;
using BioDL.Display;
using BioDL.Hosting;
using BioDL.Images;

namespace BioDL.Tests.Classical;

/// <summary>How measurements are shown and saved.</summary>
public sealed class MeasuredObjectsTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("measured").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void A_median_is_the_middle_value_and_leaves_out_what_is_undefined()
    {
        var measured = new LabelImage(1, 10, [1, 2, 2, 3, 3, 3, 3, 3, 3, 3]).Measure();
        Assert.Equal(2, measured.Median(o => o.Area));
        Assert.Equal(4.5, measured.Only(o => o.Label > 1).Median(o => o.Area));
        Assert.Equal(7, measured.Median(o => o.Label < 3 ? double.NaN : o.Area));
        Assert.Equal(double.NaN, new LabelImage(1, 3).Measure().Median(o => o.Area));
    }

    [Fact]
    public void The_file_has_units_in_its_heads_and_points_in_its_numbers_in_every_language()
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("") { NumberFormat = new NumberFormatInfo { NumberDecimalSeparator = "," } };
            Few(0.5).Measure(new Image(1, 2, 4, [1, 2, 3, 4, 5, 6, 7, 8.5f])).Save(Path("objects.csv"));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
        var lines = File.ReadAllLines(Path("objects.csv"));
        Assert.Equal(
            "label,pixels,area_um2,perimeter_um,crofton_perimeter_um,centroid_x_px,centroid_y_px,left_px,top_px,width_px,height_px,major_axis_um,minor_axis_um,"
            + "eccentricity,orientation_degrees,hull_area_um2,solidity,feret_maximum_um,feret_minimum_um,circularity,extent,equivalent_diameter_um,"
            + "touches_border,mean,minimum,maximum,standard_deviation,sum,weighted_centroid_x_px,weighted_centroid_y_px", lines[0]);
        Assert.Equal(3, lines.Length);
        Assert.StartsWith("1,2,0.5,0,", lines[1], StringComparison.Ordinal);
        Assert.StartsWith("7,1,0.25,0,", lines[2], StringComparison.Ordinal);
        Assert.EndsWith(",1,8.5,8.5,8.5,0,8.5,3,1", lines[2], StringComparison.Ordinal);
        Assert.All(lines, line => Assert.Equal(30, line.Split(',').Length));
        Assert.Equal(["objects.csv"], Directory.GetFiles(folder).Select(System.IO.Path.GetFileName));
    }

    [Fact]
    public void What_is_undefined_stays_empty_in_the_file()
    {
        Few(null).Measure().Save(Path("objects.csv"));
        var lines = File.ReadAllLines(Path("objects.csv"));
        Assert.Contains("area_px2", lines[0], StringComparison.Ordinal);
        Assert.Equal("", lines[2].Split(',')[Array.IndexOf(lines[0].Split(','), "circularity")]);
    }

    [Fact]
    public void Several_channels_and_textures_have_columns_of_their_own()
    {
        Few(null).Measure(new Image(2, 2, 4), new MeasureOptions { Texture = true }).Save(Path("objects.csv"));
        var heads = File.ReadAllLines(Path("objects.csv"))[0].Split(',');
        Assert.Equal(23 + 2 * (7 + 13), heads.Length);
        Assert.Equal(heads.Length, heads.Distinct().Count());
        Assert.Contains("mean_channel_1", heads);
        Assert.Contains("sum_entropy_channel_0", heads);
    }

    [Fact]
    public void A_notebook_shows_the_first_objects_and_what_is_usual_among_all()
    {
        var labels = new LabelImage(1, 24, [.. Enumerable.Range(0, 24).Select(i => i % 2 == 0 ? i / 2 + 1 : 0)]) { PixelSize = 0.5 };
        var bundle = labels.Measure(new Image(1, 1, 24, [.. Enumerable.Range(0, 24).Select(i => (float)i)])).ToMimeBundle();
        var text = bundle[MimeBundle.PlainText].Split('\n');
        Assert.Equal("12 objects measured, lengths in µm (a pixel is 0.5 µm)", text[0]);
        Assert.Contains("Area (µm²)", text[1], StringComparison.Ordinal);
        Assert.Equal(1 + 1 + 8 + 1 + 3 + 1, text.Length);
        Assert.StartsWith("smallest", text[11], StringComparison.Ordinal);
        Assert.EndsWith("  11", text[12], StringComparison.Ordinal);
        Assert.EndsWith("  22", text[13], StringComparison.Ordinal);
        Assert.Contains("<th scope=\"col\"", bundle[MimeBundle.Html], StringComparison.Ordinal);
    }

    [Fact]
    public void Charts_and_tables_take_what_was_measured()
    {
        var measured = Few(0.5).Measure();
        Assert.Equal(2, Table.Of(measured).Rows);
        Assert.NotNull(Chart.Histogram(measured.Select(item => item.Area), $"Area ({measured.Unit}²)", "Objects"));
        Assert.Equal("Object 7: 0.25 µm², centroid at column 3, row 1", measured[1].ToString());
    }

    [Fact]
    public void An_earlier_file_survives_when_a_new_one_cannot_be_written()
    {
        File.WriteAllText(Path("objects.csv"), "earlier");
        Assert.ThrowsAny<IOException>(() => Few(null).Measure().Save(Path("missing/objects.csv")));
        Assert.Equal("earlier", File.ReadAllText(Path("objects.csv")));
    }

    private static LabelImage Few(double? pixelSize) => new(2, 4, [1, 1, 0, 0, 0, 0, 0, 7]) { PixelSize = pixelSize };

    private string Path(string name) => System.IO.Path.Combine(folder, name);
}
