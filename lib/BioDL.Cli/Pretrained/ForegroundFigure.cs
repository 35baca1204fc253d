using System.Globalization;
using BioDL.Cli.Embedded;

namespace BioDL.Cli.Pretrained;

/// <summary>One row of the table: the foreground's intersection over union of one method on one kind of image.</summary>
/// <param name="Kind">The kind of image.</param>
/// <param name="Method">The model, Otsu, or the one less the other.</param>
/// <param name="Images">Number of images.</param>
/// <param name="Value">Mean over fields with its interval.</param>
internal sealed record ForegroundFigure(ForegroundKind Kind, string Method, int Images, Interval Value)
{
    private const string Head = "kind,data_set,method,images,fields,foreground_iou,low,high";

    /// <summary>The rows as CSV. Of a single field there is no interval, and its ends are empty.</summary>
    public static string ToCsv(IEnumerable<ForegroundFigure> figures) => Head + "\n" + string.Concat(figures.Select(figure => figure.CsvLine() + "\n"));

    /// <summary>The row as a line on the screen.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"  {Method,-32} {Value.Mean,6:0.000}  {(Value.Fields > 1 ? $"{Value.Low,6:0.000} to {Value.High,6:0.000}" : "one field: no interval")}");

    private string CsvLine() => string.Create(CultureInfo.InvariantCulture,
        $"\"{Kind.Name}\",{Kind.Set},{Method},{Images},{Value.Fields},{Value.Mean:0.0000},{(Value.Fields > 1 ? $"{Value.Low:0.0000},{Value.High:0.0000}" : ",")}");
}
