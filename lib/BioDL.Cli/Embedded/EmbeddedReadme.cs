using System.Globalization;
using BioDL.Data;

namespace BioDL.Cli.Embedded;

/// <summary>What a person should know of a model before using it.</summary>
internal static class EmbeddedReadme
{
    public static string Of(EmbeddedPackage package)
    {
        var (recipe, separation) = (package.Recipe, package.Separation);
        return string.Create(CultureInfo.InvariantCulture, $"""
            # {recipe.Title}

            A U-Net of {package.Parameters:N0} parameters that says of each pixel whether it belongs to a nucleus, and how deep within it lies: 0 at the
            outline, 1 in the middle. Deep parts become seeds, and a watershed on the depth tells touching nuclei apart.

            Learnt from the `train` part of {string.Join(", ", recipe.TrainingSets)} ({string.Join("; ", recipe.TrainingSets.Select(id => DatasetManifest.Of(id).Citation).Distinct())}).
            Made by `biodl train-embedded`: {recipe.Steps:N0} steps of {recipe.BatchSize} patches of {recipe.PatchSize} × {recipe.PatchSize} pixels, seed {recipe.Seed}; whoever runs it on the same
            kind of processor gets the same weights.

            ## How to use it

            Brightness: (x − p{recipe.Range.Low}) / (p{recipe.Range.High} − p{recipe.Range.Low} + 0.000001), percentiles of the whole image. Height and width: multiples of {recipe.Multiple}; mirror the image
            at its edge to get there. Then a sigmoid. Objects: foreground above {separation.Setting.Foreground}, seeds deeper than {separation.Setting.Core} and of at least {separation.Setting.MinimumCore} pixels,
            objects of at least {separation.Setting.MinimumArea} pixels. These four were chosen by cross-validation over photographs of `train` ({separation.Tried} settings tried on
            predictions of networks that had not seen the field; the best scored {separation.Score:0.000}, the mean of both measures below). The weight of Dice in the loss and the strength of the
            augmentation were fixed beforehand, by eight short trainings on two thirds of the photographs of `train`, compared on the third that was left.

            ## How good it is

            On the `test` part of each set, which no choice was made on. Accuracy is TP / (TP + FP + FN), averaged within a photograph, then over photographs
            (fields); intervals: 95 %, bootstrap over photographs, differences photograph by photograph. Of 3 photographs an interval says little.
            The classical way (Otsu's threshold and a watershed) got its parameters on the `train` part of each set by itself{(recipe.Data == "real" ? "" : ". The data of this trial are simulated")}.

            | set | found at | method | accuracy | 95 % interval | fields |
            |---|---|---|---|---|---|
            {string.Join('\n', package.Figures.Select(Row))}

            Parameters of the classical way: {string.Join("; ", package.Classical.Select(pair => string.Create(CultureInfo.InvariantCulture, $"{pair.Key}: sigma {pair.Value.Sigma}, minimum distance {pair.Value.MinimumDistance}, minimum area {pair.Value.MinimumArea}")))}.

            ## Limits of use

            - It has seen nuclei of {package.Objects.Low:0} to {package.Objects.High:0} pixels across (5th to 95th percentile; median {package.Objects.Median:0}), in images of a DNA stain, bright on dark. Other sizes, stains and microscopes are unknown ground: resize images so that nuclei
              have these sizes, and measure on labelled images of your own before you trust a count.
            - Images without nuclei are stretched like any other: noise may then be taken for nuclei.
            - Nuclei are outlined as the annotators of the 2018 Data Science Bowl did; very dim ones may be missing in their labels, and are then learnt as background.
            - Not for diagnosis.

            Where it fails most (worst `test` images of each set):

            {string.Join('\n', package.Failures.Select(failure => $"- {failure}"))}

            """);
    }

    private static string Row(Figure figure) => string.Create(CultureInfo.InvariantCulture,
        $"| {figure.Set} | {figure.Measure} | {figure.Method} | {figure.Value.Mean:0.000} | {figure.Value.Low:0.000} to {figure.Value.High:0.000} | {figure.Value.Fields} |");
}
