using System.Numerics;

namespace BioDL.Classical;

/// <summary>
/// Grows one classification tree after the other; buffers are kept. At every node some features are drawn, and the border that leaves the purest two halves
/// wins, by Gini's impurity (Breiman 2001, Machine Learning 45:5); features with one value in the node do not count as drawn. A split may gain nothing at first
/// (exclusive or), and ends when a node is pure or nothing can be told apart.
/// </summary>
internal sealed class TreeGrower
{
    private readonly ForestSamples data;
    private readonly ForestOptions options;
    private readonly int tries;
    private readonly int[] order, spare, features;
    private readonly int[] counts;
    private readonly double[] left, total;
    private readonly double[] purity;
    private TreeNodes tree = new(1);
    private SeededStream random;

    public TreeGrower(ForestSamples data, ForestOptions options)
    {
        (this.data, this.options) = (data, options);
        tries = Math.Clamp(options.FeaturesPerSplit ?? (int)Math.Sqrt(data.Features), 1, data.Features);
        (order, spare) = (new int[data.Count], new int[data.Count]);
        features = [.. Enumerable.Range(0, data.Features)];
        counts = new int[FeatureBins.Most * data.Classes];
        (left, total) = (new double[data.Classes], new double[data.Classes]);
        purity = new double[data.Features];
    }

    /// <summary>Grows a tree from the samples that were drawn, as often as they were drawn.</summary>
    public Tree Grow(int[] draws, SeededStream stream)
    {
        random = stream;
        tree = new TreeNodes(data.Classes);
        Array.Clear(purity);
        for (var i = 0; i < features.Length; i++)
            features[i] = i;
        var count = 0;
        for (var sample = 0; sample < draws.Length; sample++)
        {
            if (draws[sample] > 0)
                order[count++] = sample;
        }
        var open = new Stack<(int Node, int From, int To, int Depth)>();
        open.Push((tree.Add(), 0, count, 0));
        while (open.TryPop(out var node))
        {
            Weigh(draws, node.From, node.To);
            var mayPart = node.Depth < (options.MaximumDepth ?? ForestOptions.DeepestTree) && node.To - node.From >= 2L * options.MinimumLeaf;
            var split = mayPart && !IsPure()
                ? Find(draws, node.From, node.To) : default;
            if (split.Feature < 0 || split.Score <= 0)
            {
                tree.EndIn(node.Node, total);
                continue;
            }
            var middle = Part(split, node.From, node.To);
            purity[split.Feature] += split.Score - Score(total);
            var children = tree.Split(node.Node, split.Feature, split.Bin);
            open.Push((children + 1, middle, node.To, node.Depth + 1));
            open.Push((children, node.From, middle, node.Depth + 1));
        }
        return tree.Finish([.. purity]);
    }

    /// <summary>The weight of each class in the node.</summary>
    private void Weigh(int[] draws, int from, int to)
    {
        Array.Clear(total);
        for (var i = from; i < to; i++)
        {
            var sample = order[i];
            total[data.ClassOf[sample]] += draws[sample];
        }
        for (var each = 0; each < total.Length; each++)
            total[each] *= data.Weights[each];
    }

    private bool IsPure()
    {
        var present = 0;
        foreach (var weight in total)
            present += weight > 0 ? 1 : 0;
        return present < 2;
    }

    private (int Feature, int Bin, double Score) Find(int[] draws, int from, int to)
    {
        (int Feature, int Bin, double Score) best = (-1, 0, 0);
        var tried = 0;
        for (var drawn = 0; drawn < features.Length && tried < tries; drawn++)
        {
            var other = drawn + random.Below(features.Length - drawn);
            (features[drawn], features[other]) = (features[other], features[drawn]);
            if (Try(features[drawn], draws, from, to, ref best))
                tried++;
        }
        return best;
    }

    /// <summary>Counts the node's samples by bin and class, and tries every border between two bins that hold any. Bits say which do.</summary>
    private bool Try(int feature, int[] draws, int from, int to, ref (int Feature, int Bin, double Score) best)
    {
        var varies = false;
        var occupied = (stackalloc ulong[4]);
        var tally = (stackalloc int[options.MinimumLeaf > 1 ? FeatureBins.Most : 0]);
        Count(feature, draws, from, to, occupied, tally);
        Array.Clear(left);
        var (previous, samplesLeft) = (-1, 0);
        for (var word = 0; word < 4; word++)
        {
            for (var bits = occupied[word]; bits != 0; bits &= bits - 1)
            {
                var bin = word * 64 + BitOperations.TrailingZeroCount(bits);
                if (previous >= 0 && (tally.IsEmpty || samplesLeft >= options.MinimumLeaf && to - from - samplesLeft >= options.MinimumLeaf))
                {
                    var score = ScoreOfHalves();
                    if (score > best.Score)
                        best = (feature, (previous + bin - 1) / 2, score);
                }
                MoveLeft(bin);
                samplesLeft += tally.IsEmpty ? 0 : tally[bin];
                varies |= previous >= 0;
                previous = bin;
            }
        }
        return varies;
    }

    /// <summary>How much of each class stands in each bin, which bins hold any, and, where leaves have a smallest size, how many samples each holds.</summary>
    private void Count(int feature, int[] draws, int from, int to, Span<ulong> occupied, Span<int> tally)
    {
        var bins = data.Of(feature);
        for (var i = from; i < to; i++)
        {
            var sample = order[i];
            var bin = bins[sample];
            occupied[bin >> 6] |= 1ul << bin;
            counts[bin * data.Classes + data.ClassOf[sample]] += draws[sample];
            if (!tally.IsEmpty)
                tally[bin]++;
        }
    }

    /// <summary>Counts a bin to the left half, and clears it for the next feature.</summary>
    private void MoveLeft(int bin)
    {
        for (var each = 0; each < left.Length; each++)
        {
            ref var count = ref counts[bin * left.Length + each];
            left[each] += count * data.Weights[each];
            count = 0;
        }
    }

    /// <summary>Σ w² ÷ Σ w: the larger, the purer; the weighted Gini impurity is Σ w less that.</summary>
    private static double Score(double[] weights)
    {
        double sum = 0, squares = 0;
        foreach (var weight in weights)
        {
            sum += weight;
            squares += weight * weight;
        }
        return squares / sum;
    }

    private double ScoreOfHalves()
    {
        double sumLeft = 0, squaresLeft = 0, sumRight = 0, squaresRight = 0;
        for (var each = 0; each < left.Length; each++)
        {
            double here = left[each], there = total[each] - here;
            sumLeft += here;
            squaresLeft += here * here;
            sumRight += there;
            squaresRight += there * there;
        }
        return squaresLeft / sumLeft + squaresRight / sumRight;
    }

    /// <summary>Brings the samples that go left before those that go right; both keep their order.</summary>
    private int Part((int Feature, int Bin, double Score) split, int from, int to)
    {
        var bins = data.Of(split.Feature);
        int kept = from, moved = 0;
        for (var i = from; i < to; i++)
        {
            var sample = order[i];
            if (bins[sample] <= split.Bin)
                order[kept++] = sample;
            else
                spare[moved++] = sample;
        }
        spare.AsSpan(0, moved).CopyTo(order.AsSpan(kept));
        return kept;
    }
}
