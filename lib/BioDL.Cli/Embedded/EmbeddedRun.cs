using System.Diagnostics;
using System.Globalization;
using BioDL.Classical;
using BioDL.Data;
using BioDL.Images;
using BioDL.Learning;
using BioDL.Training;
using BioDL.Validation;

namespace BioDL.Cli.Embedded;

/// <summary>From recipes to packages: choose, train, measure once, write.</summary>
internal sealed class EmbeddedRun(Screen screen, string folder)
{
    private const string ClassicalName = "Otsu + watershed";

    private readonly Dictionary<string, (OtsuWatershed Setting, SetScores Scores)> classical = [];

    /// <summary>Makes the model of a recipe and writes its folder.</summary>
    /// <returns>Its figures.</returns>
    public IReadOnlyList<Figure> Make(EmbeddedRecipe recipe)
    {
        var clock = Stopwatch.StartNew();
        var train = recipe.Train();
        var training = new EmbeddedTraining(recipe, screen);
        var separation = training.ChooseSeparation(train);
        screen.Line(string.Create(CultureInfo.InvariantCulture, $"{recipe.Id}: chosen on train: {separation.Setting}, score {separation.Score:0.000}"));
        using var network = training.Train(train);
        var figures = Measure(recipe, network, separation);
        screen.Line($"{recipe.Id}: written to {Path.Combine(folder, recipe.Id)} after {clock.Elapsed.TotalMinutes.ToString("0.0", CultureInfo.InvariantCulture)} minutes", Tone.Good);
        return figures;
    }

    /// <summary>Measures a trained network on <c>test</c> and writes its folder.</summary>
    public IReadOnlyList<Figure> Measure(EmbeddedRecipe recipe, OnnxModel network, Choice<ObjectSeparation> separation)
    {
        var train = recipe.Train();
        var segmenter = new ObjectSegmenter(network, recipe.Range, recipe.Multiple) { Separation = separation.Setting };
        var scores = EmbeddedRecipe.FluorescenceSets.Select(set => (Set: set, Test: Test(recipe, set)))
            .Select(part => SetScores.Of(part.Set, recipe.Id, part.Test, segmenter.Segment)).ToArray();
        var package = new EmbeddedPackage
        {
            Recipe = recipe,
            Network = network,
            Separation = separation,
            Example = Example(train[0][0].Image, recipe),
            Objects = Diameters.Of(train.SelectMany(set => set)),
            Figures = [.. scores.SelectMany(score => Against(score, recipe))],
            Fields = [.. scores.SelectMany(score => score.Fields().Concat(classical[score.Set].Scores.Fields()))],
            Classical = classical.ToDictionary(pair => pair.Key, pair => pair.Value.Setting),
            Failures = [.. scores.SelectMany(score => score.Worst.Select(field => Failure(score.Set, field)))],
        };
        package.Write(folder);
        return package.Figures;
    }

    private static IReadOnlyList<Sample> Test(EmbeddedRecipe recipe, string set) => [.. recipe.Open(set).Test.Take(recipe.Fields)];

    private IEnumerable<Figure> Against(SetScores model, EmbeddedRecipe recipe)
    {
        if (!classical.TryGetValue(model.Set, out var other))
        {
            var choice = OtsuWatershed.Choose([.. recipe.Open(model.Set).Train.Take(recipe.Fields)]);
            screen.Line(string.Create(CultureInfo.InvariantCulture, $"{model.Set}: {ClassicalName} chosen on train: {choice.Setting}, score {choice.Score:0.000}"));
            other = classical[model.Set] = (choice.Setting, SetScores.Of(model.Set, ClassicalName, Test(recipe, model.Set), choice.Setting.Segment));
        }
        return [.. model.Means(), .. other.Scores.Means(), .. model.Less(other.Scores)];
    }

    /// <summary>The upper left corner of a field: small, and of a size that the network takes as it is.</summary>
    private static Image Example(Image image, EmbeddedRecipe recipe) =>
        image.Crop(0, 0, Math.Min(128, image.Width / recipe.Multiple * recipe.Multiple), Math.Min(128, image.Height / recipe.Multiple * recipe.Multiple));

    private static string Failure(string set, FieldScore field) => string.Create(CultureInfo.InvariantCulture,
        $"{set}, {field.Field.Id}: {field.Labelled} nuclei labelled, {field.Match.TruePositives} found, {field.Match.FalseNegatives} missed, {field.Match.FalsePositives} invented; accuracy {field.Accuracy:0.00}.");
}
