namespace BioDL.Learning.Losses;

/// <summary>A loss of each element by itself, averaged over all that count.</summary>
internal abstract class ElementTerm : LossTerm
{
    public override double Evaluate(in LossInput input)
    {
        double sum = 0, total = 0;
        for (var image = 0; image < input.Images; image++)
        {
            for (var channel = 0; channel < input.Channels; channel++)
            {
                for (var position = 0; position < input.Positions; position++)
                    total += input.Mask(image, channel, position);
            }
        }
        if (total == 0)
            return 0;
        for (var image = 0; image < input.Images; image++)
        {
            for (var channel = 0; channel < input.Channels; channel++)
            {
                for (var position = 0; position < input.Positions; position++)
                {
                    var mask = input.Mask(image, channel, position);
                    if (mask == 0)
                        continue;
                    var (value, slope) = Of(input.Prediction(image, channel, position), input.Target(image, channel, position));
                    sum += mask * value;
                    input.AddGradient(image, channel, position, mask * slope / total);
                }
            }
        }
        return sum / total;
    }

    /// <summary>Loss and derivative of one prediction.</summary>
    protected abstract (double Value, double Slope) Of(double prediction, double target);
}

/// <summary>A function of the difference.</summary>
internal sealed class DifferenceTerm(Func<double, double> value, Func<double, double> slope) : ElementTerm
{
    protected override (double Value, double Slope) Of(double prediction, double target) => (value(prediction - target), slope(prediction - target));
}

/// <summary>Binary cross-entropy of logits, with a weight of positives or the focus of Lin et al.</summary>
internal sealed class BinaryTerm(double positiveWeight, double focus) : ElementTerm
{
    protected override (double Value, double Slope) Of(double prediction, double target)
    {
        // p and 1 − p are computed apart, so that neither loses its digits near 0.
        double small = Math.Exp(-Math.Abs(prediction)), logarithm = double.LogP1(small), larger = 1 / (1 + small), smaller = small * larger;
        var (probability, rest) = prediction >= 0 ? (larger, smaller) : (smaller, larger);
        var (positive, positiveSlope) = Surprise(Math.Max(-prediction, 0) + logarithm, rest, probability);
        var (negative, negativeSlope) = Surprise(Math.Max(prediction, 0) + logarithm, probability, rest);
        return (positiveWeight * target * positive + (1 - target) * negative,
            positiveWeight * target * positiveSlope - (1 - target) * negativeSlope);
    }

    /// <summary>rest^focus · −log p, of which −log p is given, and its derivative by the logit of p.</summary>
    private (double Value, double Slope) Surprise(double entropy, double rest, double probability)
    {
        if (focus == 0)
            return (entropy, -rest);
        var factor = Math.Pow(rest, focus);
        return (factor * entropy, -factor * (focus * probability * entropy + rest));
    }
}

/// <summary>Binary cross-entropy of probabilities.</summary>
internal sealed class ProbabilityTerm : ElementTerm
{
    private const double Border = 1e-7;

    protected override (double Value, double Slope) Of(double prediction, double target)
    {
        var probability = Math.Clamp(prediction, Border, 1 - Border);
        return (-target * Math.Log(probability) - (1 - target) * Math.Log(1 - probability), (probability - target) / (probability * (1 - probability)));
    }
}
