namespace BioDL.Learning.Losses;

/// <summary>Soft Dice, for each channel over the whole batch.</summary>
internal sealed class DiceTerm(bool areProbabilities) : LossTerm
{
    /// <summary>Makes an empty channel that is predicted empty perfect, and the derivative finite.</summary>
    private const double Smoothing = 1;

    public override double Evaluate(in LossInput input)
    {
        Span<double> overlap = stackalloc double[input.Channels], size = stackalloc double[input.Channels], probability = stackalloc double[input.Channels];
        for (var image = 0; image < input.Images; image++)
        {
            for (var position = 0; position < input.Positions; position++)
            {
                Probabilities(input, image, position, probability);
                for (var channel = 0; channel < input.Channels; channel++)
                {
                    double mask = input.Mask(image, channel, position), target = input.Target(image, channel, position);
                    overlap[channel] += mask * probability[channel] * target;
                    size[channel] += mask * (probability[channel] + target);
                }
            }
        }
        var loss = 0.0;
        for (var channel = 0; channel < input.Channels; channel++)
            loss += (1 - (2 * overlap[channel] + Smoothing) / (size[channel] + Smoothing)) / input.Channels;
        AddGradients(input, overlap, size, probability);
        return loss;
    }

    private void AddGradients(in LossInput input, ReadOnlySpan<double> overlap, ReadOnlySpan<double> size, Span<double> probability)
    {
        Span<double> slope = stackalloc double[input.Channels];
        for (var image = 0; image < input.Images; image++)
        {
            for (var position = 0; position < input.Positions; position++)
            {
                Probabilities(input, image, position, probability);
                for (var channel = 0; channel < input.Channels; channel++)
                {
                    double mask = input.Mask(image, channel, position), whole = size[channel] + Smoothing;
                    slope[channel] = -mask * (2 * input.Target(image, channel, position) * whole - (2 * overlap[channel] + Smoothing)) / (whole * whole * input.Channels);
                }
                ThroughProbabilities(input, probability, slope);
                for (var channel = 0; channel < input.Channels; channel++)
                    input.AddGradient(image, channel, position, slope[channel]);
            }
        }
    }

    private void Probabilities(in LossInput input, int image, int position, Span<double> probability)
    {
        var largest = double.NegativeInfinity;
        for (var channel = 0; channel < probability.Length; channel++)
            largest = Math.Max(largest, probability[channel] = input.Prediction(image, channel, position));
        if (areProbabilities)
            return;
        var sum = 0.0;
        for (var channel = 0; channel < probability.Length; channel++)
            sum += probability[channel] = input.HasClasses ? Math.Exp(probability[channel] - largest) : 1 / (1 + Math.Exp(-probability[channel]));
        for (var channel = 0; input.HasClasses && channel < probability.Length; channel++)
            probability[channel] /= sum;
    }

    /// <summary>From derivatives by probabilities to derivatives by logits.</summary>
    private void ThroughProbabilities(in LossInput input, ReadOnlySpan<double> probability, Span<double> slope)
    {
        if (areProbabilities)
            return;
        var mean = 0.0;
        for (var channel = 0; input.HasClasses && channel < slope.Length; channel++)
            mean += probability[channel] * slope[channel];
        for (var channel = 0; channel < slope.Length; channel++)
            slope[channel] = input.HasClasses ? probability[channel] * (slope[channel] - mean) : slope[channel] * probability[channel] * (1 - probability[channel]);
    }
}
