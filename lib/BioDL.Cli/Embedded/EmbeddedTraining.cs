using System.Globalization;
using BioDL.Classical;
using BioDL.Data;
using BioDL.Hosting;
using BioDL.Images;
using BioDL.Learning;
using BioDL.Learning.Fitting;
using BioDL.Learning.Losses;
using BioDL.Learning.Optimisers;
using BioDL.Training;

namespace BioDL.Cli.Embedded;

/// <summary>Trains the network of a recipe, and chooses how its predictions become objects.</summary>
internal sealed class EmbeddedTraining(EmbeddedRecipe recipe, Screen screen)
{
    private const int WarmUp = 20;
    private const int StepsPerLine = 200;

    /// <summary>The final network, from all fields.</summary>
    public OnnxModel Train(IReadOnlyList<IReadOnlyList<Sample>> sets) => Train(sets, recipe.Steps, recipe.Seed, $"Training {recipe.Id}");

    /// <summary>
    /// Cross-validation over photographs: networks that have not seen a field predict it, and the separation that does best on these predictions is chosen.
    /// </summary>
    public Choice<ObjectSeparation> ChooseSeparation(IReadOnlyList<IReadOnlyList<Sample>> sets)
    {
        var unseen = sets.Select(_ => new List<(Sample Field, Image Prediction)>()).ToArray();
        var folds = sets.Select(set => GroupSplit.Folds(set, recipe.Folds, recipe.Seed)).ToArray();
        for (var fold = 0; fold < recipe.Folds; fold++)
        {
            using var network = Train([.. folds.Select(split => split[fold].Train)], recipe.FoldSteps, recipe.Seed + fold + 1,
                $"Cross-validation of {recipe.Id}, {fold + 1} of {recipe.Folds}");
            var segmenter = new ObjectSegmenter(network, recipe.Range, recipe.Multiple);
            for (var set = 0; set < sets.Count; set++)
                unseen[set].AddRange(folds[set][fold].Test.Select(field => (field, segmenter.Predict(field.Image))));
        }
        return Choice.Best(Separations, unseen, (separation, prediction) => separation.Apply(prediction));
    }

    /// <summary>What is tried.</summary>
    private static IEnumerable<ObjectSeparation> Separations =>
        from foreground in new[] { 0.4, 0.5, 0.6, 0.7 }
        from core in new[] { 0.5, 0.6, 0.7, 0.8, 0.9 }
        from area in new[] { 20, 30, 45 }
        select new ObjectSeparation { Foreground = foreground, Core = core, MinimumArea = area };

    private OnnxModel Train(IReadOnlyList<IReadOnlyList<Sample>> sets, int steps, int seed, string activity)
    {
        var patches = new Patches(sets, recipe.Range) { Size = recipe.PatchSize, Augmentation = recipe.Augmentation, Seed = seed };
        var model = recipe.Network.Build(seed);
        var options = new TrainingOptions { Schedule = Schedule.Cosine(steps - WarmUp) with { WarmUp = WarmUp }, ClipGradient = 1, Seed = seed };
        using var training = model.Train(Loss.BinaryCrossEntropy + recipe.DiceWeight * Loss.Dice, new AdamW(recipe.LearningRate), options: options);
        using var progress = Progress.Start(activity, steps);
        var sum = 0.0;
        for (var step = 1; step <= steps; step++)
        {
            sum += Step(training, patches.Batch(step, recipe.BatchSize));
            progress.Step();
            if (step % StepsPerLine != 0 && step != steps)
                continue;
            screen.Line(string.Create(CultureInfo.InvariantCulture, $"{activity}: step {step} of {steps}, loss {sum / ((step - 1) % StepsPerLine + 1):0.0000}"), Tone.Quiet);
            sum = 0;
        }
        return model;
    }

    private static double Step(TrainingRun training, Batch batch)
    {
        try
        {
            return training.Step(batch);
        }
        finally
        {
            foreach (var tensor in batch.Inputs.Values.Concat(batch.Targets.Values))
                tensor.Dispose();
        }
    }
}
