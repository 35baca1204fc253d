namespace BioDL.Metrics;

/// <summary>
/// Which scores suit a task: <c>MetricChooser.Ask(new MetricTask { Goal = MetricGoal.Count })</c>. A short form of Metrics Reloaded (Maier-Hein, Reinke et al. 2024, Nat. Methods 21:195):
/// first what kind of question it is, then what about the objects, classes and labels makes customary scores mislead.
/// </summary>
public static class MetricChooser
{
    internal const string Source = "After Metrics Reloaded: Maier-Hein, Reinke et al. 2024, Nat. Methods 21:195, and its companion on pitfalls, Reinke et al. 2024, Nat. Methods 21:182.";

    private static readonly MetricAdvice PixelAccuracy = new("Pixel accuracy", "An image that is left empty scores the share of background.");

    private static readonly MetricAdvice PixelOverlap = new("IoU or Dice of the foreground",
        "It asks how much area agrees, not which objects: two nuclei that are joined by one pixel cost one pixel, and large objects drown small ones.");

    /// <summary>Chooses scores for a task, with reasons.</summary>
    /// <param name="task">The answers to a few questions.</param>
    /// <exception cref="ArgumentException">There is no such goal.</exception>
    public static MetricChoice Ask(MetricTask task)
    {
        ArgumentNullException.ThrowIfNull(task);
        var (use, avoid) = task.Goal switch
        {
            MetricGoal.Count => (ForCounts(task), AgainstForCounts(task)),
            MetricGoal.Outline => (ForOutlines(task), AgainstForOutlines(task)),
            MetricGoal.Area => (ForAreas(task), AgainstForAreas(task)),
            MetricGoal.Classify => (ForClasses(task), AgainstForClasses(task)),
            MetricGoal.Restore => (ForRestoration(task), AgainstForRestoration(task)),
            _ => throw new ArgumentException($"The goal is {task.Goal}; there are {string.Join(", ", Enum.GetNames<MetricGoal>())}.", nameof(task)),
        };
        return new MetricChoice(task, [.. use], [.. avoid]);
    }

    private static IEnumerable<MetricAdvice> ForCounts(MetricTask task)
    {
        yield return task.Small
            ? new("F1 at a low IoU, 0.1 to 0.3", "Objects of few pixels: a square of 5 pixels that is off by one in both directions has an IoU of 0.47 (16/34) and would be called missed at 0.5.", "Match.At(0.2, truth, predicted).F1")
            : new("F1 at IoU 0.5", "It pairs objects one to one and counts missed and invented ones alike; for counts, outlines need to fit roughly only.", "Match.At(0.5, truth, predicted).F1");
        yield return new("Counting error per field", "It is in the unit of the question, and its bias says whether counts are too high or too low.", "CountingError.Of(counts)");
        if (task.Touching)
            yield return new("Splits and merges", "Objects touch: these say in which direction counts go wrong.", "SegmentationErrors.Of(truth, predicted)");
        if (task.HasConfidences)
            yield return new("Average precision", "Confidences will be used: it judges their order over all thresholds.", "AveragePrecision.Of(fields)");
    }

    private static IEnumerable<MetricAdvice> AgainstForCounts(MetricTask task)
    {
        yield return PixelOverlap;
        yield return PixelAccuracy;
        yield return new("Counting error alone", "As many missed as invented give an error of 0: it cannot stand without F1.");
        if (task.Small)
            yield return new("Mean accuracy over IoU 0.5 to 0.95", "One pixel decides at high thresholds when objects have few.");
        if (!task.HasConfidences)
            yield return new("Average precision", "It ranks by confidence, and there is none. What papers on nuclei call AP is Match.Accuracy.");
    }

    private static IEnumerable<MetricAdvice> ForOutlines(MetricTask task)
    {
        yield return task.Small
            ? new("Panoptic quality at a low IoU, 0.1 to 0.3", "It counts objects and judges how they fit; the threshold is low since one pixel decides on small ones.", "Match.At(0.2, truth, predicted).PanopticQuality")
            : new("Panoptic quality", "It is F1 × mean IoU of the found objects: whether they were found and how well they fit, which can be told apart.", "Match.At(0.5, truth, predicted).PanopticQuality");
        if (!task.Small)
            yield return new("Accuracy over IoU 0.5 to 0.95", "The curve shows from which fit on objects are lost.", "Match.Curve(truth, predicted)");
        yield return task.LabelsAreUncertain
            ? new("Surface Dice within a tolerance", "Labels are uncertain: it forgives what two people differ by and nothing more.", "ObjectBoundaries.Of(match).SurfaceDice(tolerance)")
            : new("Hausdorff distance, 95 %", "It says in micrometres how far outlines are off nearly everywhere.", "ObjectBoundaries.Of(match).Hausdorff95");
        if (task.Touching)
            yield return new("Splits and merges", "Objects touch: merged objects spoil every measured shape.", "SegmentationErrors.Of(truth, predicted)");
        if (task.OutlinesMatter)
            yield return new("Boundary IoU of a few pixels", "Shapes are measured: the inside of large objects hides wrong outlines from the IoU.", "ObjectBoundaries.Of(match).BoundaryIoU(width)");
    }

    private static IEnumerable<MetricAdvice> AgainstForOutlines(MetricTask task)
    {
        yield return PixelOverlap;
        yield return PixelAccuracy;
        yield return new("Hausdorff distance (100 %)", task.LabelsAreUncertain ? "One stray pixel decides, be it an error of the labels." : "One stray pixel decides.");
        yield return new("SEG alone", "Invented objects cost nothing.");
        if (task.Touching)
            yield return new("AJI as the only score", "One predicted object may stand for several true ones, so a merge is punished twice, and found and fitting cannot be told apart.");
    }

    private static IEnumerable<MetricAdvice> ForAreas(MetricTask task)
    {
        yield return new("Dice or IoU of the foreground", "The question is how much area agrees; take one of them, they say the same on two scales.", "PixelScores.Of(truth, predicted).Dice");
        if (task.OutlinesMatter || task.LabelsAreUncertain)
            yield return new("Surface Dice within a tolerance", task.LabelsAreUncertain ? "Labels are uncertain: it forgives what two people differ by." : "The inside of large areas hides wrong outlines from the Dice.", "BoundaryScores.Of(truth, predicted).SurfaceDice(tolerance)");
        yield return new("Sensitivity and precision", "They say whether too little or too much is covered.", "PixelScores.Of(truth, predicted)");
        if (!task.ClassesBalanced)
            yield return new("MCC", "Foreground and background are unequal: it counts both and is 0 for guessing.", "PixelScores.Of(truth, predicted).MCC");
    }

    private static IEnumerable<MetricAdvice> AgainstForAreas(MetricTask task)
    {
        if (!task.ClassesBalanced)
        {
            yield return PixelAccuracy;
            yield return new("Specificity alone", "It is near 1 wherever background abounds.");
        }
        yield return new("F1 or panoptic quality of objects", "Whose area it is was not asked, and touching objects would be counted as errors.");
        if (task.Small)
            yield return new("Dice, field by field, on structures of few pixels", "One pixel changes it much, and a field without any scores 0 or 1: add up the pixels of all fields (PixelScores.Sum), or count objects instead.");
    }

    private static IEnumerable<MetricAdvice> ForClasses(MetricTask task)
    {
        yield return task.ClassesBalanced
            ? new("Accuracy", "Classes are about equally frequent, so it is what it seems.", "ConfusionTable.Of(truth, predicted).Accuracy")
            : new("Balanced accuracy", "Every class counts as much, however rare; guessing earns 1 / number of classes.", "ConfusionTable.Of(truth, predicted).BalancedAccuracy");
        yield return new("Recall and precision per class", "They say which class is missed and which is called too often.", "ConfusionTable.Of(truth, predicted)");
        if (!task.ClassesBalanced)
            yield return new("MCC", "It notices when a rare class is called too often, which balanced accuracy does not.", "ConfusionTable.Of(truth, predicted).MCC");
        if (task.HasConfidences)
        {
            yield return new("Area under the ROC curve", "It judges the order of the scores without a threshold.", "Ranking.Of(truth, scores).AUC");
            if (!task.ClassesBalanced)
                yield return new("Average precision of the rare class", "It shows how many of the calls would be false, which the ROC hides where positives are rare.", "Ranking.Of(truth, scores).AveragePrecision");
            yield return new("Brier score", "Where probabilities are used as such, their order is not enough.", "ProbabilityScores.Brier(truth, probabilities)");
        }
    }

    private static IEnumerable<MetricAdvice> AgainstForClasses(MetricTask task)
    {
        if (!task.ClassesBalanced)
        {
            yield return new("Accuracy", "Always saying the most frequent class earns that class's share.");
            yield return new("Micro-averaged F1", "It is the accuracy under another name.");
        }
        yield return new("Cohen's kappa", "It depends on how often each class is called; the MCC says the same with fewer surprises.");
        if (!task.HasConfidences)
            yield return new("Area under the ROC curve", "It needs scores, not decisions.");
    }

    private static IEnumerable<MetricAdvice> ForRestoration(MetricTask task)
    {
        if (task.HasTrueImage)
        {
            yield return new("What you will measure from the image", "Segment or quantify the true and the restored image and compare those results: only this shows whether the restoration serves.", "ObjectScores.Of(fromTruth, fromRestored)");
            yield return task.BrightnessIsArbitrary
                ? new("Scale-invariant PSNR", "The brightness scale is arbitrary: it is fitted first.", "Restoration.ScaleInvariantPSNR(truth, restored)")
                : new("PSNR, with its range", "It is the error in decibels; brightness is meant as it is.", "Restoration.PSNR(truth, restored, range)");
            yield return new("SSIM", "It compares structure in small windows, which the PSNR does not.", task.BrightnessIsArbitrary ? "Restoration.SSIM(truth, restored.FitTo(truth))" : "Restoration.SSIM(truth, restored)");
        }
        yield return new("Resolution-scaled error and its map", task.HasTrueImage ? "It shows where the restored image contradicts what the microscope saw." : "There is no true image: it asks whether the result, blurred, is what the microscope saw.", "ResolutionScaledError.Of(raw, restored)");
    }

    private static IEnumerable<MetricAdvice> AgainstForRestoration(MetricTask task)
    {
        if (!task.HasTrueImage)
            yield return new("PSNR or SSIM against the raw image", "They would reward giving the noise back.");
        if (task.BrightnessIsArbitrary)
            yield return new("PSNR as it is", "A different scale of brightness would count as an error.");
        yield return new("PSNR alone", "Blur scores well, and invented detail costs little.");
    }
}
