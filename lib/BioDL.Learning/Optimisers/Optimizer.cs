using System.Numerics;

namespace BioDL.Learning.Optimisers;

/// <summary>How weights are changed, given the derivative of the loss by each of them.</summary>
/// <param name="LearningRate">Length of a step, above 0; a schedule multiplies it.</param>
public abstract record Optimizer(double LearningRate)
{
    /// <summary>How many numbers per weight the method remembers from step to step.</summary>
    internal abstract int Memories { get; }

    /// <summary>Changes weights in place.</summary>
    /// <param name="weights">The weights.</param>
    /// <param name="gradient">The derivative of the loss by each weight.</param>
    /// <param name="memories">What the method remembers, zeros at first: <see cref="Memories"/> times as many numbers as weights, one after the other.</param>
    /// <param name="step">Number of this step, from 1.</param>
    /// <param name="rate">The learning rate of this step.</param>
    internal abstract void Change(Span<float> weights, ReadOnlySpan<float> gradient, Span<float> memories, long step, double rate);

    /// <exception cref="ArgumentException">A setting is out of its range.</exception>
    internal virtual void Check()
    {
        if (LearningRate is not (> 0 and <= 1000))
            throw new ArgumentException($"A learning rate is above 0, often 0.0001 to 0.1, but is {LearningRate}.");
    }
}

/// <summary>
/// Stochastic gradient descent with momentum: v ← momentum · v + g, w ← w − rate · v (Polyak 1964; Sutskever et al. 2013 for Nesterov's form).
/// </summary>
/// <param name="LearningRate">Length of a step, above 0.</param>
/// <param name="Momentum">Share of the last step that is kept, 0 to below 1.</param>
/// <param name="IsNesterov">Whether the gradient is corrected by the coming step: g + momentum · v.</param>
/// <param name="WeightDecay">Added to the gradient, times the weight; 0 or above.</param>
public sealed record Sgd(double LearningRate, double Momentum = 0.9, bool IsNesterov = false, double WeightDecay = 0) : Optimizer(LearningRate)
{
    internal override int Memories => 1;

    internal override void Change(Span<float> weights, ReadOnlySpan<float> gradient, Span<float> memories, long step, double rate)
    {
        float momentum = (float)Momentum, decay = (float)WeightDecay, length = (float)rate;
        for (var n = 0; n < weights.Length; n++)
        {
            var slope = gradient[n] + decay * weights[n];
            var velocity = memories[n] = momentum * memories[n] + slope;
            weights[n] -= length * (IsNesterov ? slope + momentum * velocity : velocity);
        }
    }

    internal override void Check()
    {
        base.Check();
        if (Momentum is not (>= 0 and < 1) || WeightDecay < 0)
            throw new ArgumentException($"Momentum is a share from 0 to below 1 and weight decay 0 or above, but they are {Momentum} and {WeightDecay}.");
    }
}

/// <summary>Adam (Kingma and Ba 2015): steps of similar length for all weights, from running means of the gradient and of its square.</summary>
/// <param name="LearningRate">Length of a step, above 0.</param>
/// <param name="Beta1">Share of the running mean of gradients that is kept, 0 to below 1.</param>
/// <param name="Beta2">Share of the running mean of squared gradients that is kept, 0 to below 1.</param>
/// <param name="Epsilon">Keeps divisions by small numbers bounded; above 0.</param>
public record Adam(double LearningRate, double Beta1 = 0.9, double Beta2 = 0.999, double Epsilon = 1e-8) : Optimizer(LearningRate)
{
    internal override int Memories => 2;

    /// <summary>Share by which weights shrink in a step of rate 1.</summary>
    private protected virtual double Shrinking => 0;

    internal override void Change(Span<float> weights, ReadOnlySpan<float> gradient, Span<float> memories, long step, double rate)
    {
        var means = memories[..weights.Length];
        var squares = memories[weights.Length..];
        float keepMean = (float)Beta1, keepSquare = (float)Beta2, shrink = (float)(1 - rate * Shrinking), epsilon = (float)Epsilon;
        // Running means start at 0: dividing by 1 − betaᵗ takes that out.
        var length = (float)(rate / (1 - Math.Pow(Beta1, step)));
        var scale = (float)(1 / Math.Sqrt(1 - Math.Pow(Beta2, step)));
        var n = 0;
        for (; n <= weights.Length - Vector<float>.Count; n += Vector<float>.Count)
        {
            Vector<float> slope = new(gradient[n..]), mean = new(means[n..]), square = new(squares[n..]), weight = new(weights[n..]);
            mean += (1 - keepMean) * (slope - mean);
            square = keepSquare * square + (1 - keepSquare) * slope * slope;
            weight = shrink * weight - length * mean / (Vector.SquareRoot(square) * scale + new Vector<float>(epsilon));
            mean.CopyTo(means[n..]);
            square.CopyTo(squares[n..]);
            weight.CopyTo(weights[n..]);
        }
        for (; n < weights.Length; n++)
        {
            var slope = gradient[n];
            means[n] += (1 - keepMean) * (slope - means[n]);
            squares[n] = keepSquare * squares[n] + (1 - keepSquare) * slope * slope;
            weights[n] = shrink * weights[n] - length * means[n] / (MathF.Sqrt(squares[n]) * scale + epsilon);
        }
    }

    internal override void Check()
    {
        base.Check();
        if (Beta1 is not (>= 0 and < 1) || Beta2 is not (>= 0 and < 1) || Epsilon <= 0)
            throw new ArgumentException($"Beta1 and Beta2 are shares from 0 to below 1 and Epsilon is above 0, but they are {Beta1}, {Beta2} and {Epsilon}.");
    }
}

/// <summary>Adam in which weights shrink apart from the gradient (Loshchilov and Hutter 2019, "Decoupled Weight Decay Regularization").</summary>
/// <param name="LearningRate">Length of a step, above 0.</param>
/// <param name="Beta1">Share of the running mean of gradients that is kept, 0 to below 1.</param>
/// <param name="Beta2">Share of the running mean of squared gradients that is kept, 0 to below 1.</param>
/// <param name="Epsilon">Keeps divisions by small numbers bounded; above 0.</param>
/// <param name="WeightDecay">Share by which weights shrink in a step of rate 1; 0 or above.</param>
public sealed record AdamW(double LearningRate, double Beta1 = 0.9, double Beta2 = 0.999, double Epsilon = 1e-8, double WeightDecay = 0.01)
    : Adam(LearningRate, Beta1, Beta2, Epsilon)
{
    private protected override double Shrinking => WeightDecay;
}
