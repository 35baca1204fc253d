using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace BioDL.Classical;

/// <summary>
/// The trees of a forest in one array, and how samples come down them: 64 at a time, all that stand at a node asked at once, one bit for each. Neighbours in an image
/// mostly go the same way, so few nodes are visited.
/// </summary>
internal sealed class ForestTrees
{
    /// <summary>How many samples come down together.</summary>
    public const int Block = 64;

    private readonly ulong[] nodes;
    private readonly int[] roots, leafOf;
    private readonly float[] leaves;

    /// <param name="nodes">All nodes, tree after tree; children are numbered within the whole array.</param>
    /// <param name="roots">The first node of each tree.</param>
    /// <param name="leaves">Leaves × classes, in the order of their nodes.</param>
    /// <param name="classes">Number of classes.</param>
    public ForestTrees(ulong[] nodes, int[] roots, float[] leaves, int classes)
    {
        (this.nodes, this.roots, this.leaves, Classes) = (nodes, roots, leaves, classes);
        leafOf = new int[nodes.Length];
        for (int node = 0, next = 0; node < nodes.Length; node++)
            leafOf[node] = TreeNodes.IsLeaf(nodes[node]) ? classes * next++ : -1;
    }

    public int Count => roots.Length;

    public int Classes { get; }

    public ReadOnlySpan<ulong> Nodes => nodes;

    public ReadOnlySpan<int> Roots => roots;

    public ReadOnlySpan<float> Leaves => leaves;

    public static ForestTrees Of(IReadOnlyList<Tree> trees, int classes)
    {
        var nodes = new List<ulong>(trees.Sum(tree => tree.Nodes.Length));
        var roots = new int[trees.Count];
        for (var tree = 0; tree < trees.Count; tree++)
        {
            roots[tree] = nodes.Count;
            foreach (var node in trees[tree].Nodes)
                nodes.Add(node + (ulong)roots[tree]);
        }
        return new ForestTrees([.. nodes], roots, [.. trees.SelectMany(tree => tree.Leaves)], classes);
    }

    /// <summary>The features that one tree asks for.</summary>
    public IEnumerable<int> FeaturesOf(int tree)
    {
        var end = tree + 1 < roots.Length ? roots[tree + 1] : nodes.Length;
        return nodes[roots[tree]..end].Where(node => !TreeNodes.IsLeaf(node)).Select(TreeNodes.FeatureOf).Distinct();
    }

    /// <summary>Adds the leaves' shares of all trees: sums is classes × 64.</summary>
    public void Add(ref byte bins, int stride, ulong samples, float[] sums)
    {
        for (var tree = 0; tree < roots.Length; tree++)
            Add(tree, ref bins, stride, samples, sums, -1, ref bins);
    }

    /// <summary>Adds the shares of the leaves at which samples arrive.</summary>
    /// <param name="tree">The tree.</param>
    /// <param name="bins">The first sample's bin of feature 0; the next samples' follow.</param>
    /// <param name="stride">From one feature to the next.</param>
    /// <param name="samples">A bit for each sample that counts.</param>
    /// <param name="sums">classes × 64.</param>
    /// <param name="replaced">A feature whose bins are taken from elsewhere; −1 for none.</param>
    /// <param name="replacement">Where to.</param>
    [SkipLocalsInit]
    public void Add(int tree, ref byte bins, int stride, ulong samples, float[] sums, int replaced, ref byte replacement)
    {
        if (samples == 0)
            return;
        Span<(int Node, ulong Samples)> open = stackalloc (int, ulong)[ForestOptions.DeepestTree + 1];
        ref var first = ref nodes[0];
        var (waiting, node) = (0, roots[tree]);
        while (true)
        {
            var question = Unsafe.Add(ref first, node);
            if (TreeNodes.IsLeaf(question))
            {
                AddLeaf(leafOf[node], samples, sums);
                if (waiting == 0)
                    return;
                (node, samples) = open[--waiting];
                continue;
            }
            var feature = TreeNodes.FeatureOf(question);
            ref var row = ref feature == replaced ? ref replacement : ref Unsafe.Add(ref bins, feature * stride);
            var right = samples & Above(ref row, (byte)TreeNodes.BinOf(question));
            node = TreeNodes.LeftOf(question);
            if (right == samples)
            {
                node++;
            }
            else if (right != 0)
            {
                open[waiting++] = (node + 1, right);
                samples &= ~right;
            }
        }
    }

    /// <summary>A bit for each of 64 bins that is above a border.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Above(ref byte bins, byte border)
    {
        if (Vector512.IsHardwareAccelerated)
            return Vector512.GreaterThan(Vector512.LoadUnsafe(ref bins), Vector512.Create(border)).ExtractMostSignificantBits();
        if (Vector256.IsHardwareAccelerated)
        {
            var wide = Vector256.Create(border);
            return Vector256.GreaterThan(Vector256.LoadUnsafe(ref bins), wide).ExtractMostSignificantBits()
                | (ulong)Vector256.GreaterThan(Vector256.LoadUnsafe(ref bins, 32), wide).ExtractMostSignificantBits() << 32;
        }
        var level = Vector128.Create(border);
        var above = 0ul;
        for (var part = 0; part < 4; part++)
            above |= (ulong)Vector128.GreaterThan(Vector128.LoadUnsafe(ref bins, (nuint)(16 * part)), level).ExtractMostSignificantBits() << 16 * part;
        return above;
    }

    private void AddLeaf(int leaf, ulong samples, float[] sums)
    {
        for (var each = 0; each < Classes; each++)
        {
            var share = leaves[leaf + each];
            if (share == 0)
                continue;
            ref var sum = ref sums[each * Block];
            for (var bits = samples; bits != 0; bits &= bits - 1)
                Unsafe.Add(ref sum, BitOperations.TrailingZeroCount(bits)) += share;
        }
    }
}
