using System.Globalization;
using BioDL.Cli.Pretrained;
using BioDL.Models;

namespace BioDL.Cli.Tests.Pretrained;

/// <summary>The kept table is what the protocol measures.</summary>
public sealed class ForegroundTableTests
{
    private static readonly string Kept = Path.Combine(Workplace.Find(null, AppContext.BaseDirectory).Root, "data-manifests", "model-unet2d-nuclei-broad.figures.csv");

    [Fact]
    public void It_has_three_rows_for_each_kind_and_ends_that_hold_the_mean()
    {
        var lines = File.ReadAllLines(Kept);
        Assert.Equal("kind,data_set,method,images,fields,foreground_iou,low,high", lines[0]);
        Assert.Equal(3 * ForegroundKind.All.Count, lines.Length - 1);
        for (var n = 0; n < ForegroundKind.All.Count; n++)
        {
            var kind = ForegroundKind.All[n];
            Assert.All(lines.Skip(1 + 3 * n).Take(3), line => Assert.StartsWith($"\"{kind.Name}\",{kind.Set},", line, StringComparison.Ordinal));
        }
        Assert.All(lines.Skip(1), line => Assert.InRange(Number(line, 3), Number(line, 2), Number(line, 1)));
    }

    [RealImagesFact]
    public void Brightfield_measured_anew_gives_the_kept_rows() => Again("brightfield");

    [RealImagesFact]
    [Trait("Tier", "long")]
    public void All_kinds_measured_anew_give_the_kept_rows() => Assert.All(ForegroundKind.All, kind => Again(kind.Name));

    /// <summary>Widths of vectors may move a pixel across the level of 0.5.</summary>
    private static void Again(string name)
    {
        var kept = File.ReadAllLines(Kept).Where(line => line.StartsWith($"\"{name}\",", StringComparison.Ordinal)).ToArray();
        var found = new ForegroundProtocol(Zoo.Open("unet2d-nuclei-broad")).Measure(ForegroundKind.All.Single(kind => kind.Name == name));
        Assert.Equal(kept.Length, found.Count);
        foreach (var (line, figure) in kept.Zip(found))
        {
            Assert.Contains($",{figure.Method},{figure.Images},{figure.Value.Fields},", line, StringComparison.Ordinal);
            Assert.Equal(Number(line, 3), figure.Value.Mean, 0.002);
            Assert.Equal(Number(line, 2), figure.Value.Low, 0.004);
            Assert.Equal(Number(line, 1), figure.Value.High, 0.004);
        }
    }

    private static double Number(string line, int fromEnd) => double.Parse(line.Split(',')[^fromEnd], CultureInfo.InvariantCulture);
}
