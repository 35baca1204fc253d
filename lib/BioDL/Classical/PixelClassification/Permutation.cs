using System.Numerics;

namespace BioDL.Classical;

/// <summary>Asks trees about samples that they were not grown from, as they are and with one feature's values exchanged among them.</summary>
internal sealed class Permutation(ForestSamples data, int most)
{
    private readonly float[] sums = new float[data.Classes * 64];

    /// <summary>For each feature, the share of the samples that are told wrong only once it is exchanged, less those told right only then.</summary>
    public double[] Losses(ForestTrees trees, int tree, ulong[] leftOut, SeededStream random)
    {
        var losses = new double[data.Features];
        var samples = Choose(leftOut, ref random);
        if (samples.Length == 0)
            return losses;
        var blocks = (samples.Length + 63) / 64;
        var bins = Gather(samples, blocks);
        var right = Right(trees, tree, samples, bins, blocks, -1, []);
        var exchanged = new byte[blocks * 64];
        foreach (var feature in trees.FeaturesOf(tree).Order())
        {
            bins.AsSpan(feature * blocks * 64, blocks * 64).CopyTo(exchanged);
            for (var i = samples.Length - 1; i > 0; i--)
            {
                var other = random.Below(i + 1);
                (exchanged[i], exchanged[other]) = (exchanged[other], exchanged[i]);
            }
            losses[feature] = (right - Right(trees, tree, samples, bins, blocks, feature, exchanged)) / (double)samples.Length;
        }
        return losses;
    }

    private int[] Choose(ulong[] leftOut, ref SeededStream random)
    {
        var all = new List<int>();
        for (var word = 0; word < leftOut.Length; word++)
        {
            for (var bits = leftOut[word]; bits != 0; bits &= bits - 1)
                all.Add(word * 64 + BitOperations.TrailingZeroCount(bits));
        }
        for (var i = 0; i < all.Count && all.Count > most && i < most; i++)
        {
            var other = i + random.Below(all.Count - i);
            (all[i], all[other]) = (all[other], all[i]);
        }
        return [.. all.Take(most)];
    }

    /// <summary>The bins of the chosen samples, features × samples rounded up to whole blocks.</summary>
    private byte[] Gather(int[] samples, int blocks)
    {
        var bins = new byte[data.Features * blocks * 64];
        for (var feature = 0; feature < data.Features; feature++)
        {
            var all = data.Of(feature);
            var own = bins.AsSpan(feature * blocks * 64);
            for (var i = 0; i < samples.Length; i++)
                own[i] = all[samples[i]];
        }
        return bins;
    }

    private int Right(ForestTrees trees, int tree, int[] samples, byte[] bins, int blocks, int replaced, byte[] replacement)
    {
        var right = 0;
        for (var block = 0; block < blocks; block++)
        {
            Array.Clear(sums);
            var count = Math.Min(64, samples.Length - block * 64);
            ref var other = ref replaced >= 0 ? ref replacement[block * 64] : ref bins[0];
            trees.Add(tree, ref bins[block * 64], blocks * 64, ForestTraining.First(count), sums, replaced, ref other);
            for (var i = 0; i < count; i++)
                right += ForestTraining.Likeliest(sums, i) == data.ClassOf[samples[block * 64 + i]] ? 1 : 0;
        }
        return right;
    }
}
