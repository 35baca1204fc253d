using System.Globalization;
using BioDL.Hosting;

namespace BioDL.Cli.Measuring;

/// <summary>The three tables of a measurement as CSV: what was chosen, what came out, and the scores of every photograph.</summary>
internal static class YardstickFiles
{
    /// <summary>The chosen pipelines, one row per set.</summary>
    public const string Settings = "classical-settings.csv";

    /// <summary>Means and differences with their intervals.</summary>
    public const string Figures = "classical-figures.csv";

    /// <summary>The scores of every photograph.</summary>
    public const string Fields = "classical-fields.csv";

    /// <summary>Writes all three; each is whole or not there.</summary>
    public static void Write(string folder, IReadOnlyList<SetYardstick> sets)
    {
        Directory.CreateDirectory(folder);
        Save(Path.Combine(folder, Fields), string.Join(',', (string[])["set", "method", "field", "images", .. MethodScores.Measures]),
            sets.SelectMany(set => set.Fields).Select(field => (string[])[field.Set, field.Method, field.Field, $"{field.Images}", .. field.Scores.Select(Number)]));
        Save(Path.Combine(folder, Settings),
            "set,data,train images,train fields,pipelines tried,train score,cross-validated score,folds,test score,gap,pipeline,settings", sets.Select(set => Row(set.Chosen)));
        Save(Path.Combine(folder, Figures), "set,method,measure,fields,images,estimate,low,high,p,verdict", sets.SelectMany(set => set.Figures).Select(Row));
    }

    private static string[] Row(ChosenPipeline chosen) =>
    [
        chosen.Set, chosen.Data, $"{chosen.Choice.Images}", $"{chosen.Choice.Photographs}", $"{chosen.Choice.Tried}", Number(chosen.Choice.TrainScore),
        Number(chosen.Choice.CrossValidated), $"{chosen.Choice.Folds}", Number(chosen.TestScore), Number(chosen.Gap), chosen.Choice.Pipeline.ToString(), chosen.Choice.Pipeline.ToSettings(),
    ];

    private static string[] Row(MeasuredFigure figure) =>
    [
        figure.Set, figure.Method, figure.Measure, $"{figure.Fields}", $"{figure.Images}", Number(figure.Estimate), Number(figure.Low), Number(figure.High), Number(figure.P), figure.Verdict,
    ];

    /// <summary>Six digits; empty where there is no number.</summary>
    private static string Number(double value) => double.IsNaN(value) ? "" : value.ToString("0.000000", CultureInfo.InvariantCulture);

    private static void Save(string path, string header, IEnumerable<string[]> rows) =>
        WholeFile.Write(path, string.Concat(rows.Select(row => string.Join(',', row)).Prepend(header).Select(line => line + '\n')));
}
