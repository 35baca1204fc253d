using BioDL.Data;
using BioDL.Display;
using BioDL.Images;
using BioDL.Metrics;

namespace BioDL.Validation;

/// <summary>How well the objects of one labelled field were found.</summary>
public sealed record FieldScore
{
    internal FieldScore(Sample field, LabelImage found, double iou)
    {
        Field = field;
        Match = Match.At(iou, field.Labels, found);
        ForegroundIoU = Overlap.IoU(field.Labels.Foreground(), found.Foreground());
    }

    /// <summary>The labelled field.</summary>
    public Sample Field { get; }

    /// <summary>Which objects were found, missed and invented.</summary>
    public Match Match { get; }

    /// <summary>Objects that people (or the simulation) drew.</summary>
    public int Labelled => Match.TruePositives + Match.FalseNegatives;

    /// <summary>Objects that the method counted, right or wrong.</summary>
    public int Counted => Match.TruePositives + Match.FalsePositives;

    /// <summary>Share of the objects that were found, of all that were labelled or invented: TP / (TP + FP + FN), 0 to 1.</summary>
    public double Accuracy => Match.Accuracy;

    /// <summary>Accuracy averaged over the thresholds IoU 0.5, 0.55 … 0.95 (2018 Data Science Bowl), 0 to 1: outlines have to fit, too.</summary>
    public double StrictAccuracy => Match.MeanAccuracy(Match.Truth, Match.Predicted);

    /// <summary>Overlap of all foreground pixels, 0 to 1. It says nothing of counts: touching objects that were merged hardly change it.</summary>
    public double ForegroundIoU { get; }

    /// <summary>The field with found, missed and invented objects outlined.</summary>
    public Picture Show() => Field.Image.Show($"{Field.Id}: labelled {Labelled}, counted {Counted}").Outline(Match);
}
