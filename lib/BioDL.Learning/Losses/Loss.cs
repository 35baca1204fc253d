namespace BioDL.Learning.Losses;

/// <summary>
/// How far predictions are from targets, as one number to make smaller. Losses add up and can be weighted:
/// <code>var loss = Loss.Dice + Loss.CrossEntropy;
/// var heads = Loss.Dice.On("foreground") + 0.5 * Loss.BinaryCrossEntropy.On("boundary");</code>
/// Predictions are (batch, channel, …). Targets are either numbers of the same shape, or class numbers (Int64 or Int32) of the shape without the
/// channel axis. A mask weights positions, from 0 (do not count): its shape is that of the predictions, or with one channel, or without that axis.
/// </summary>
public sealed class Loss
{
    private readonly WeightedTerm[] terms;

    private Loss(params WeightedTerm[] terms) => this.terms = terms;

    /// <summary>
    /// Cross-entropy between classes, −log softmax(logits)[class], averaged over positions. Targets are class numbers, or a share for each class.
    /// </summary>
    public static Loss CrossEntropy => WeightedCrossEntropy([]);

    /// <summary>Each channel is a question of its own: −t log σ(z) − (1 − t) log(1 − σ(z)), averaged over all elements. Targets lie in 0 … 1.</summary>
    public static Loss BinaryCrossEntropy => WeightedBinaryCrossEntropy(1);

    /// <summary>
    /// Soft Dice: 1 − (2 Σ p t + 1) / (Σ p + Σ t + 1), summed over the batch for each channel and averaged over channels (Milletari, Navab and Ahmadi
    /// 2016, with sums instead of sums of squares). Probabilities p are the softmax of the logits when targets are class numbers, else the sigmoid.
    /// </summary>
    public static Loss Dice => new(new WeightedTerm(1, null, new DiceTerm(areProbabilities: false)));

    /// <summary>Soft Dice for a network whose last layer already gives probabilities.</summary>
    public static Loss DiceOfProbabilities => new(new WeightedTerm(1, null, new DiceTerm(areProbabilities: true)));

    /// <summary>Binary cross-entropy for a network whose last layer already gives probabilities; they are kept 1e-7 away from 0 and 1.</summary>
    public static Loss BinaryCrossEntropyOfProbabilities => new(new WeightedTerm(1, null, new ProbabilityTerm()));

    /// <summary>Mean absolute difference.</summary>
    public static Loss L1 => new(new WeightedTerm(1, null, new DifferenceTerm(difference => Math.Abs(difference), difference => Math.Sign(difference))));

    /// <summary>Mean squared difference.</summary>
    public static Loss L2 => new(new WeightedTerm(1, null, new DifferenceTerm(difference => difference * difference, difference => 2 * difference)));

    /// <summary>Cross-entropy in which an error in class c counts <c>weights[c]</c> times; the mean is over the sum of the weights.</summary>
    /// <param name="weights">One number above 0 for each class; equal weights when empty.</param>
    public static Loss WeightedCrossEntropy(params IReadOnlyList<double> weights) => new(new WeightedTerm(1, null, new CrossEntropyTerm(weights)));

    /// <summary>Binary cross-entropy in which a missed positive counts <paramref name="positive"/> times.</summary>
    public static Loss WeightedBinaryCrossEntropy(double positive) => new(new WeightedTerm(1, null, new BinaryTerm(positive, focus: 0)));

    /// <summary>
    /// Focal loss (Lin, Goyal, Girshick, He and Dollár 2017): binary cross-entropy times (1 − p of the true answer) to the power of
    /// <paramref name="focus"/>, so that easy positions count less.
    /// </summary>
    public static Loss Focal(double focus = 2) => new(new WeightedTerm(1, null, new BinaryTerm(positiveWeight: 1, focus)));

    /// <summary>Squared below <paramref name="delta"/>, straight above (Huber 1964): d²/2, or delta (|d| − delta/2).</summary>
    public static Loss Huber(double delta = 1) => new(new WeightedTerm(1, null, new DifferenceTerm(
        difference => Math.Abs(difference) <= delta ? difference * difference / 2 : delta * (Math.Abs(difference) - delta / 2),
        difference => Math.Clamp(difference, -delta, delta))));

    /// <summary>The sum of two losses.</summary>
    public static Loss operator +(Loss left, Loss right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        return new Loss([.. left.terms, .. right.terms]);
    }

    /// <summary>The loss, counted <paramref name="weight"/> times.</summary>
    public static Loss operator *(double weight, Loss loss)
    {
        ArgumentNullException.ThrowIfNull(loss);
        return new Loss([.. loss.terms.Select(term => term with { Weight = weight * term.Weight })]);
    }

    /// <summary>The same loss for one of the outputs of a network; without this it is for its first output.</summary>
    public Loss On(string output) => new([.. terms.Select(term => term with { Output = term.Output ?? output })]);

    /// <summary>Outputs of the network that the loss looks at; null stands for the first.</summary>
    internal IEnumerable<string?> OutputNames => terms.Select(term => term.Output).Distinct();

    /// <summary>The loss of one output.</summary>
    /// <param name="prediction">What the network gave.</param>
    /// <param name="target">What it should have given.</param>
    /// <param name="mask">Weights of the positions; all 1 when null.</param>
    /// <returns>The loss; 0 when the mask is 0 everywhere.</returns>
    /// <exception cref="ArgumentException">Shapes or types do not fit.</exception>
    public double Of(Tensor prediction, Tensor target, Tensor? mask = null) => Evaluate(null, prediction, target, mask, gradient: null);

    /// <summary>The terms for one output.</summary>
    /// <param name="output">Name of the output; null stands for the first.</param>
    /// <param name="prediction">What the network gave.</param>
    /// <param name="target">What it should have given.</param>
    /// <param name="mask">Weights of the positions.</param>
    /// <param name="gradient">Where the derivative by each prediction is added; may be null.</param>
    internal double Evaluate(string? output, Tensor prediction, Tensor target, Tensor? mask, Tensor? gradient)
    {
        var sum = 0.0;
        foreach (var term in terms)
        {
            if (term.Output == output)
                sum += term.Weight * term.Term.Evaluate(new LossInput(prediction, target, mask, gradient, term.Weight));
        }
        return sum;
    }

    private sealed record WeightedTerm(double Weight, string? Output, LossTerm Term);
}
