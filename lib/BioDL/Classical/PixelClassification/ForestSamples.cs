namespace BioDL.Classical;

/// <summary>What a forest is grown from: the bins of all features, and who belongs to whom.</summary>
/// <param name="Bins">features × samples.</param>
/// <param name="Features">Number of features.</param>
/// <param name="ClassOf">The class of each sample, from 0.</param>
/// <param name="Classes">Number of classes.</param>
/// <param name="Weights">How much one sample of each class weighs.</param>
internal sealed record ForestSamples(byte[] Bins, int Features, int[] ClassOf, int Classes, double[] Weights)
{
    public int Count => ClassOf.Length;

    public ReadOnlySpan<byte> Of(int feature) => Bins.AsSpan(feature * Count, Count);

    /// <summary>The bins of 64 samples, features × 64; fewer at the end.</summary>
    public void CopyBlock(int block, byte[] bins)
    {
        var count = Math.Min(64, Count - block * 64);
        for (var feature = 0; feature < Features; feature++)
            Of(feature).Slice(block * 64, count).CopyTo(bins.AsSpan(feature * 64));
    }

    public static ForestSamples From(float[] values, FeatureBins bins, int[] classOf, int classes, bool balanced, CancellationToken cancellation)
    {
        int features = bins.Features, samples = classOf.Length;
        var sorted = new byte[features * samples];
        Images.Threads.OverItems(features, () => new float[samples], (feature, column) =>
        {
            for (var sample = 0; sample < samples; sample++)
                column[sample] = values[sample * features + feature];
            bins.Sort(feature, column, sorted.AsSpan(feature * samples, samples));
        }, cancellation);
        var counts = new int[classes];
        foreach (var each in classOf)
            counts[each]++;
        return new ForestSamples(sorted, features, classOf, classes,
            Array.ConvertAll(counts, count => balanced && count > 0 ? samples / ((double)classes * count) : 1));
    }
}
