namespace BioDL.Learning.Losses;

/// <summary>Cross-entropy between classes, of logits.</summary>
internal sealed class CrossEntropyTerm(IReadOnlyList<double> weights) : LossTerm
{
    public override double Evaluate(in LossInput input)
    {
        if (input.Channels < 2)
            throw new ArgumentException("Cross-entropy chooses between at least 2 classes, but the predictions have 1 channel. Use Loss.BinaryCrossEntropy.");
        if (weights.Count > 0 && weights.Count != input.Channels)
            throw new ArgumentException($"Cross-entropy got {weights.Count} class weights for predictions of {input.Channels} channels.");
        var total = Total(input);
        if (total == 0)
            return 0;
        var sum = 0.0;
        for (var image = 0; image < input.Images; image++)
        {
            for (var position = 0; position < input.Positions; position++)
            {
                if (input.Mask(image, 0, position) is var mask and not 0)
                    sum += At(input, image, position, mask / total);
            }
        }
        return sum;
    }

    private double Total(in LossInput input)
    {
        var total = 0.0;
        for (var image = 0; image < input.Images; image++)
        {
            for (var position = 0; position < input.Positions; position++)
                total += input.Mask(image, 0, position) * (input.HasClasses ? Weight(input.Class(image, position)) : 1);
        }
        return total;
    }

    /// <summary>The loss of one position, times its share; adds its gradient: share · (softmax · Σ w t − w t).</summary>
    private double At(in LossInput input, int image, int position, double share)
    {
        var largest = double.NegativeInfinity;
        for (var channel = 0; channel < input.Channels; channel++)
            largest = Math.Max(largest, input.Prediction(image, channel, position));
        double scale = 0, loss = 0, mass = 0;
        for (var channel = 0; channel < input.Channels; channel++)
            scale += Math.Exp(input.Prediction(image, channel, position) - largest);
        var offset = largest + Math.Log(scale);
        for (var channel = 0; channel < input.Channels; channel++)
        {
            if (Weight(channel) * input.Target(image, channel, position) is var target and not 0)
            {
                loss += target * (offset - input.Prediction(image, channel, position));
                mass += target;
            }
        }
        for (var channel = 0; channel < input.Channels; channel++)
        {
            var probability = Math.Exp(input.Prediction(image, channel, position) - offset);
            input.AddGradient(image, channel, position, share * (mass * probability - Weight(channel) * input.Target(image, channel, position)));
        }
        return share * loss;
    }

    private double Weight(int channel) => weights.Count == 0 ? 1 : weights[channel];
}
