using BioDL.Hosting;
using BioDL.Images;

namespace BioDL.Classical;

/// <summary>Samples made ready for growing forests, which may differ in what their trees are drawn from.</summary>
internal sealed class ForestTraining
{
    private readonly FeatureBins bins;
    private readonly ForestSamples data;
    private readonly ForestOptions options;

    private ForestTraining(FeatureBins bins, ForestSamples data, ForestOptions options) => (this.bins, this.data, this.options) = (bins, data, options);

    public static ForestTraining Prepare(float[] values, int features, int[] classOf, int classes, ForestOptions options)
    {
        options.Check();
        var bins = FeatureBins.Of(values, features, Host.Cancellation);
        return new ForestTraining(bins, ForestSamples.From(values, bins, classOf, classes, options.Balanced, Host.Cancellation), options);
    }

    /// <summary>The bits of the first samples of a block.</summary>
    public static ulong First(int count) => count >= 64 ? ulong.MaxValue : (1ul << count) - 1;

    /// <summary>Grows a forest; each tree has a stream of chance of its own.</summary>
    public Result Grow(Bags bags, int seed, string activity = "Growing trees")
    {
        var trees = new Tree[options.Trees];
        var left = new ulong[options.Trees][];
        using var progress = Progress.Start(activity, options.Trees);
        Threads.OverItems(options.Trees, () => new TreeGrower(data, options), (tree, grower) =>
        {
            var random = new SeededStream(seed, tree);
            var draws = bags.Draw(ref random);
            left[tree] = LeftOut(draws);
            trees[tree] = grower.Grow(draws, random);
            progress.Step();
        }, Host.Cancellation);
        var grown = ForestTrees.Of(trees, data.Classes);
        return new Result(new RandomForest(bins, grown, OutOfBagError(grown, left), Importances(trees)), left);
    }

    /// <summary>
    /// How much more often samples are told wrong by trees that were not grown from them once the values of a feature are exchanged among these samples (Breiman 2001),
    /// averaged over trees; at most <paramref name="most"/> samples of each tree are asked.
    /// </summary>
    public double[] PermutationImportances(Result result, int seed, int most = 1024)
    {
        var perTree = new double[options.Trees][];
        using var progress = Progress.Start("Weighing features", options.Trees);
        Threads.OverItems(options.Trees, () => new Permutation(data, most), (tree, permutation) =>
        {
            perTree[tree] = permutation.Losses(result.Forest.Grown, tree, result.LeftOut[tree], new SeededStream(seed, options.Trees + tree));
            progress.Step();
        }, Host.Cancellation);
        return [.. Enumerable.Range(0, data.Features).Select(feature => perTree.Average(losses => losses[feature]))];
    }

    private static ulong[] LeftOut(int[] draws)
    {
        var bits = new ulong[(draws.Length + 63) / 64];
        for (var sample = 0; sample < draws.Length; sample++)
            bits[sample / 64] |= draws[sample] == 0 ? 1ul << sample : 0;
        return bits;
    }

    private double OutOfBagError(ForestTrees trees, ulong[][] left)
    {
        var blocks = left[0].Length;
        var (asked, wrong) = (new int[blocks], new int[blocks]);
        Threads.OverItems(blocks, () => (Bins: new byte[data.Features * 64], Sums: new float[data.Classes * 64]), (block, tools) =>
        {
            data.CopyBlock(block, tools.Bins);
            Array.Clear(tools.Sums);
            var any = 0ul;
            for (var tree = 0; tree < trees.Count; tree++)
            {
                trees.Add(tree, ref tools.Bins[0], 64, left[tree][block], tools.Sums, -1, ref tools.Bins[0]);
                any |= left[tree][block];
            }
            for (; any != 0; any &= any - 1)
            {
                var i = System.Numerics.BitOperations.TrailingZeroCount(any);
                asked[block]++;
                wrong[block] += Likeliest(tools.Sums, i) != data.ClassOf[block * 64 + i] ? 1 : 0;
            }
        }, Host.Cancellation);
        return asked.Sum() > 0 ? wrong.Sum() / (double)asked.Sum() : double.NaN;
    }

    /// <summary>The class with the largest sum, the first one of several.</summary>
    public static int Likeliest(float[] sums, int sample)
    {
        var best = 0;
        for (var each = 1; each < sums.Length / 64; each++)
            best = sums[each * 64 + sample] > sums[best * 64 + sample] ? each : best;
        return best;
    }

    private double[] Importances(Tree[] trees)
    {
        var sums = new double[data.Features];
        foreach (var tree in trees)
        {
            var all = tree.Gains.Sum();
            for (var feature = 0; all > 0 && feature < sums.Length; feature++)
                sums[feature] += tree.Gains[feature] / all;
        }
        var total = sums.Sum();
        return total > 0 ? Array.ConvertAll(sums, sum => sum / total) : sums;
    }

    /// <summary>A forest, and for each tree a bit for every sample that it was not grown from.</summary>
    internal sealed record Result(RandomForest Forest, ulong[][] LeftOut);
}
