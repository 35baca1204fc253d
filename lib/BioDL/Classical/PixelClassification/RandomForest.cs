using BioDL.Hosting;
using BioDL.Images;

namespace BioDL.Classical;

/// <summary>
/// A random forest (Breiman 2001, Machine Learning 45:5): many classification trees, each grown from its own draw of the samples, at each split looking for the best
/// border among a few features drawn at random; their answers are averaged. Feature values are first sorted into at most 256 bins, so borders lie between bins.
/// The same seed gives the same forest, whatever the number of threads.
/// </summary>
public sealed class RandomForest
{
    /// <summary>More classes than this are refused.</summary>
    public const int MaximumClasses = 256;

    private readonly FeatureBins bins;

    internal RandomForest(FeatureBins bins, ForestTrees trees, double outOfBagError, double[] importances)
    {
        (this.bins, Grown, OutOfBagError, ImpurityImportances) = (bins, trees, outOfBagError, importances);
    }

    /// <summary>Number of features of a sample.</summary>
    public int Features => bins.Features;

    /// <summary>Number of classes.</summary>
    public int Classes => Grown.Classes;

    /// <summary>Number of trees.</summary>
    public int Trees => Grown.Count;

    /// <summary>
    /// The share of the training samples, 0 to 1, that are told wrong by those trees that were not grown from them; not a number when there are none. It holds for new
    /// samples only as far as samples are independent of each other.
    /// </summary>
    public double OutOfBagError { get; }

    /// <summary>How much purer each feature made the trees' nodes, averaged over trees; they sum to 1 (0 when no tree has a split).</summary>
    public IReadOnlyList<double> ImpurityImportances { get; }

    internal ForestTrees Grown { get; }

    internal FeatureBins Bins => bins;

    /// <summary>Grows a forest.</summary>
    /// <param name="values">samples × features: all features of the first sample, then those of the next; finite.</param>
    /// <param name="features">Number of features, 1 to 1024.</param>
    /// <param name="classOf">The class of each sample, from 0.</param>
    /// <param name="options">How to grow it; 100 trees to the end when null.</param>
    /// <param name="seed">Chance starts from here.</param>
    /// <exception cref="ArgumentException">Numbers do not fit together, a value is not finite, or there is no sample.</exception>
    /// <exception cref="OperationCanceledException">The user interrupted the cell.</exception>
    public static RandomForest Train(float[] values, int features, int[] classOf, ForestOptions? options = null, int seed = 1)
    {
        ArgumentNullException.ThrowIfNull(values);
        ArgumentNullException.ThrowIfNull(classOf);
        Check(values, features, classOf.Length);
        if (classOf.Length == 0 || classOf.Min() < 0 || classOf.Max() >= MaximumClasses)
            throw new ArgumentException(classOf.Length == 0 ? "There is no sample to learn from."
                : $"Found classes from {classOf.Min()} to {classOf.Max()}; they are numbered from 0 to at most {MaximumClasses - 1}.", nameof(classOf));
        return ForestTraining.Prepare(values, features, classOf, classOf.Max() + 1, options ?? new ForestOptions()).Grow(Bags.OfSamples(classOf.Length), seed).Forest;
    }

    /// <summary>How likely each class is: the shares of the training samples in the leaves at which a sample arrives, averaged over trees.</summary>
    /// <param name="values">samples × <see cref="Features"/>; finite.</param>
    /// <returns>samples × <see cref="Classes"/>, each 0 to 1; they sum to 1 for every sample.</returns>
    /// <exception cref="ArgumentException">The number of values does not fit, or one is not finite.</exception>
    public float[] Probabilities(float[] values)
    {
        ArgumentNullException.ThrowIfNull(values);
        var samples = values.Length / Features;
        Check(values, Features, samples);
        var result = new float[samples * Classes];
        Threads.OverItems((samples + ForestTrees.Block - 1) / ForestTrees.Block,
            () => (Bins: new byte[Features * ForestTrees.Block], Column: new float[ForestTrees.Block], Sums: new float[Classes * ForestTrees.Block]),
            (block, tools) =>
            {
                var first = block * ForestTrees.Block;
                var count = Math.Min(ForestTrees.Block, samples - first);
                for (var feature = 0; feature < Features; feature++)
                {
                    for (var i = 0; i < count; i++)
                        tools.Column[i] = values[(first + i) * Features + feature];
                    bins.Sort(feature, tools.Column, tools.Bins.AsSpan(feature * ForestTrees.Block, ForestTrees.Block));
                }
                Array.Clear(tools.Sums);
                Grown.Add(ref tools.Bins[0], ForestTrees.Block, ForestTraining.First(count), tools.Sums);
                for (var i = 0; i < count * Classes; i++)
                    result[first * Classes + i] = tools.Sums[i % Classes * ForestTrees.Block + i / Classes] / Trees;
            }, Host.Cancellation);
        return result;
    }

    private static void Check(float[] values, int features, int samples)
    {
        if (features is < 1 or > PixelFeatures.MaximumFeatures || (long)features * samples != values.Length)
            throw new ArgumentException(
                $"Found {values.Length:N0} values for {samples:N0} samples of {features} features; expected samples × features of them, and 1 to {PixelFeatures.MaximumFeatures:N0} features.");
        for (var i = 0; i < values.Length; i++)
        {
            if (!float.IsFinite(values[i]))
                throw new ArgumentException($"Found {values[i]} in sample {i / features}, feature {i % features}; expected finite values.");
        }
    }
}
