using BioDL.Classical;
using BioDL.Course;
using BioDL.Display;
using BioDL.Hosting;
using BioDL.Images;
using BioDL.Metrics;
using BioDL.Notebooks.Files;
using BioDL.Simulation;

namespace BioDL.Cli.Showing;

/// <summary>Every kind of picture, chart, table and note, from simulated images: looked at by people, and by tests in a browser.</summary>
internal static class Gallery
{
    private const int Fields = 30;

    /// <summary>The gallery as a notebook with outputs.</summary>
    public static NotebookFile Notebook()
    {
        var page = new GalleryNotebook().Text("# Gallery\n\nEvery kind of picture, chart, table and note that the course's library draws, from simulated nuclei.");
        var field = FluorescenceNuclei.Default.Render(7);
        var found = field.Image.Gaussian(1).Threshold(Thresholds.Otsu).Watershed().RemoveSmall(20);
        Pictures(page, field, found);
        Parts(page, field, found);
        Many(page, field);
        Simulated(page, field);
        Scales(page, field);
        Groups(page, field);
        Notes(page, field, found);
        return page.ToFile();
    }

    private static void Pictures(GalleryNotebook page, SimulatedField field, LabelImage found) => page
        .Text("## Pictures\n\nAn image, labels or a mask as the last line of a cell show as they are.")
        .Show("field.Image", field.Image)
        .Show("found", found)
        .Text("With a heading, a scale bar and outlines. Colours go with dashes.")
        .Show("field.Image.Show(\"Field 7\").Outline(field.Labels, \"truth\").Outline(found, \"Otsu\")",
            field.Image.Show("Field 7").Outline(field.Labels, "truth").Outline(found, "Otsu"))
        .Show("field.Image.Show(\"What was found\").Outline(Match.At(0.8, field.Labels, found))",
            field.Image.Show("What was found").Outline(Match.At(0.8, field.Labels, found)))
        .Text("Values in colours, with a bar. Touching objects differ in colour. Right and wrong pixel by pixel.")
        .Show("Panels.Of(distance.Show(\"Distance\", map: ColourMap.Viridis).WithBar(\"Distance to the edge (pixels)\"), …)", Panels.Of(
            found.Foreground().Distance().Show("Distance", map: ColourMap.Viridis).WithBar("Distance to the edge (pixels)"),
            field.Image.Show("Magma", map: ColourMap.Magma).WithBar("Brightness (grey values)"),
            field.Image.Show("Cividis", map: ColourMap.Cividis).WithBar("Brightness (grey values)"),
            field.Image.Show("Contrast from 1 to 99 %", Contrast.Range(field.Image, 1, 99)).WithBar("Brightness (grey values)"),
            found.Show("Labels"),
            found.Foreground().ShowErrors(field.Labels.Foreground(), "Error map")));

    private static void Parts(GalleryNotebook page, SimulatedField field, LabelImage found)
    {
        var nucleus = field.Nuclei[0];
        int size = 48, top = Inside(nucleus.Y, field.Image.Height), left = Inside(nucleus.X, field.Image.Width);
        var actin = field.Image.Gaussian(6);
        page.Text("## Parts enlarged, channels merged")
            .Show("field.Image.Show(\"Field 7\").Outline(found, \"Otsu\").Zoom(top, left, size: 48)", field.Image.Show("Field 7").Outline(found, "Otsu").Zoom(top, left, size))
            .Show("field.Image.Show(\"Field 7\").Outline(found, \"Otsu\").ZoomInCorner(top, left, size: 48)",
                field.Image.Show("Field 7").Outline(found, "Otsu").ZoomInCorner(top, left, size))
            .Show("Composite.ShowApart(\"DNA and surroundings\", (\"DNA\", dna), (\"Surroundings\", actin))",
                Composite.ShowApart("DNA and surroundings", ("DNA", field.Image), ("Surroundings", actin)))
            .Show("Composite.Show(\"Three channels\", (\"DNA\", dna), (\"Surroundings\", actin), (\"Distance\", distance))",
                Composite.Show("Three channels", ("DNA", field.Image), ("Surroundings", actin), ("Distance", found.Foreground().Distance())));

        int Inside(double centre, int length) => Math.Clamp((int)centre - size / 2, 0, length - size);
    }

    private static void Many(GalleryNotebook page, SimulatedField field) => page
        .Text("## Many at once")
        .Show("Thumbnails.Of(fields.Select(field => field.Image.Show(field.Id)), most: 12)", Thumbnails.Of(
            Enumerable.Range(1, Fields).Select(seed => field.Settings.Render(seed)).Select(one => one.Image.Show($"seed {one.Seed}").Outline(one.Labels, "truth")), most: 12));

    private static void Simulated(GalleryNotebook page, SimulatedField field) => page
        .Text("## The simulation\n\nEvery preset; then one field through worse microscopes, and with planted mistakes in its labels.")
        .Show("Presets.Sheet()", Presets.Sheet())
        .Show("Panels.Of(Perturb.Defocus(8).Apply(field.Image).Show(\"Out of focus\"), …)", Panels.Of(
            new[] { Perturb.Defocus(8), Perturb.Photons(20), Perturb.Gradient(0.8), Perturb.Compression(5), Perturb.RemovePatches(32, 0.2), Perturb.Invert() }
                .Select(change => change.Apply(field.Image).Show(change.ToString(), (0, 255)))))
        .Show("new LabelNoise { Missed = 0.1, Merged = 0.1, Jagged = 0.2, Dilated = 0.2 }.Apply(field.Labels)",
            new LabelNoise { Missed = 0.1, Merged = 0.1, Jagged = 0.2, Dilated = 0.2, MergeDistance = 20 }.Apply(field.Labels));

    private static void Scales(GalleryNotebook page, SimulatedField field)
    {
        double[] labelled = [1, 2, 4, 8, 16, 32, 64], frozen = [0.31, 0.42, 0.55, 0.64, 0.69, 0.72, 0.73], whole = [0.22, 0.35, 0.52, 0.66, 0.74, 0.79, 0.81];
        double[] areas = [.. field.Nuclei.Select((_, i) => (double)field.Labels.Areas[i + 1])];
        double[] brightness = [.. field.Nuclei.Select((_, i) => Mean(field, i + 1))];
        page.Text("## Charts along a scale")
            .Show("Chart.Histogram(field.Image, \"Brightness (grey values)\", \"Pixels\").WithLine(level, \"Otsu\").WithLogY()",
                Chart.Histogram(field.Image, "Brightness (grey values)", "Pixels", "Brightness").WithLine(Thresholds.Otsu(field.Image), "Otsu").WithLogY())
            .Show("smooth.ExploreThreshold(start: Otsu(smooth))", field.Image.Gaussian(1).ExploreThreshold(title: "Where does a nucleus begin?"))
            .Show("Chart.Line([frozen.WithBand(low, high, \"95 % interval\"), …]).WithLevel(0.62, \"one line of code\").WithLogX()", Chart.Line(
                [Banded("encoder frozen", labelled, frozen), Banded("all layers", labelled, whole)],
                "Labelled images", "Accuracy at IoU 0.5", "What each label buys").WithLogX().WithYRange(0, 1).WithLevel(0.62, "Otsu, no label").WithLevel(0.58, "inverted image"))
            .Show("Chart.Scatter([new Series(\"nuclei\", areas, brightness)], \"Area (pixels)\", \"Brightness (grey values)\")",
                Chart.Scatter([new Series("nuclei", areas, brightness)], "Area (pixels)", "Mean brightness (grey values)", "Every nucleus"))
            .Show("Chart.Step([new Series(\"nuclei\", sizes, shares)], \"Area (pixels)\", \"Share of nuclei up to this area\")", Chart.Step(
                [new Series("nuclei", [.. areas.Order()], [.. areas.Select((_, i) => (i + 1.0) / areas.Length)])], "Area (pixels)", "Share of nuclei up to this area (0 to 1)", "Cumulated sizes"));
    }

    private static Series Banded(string name, double[] x, double[] y) => new Series(name, x, y)
        .WithBand([.. y.Select((value, i) => value - 0.12 / (i + 1))], [.. y.Select((value, i) => value + 0.12 / (i + 1))], "95 % interval");

    private static double Mean(SimulatedField field, int label)
    {
        var values = Enumerable.Range(0, field.Labels.Height * field.Labels.Width).Where(i => field.Labels.Values[i] == label).Select(i => (double)field.Image.Values[i]);
        return values.Average();
    }

    private static void Groups(GalleryNotebook page, SimulatedField field)
    {
        (string, IEnumerable<double>)[] groups =
        [
            ("Few nuclei", field.Nuclei.Take(12).Select((_, i) => (double)field.Labels.Areas[i + 1])), ("All nuclei", field.Nuclei.Select((_, i) => (double)field.Labels.Areas[i + 1])),
        ];
        page.Text("## Charts of groups")
            .Show("Chart.Strip([(\"Few nuclei\", few), (\"All nuclei\", all)], \"Area (pixels)\")", Chart.Strip(groups, "Area (pixels)", "Each nucleus"))
            .Show("Chart.Box([(\"Few nuclei\", few), (\"All nuclei\", all)], \"Area (pixels)\")", Chart.Box(groups, "Area (pixels)", "Quartiles"))
            .Show("Chart.Bar([(\"Otsu\", 0.71, 0.66, 0.75), …], \"Accuracy at IoU 0.5\").WithYRange(0, 1)", Chart.Bar(
                [("Otsu + watershed", 0.71, 0.66, 0.75), ("Pixel classifier", 0.64, 0.52, 0.73), ("Pretrained U-Net", 0.84, 0.80, 0.87)], "Accuracy at IoU 0.5", "Three candidates").WithYRange(0, 1))
            .Show("Chart.Confusion(counts, [\"lymphocyte\", \"monocyte\", \"neutrophil\"])",
                Chart.Confusion(new[,] { { 58, 3, 1 }, { 7, 31, 4 }, { 0, 2, 94 } }, ["lymphocyte", "monocyte", "neutrophil"], "Who is taken for whom"))
            .Show("Panels.Of(chart, chart)", Panels.Of(
                Chart.Histogram(groups[1].Item2, "Area (pixels)", "Nuclei", "Sizes"),
                Chart.HeatMap(new double[12, 24].Filled((row, column) => Math.Sin(row / 4.0) * Math.Cos(column / 6.0)), Names("A", 12), Names("", 24), "Column of the plate", "Row of the plate, change of brightness (log2)", "A plate")));
    }

    private static string[] Names(string letter, int count) => [.. Enumerable.Range(0, count).Select(i => letter.Length > 0 ? $"{(char)(letter[0] + i)}" : $"{i + 1}")];

    private static double[,] Filled(this double[,] values, Func<int, int, double> value)
    {
        for (var i = 0; i < values.Length; i++)
            values[i / values.GetLength(1), i % values.GetLength(1)] = value(i / values.GetLength(1), i % values.GetLength(1));
        return values;
    }

    private static void Notes(GalleryNotebook page, SimulatedField field, LabelImage found)
    {
        // A session of its own: hints begin with the first.
        using var session = Host.Use(new ConsoleHost(TextWriter.Null));
        string[] hints = ["Which pixels does a cut take away?", "Count the foreground before and after.", "Nearly all foreground stays foreground."];
        page.Text("## Tables and notes")
            .Show("Table.Of(field.Nuclei.Take(5))", Table.Of(field.Nuclei.Take(5)).Titled("The first nuclei"))
            .Show("Check.Near(0.3, fall, within: 0.03, …)", Check.Near(0.3, 0, 0.03, hints))
            .Show("Check.Near(0.3, fall, within: 0.03, …)    // once more", Check.Near(0.3, 0, 0.03, hints))
            .Show("Check.Labels(found, field.Labels, iou: 0.5)", Check.Labels(field.Labels.Renumber(), field.Labels))
            .Show("DecisionPath.Read()", Path(found));
    }

    private static DecisionPath Path(LabelImage found)
    {
        var folder = Directory.CreateTempSubdirectory("biodl-gallery-").FullName;
        try
        {
            new NotebookResult { Notebook = "01-start-simple", Data = "embedded" }.With("mean accuracy", 0.7312).With("nuclei", found.Count)
                .Decide("Do I need deep learning at all?", "Classical steps are a candidate", "Mean accuracy 0.73 over 12 independent fields, 0.70 was asked for.").WriteTo(folder);
            return DecisionPath.Read(folder);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
