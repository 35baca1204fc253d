using System.Runtime.InteropServices;

namespace BioDL.Classical;

/// <summary>The forest's part of a pixel classifier's file.</summary>
internal static class ForestFile
{
    public static void Write(BinaryWriter writer, PixelClassifierParts parts)
    {
        var forest = parts.Forest;
        for (var feature = 0; feature < forest.Features; feature++)
        {
            var own = forest.Bins.Borders.Slice(feature * (FeatureBins.Most - 1), FeatureBins.Most - 1);
            var finite = own.IndexOf(float.PositiveInfinity) is >= 0 and var end ? own[..end] : own;
            writer.Write(finite.Length);
            writer.Write(MemoryMarshal.AsBytes(finite));
            writer.Write(forest.ImpurityImportances[feature]);
            writer.Write(parts.PermutationImportances[feature]);
        }
        writer.Write(forest.Trees);
        writer.Write(MemoryMarshal.AsBytes(forest.Grown.Roots));
        writer.Write(forest.Grown.Nodes.Length);
        writer.Write(MemoryMarshal.AsBytes(forest.Grown.Nodes));
        writer.Write(MemoryMarshal.AsBytes(forest.Grown.Leaves));
    }

    public static PixelClassifierParts Read(
        BoundedReader reader, PixelFeatures features, int channels, IReadOnlyList<ScribbledClass> classes, double error, double strokeError)
    {
        var count = features.Names(channels).Count;
        var borders = new float[count * (FeatureBins.Most - 1)];
        var (impurity, permutation) = (new double[count], new double[count]);
        System.Array.Fill(borders, float.PositiveInfinity);
        for (var feature = 0; feature < count; feature++)
        {
            var own = reader.Array<float>(reader.Count(FeatureBins.Most - 1, 4, "borders", fewest: 0));
            for (var i = 0; i < own.Length; i++)
            {
                if (!float.IsFinite(own[i]) || i > 0 && own[i] < own[i - 1])
                    throw reader.Fault($"the border {own[i]}", "finite, ascending ones");
            }
            own.CopyTo(borders, feature * (FeatureBins.Most - 1));
            (impurity[feature], permutation[feature]) = (Share(reader), Share(reader));
        }
        var trees = ReadTrees(reader, count, classes.Count);
        RequireError(reader, error);
        RequireError(reader, strokeError);
        return new PixelClassifierParts(features, channels, classes, new RandomForest(new FeatureBins(borders), trees, error, impurity))
        {
            StrokeOutOfBagError = double.IsNaN(strokeError) ? null : strokeError,
            PermutationImportances = permutation,
        };
    }

    private static ForestTrees ReadTrees(BoundedReader reader, int features, int classes)
    {
        var roots = reader.Array<int>(reader.Count(10_000, 4, "trees"));
        var nodes = reader.Array<ulong>(reader.Count(1 << 27, 8, "nodes"));
        for (var tree = 0; tree < roots.Length; tree++)
        {
            var end = tree + 1 < roots.Length ? roots[tree + 1] : nodes.Length;
            if (roots[tree] < 0 || roots[tree] >= end || end > nodes.Length || roots[0] != 0)
                throw reader.Fault($"tree {tree} from node {roots[tree]} to {end}", $"trees one after the other in {nodes.Length} nodes");
            Walk(reader, nodes, roots[tree], end, features);
        }
        var leafCount = nodes.Count(TreeNodes.IsLeaf);
        if ((long)leafCount * classes * 4 > reader.Left)
            throw reader.Fault($"{reader.Left:N0} bytes", $"the shares of {leafCount:N0} leaves");
        var leaves = reader.Array<float>(leafCount * classes);
        foreach (var share in leaves)
        {
            if (!(share is >= 0 and <= 1))
                throw reader.Fault($"the share {share}", "0 to 1");
        }
        return new ForestTrees(nodes, roots, leaves, classes);
    }

    /// <summary>Children must follow their parents within the tree, so that every way ends; and no way may be longer than trees may be deep.</summary>
    private static void Walk(BoundedReader reader, ulong[] nodes, int root, int end, int features)
    {
        var depth = new byte[end - root];
        for (var node = root; node < end; node++)
        {
            var question = nodes[node];
            if (TreeNodes.IsLeaf(question))
            {
                if (question != TreeNodes.Leaf(node))
                    throw reader.Fault($"a leaf that leads to node {TreeNodes.LeftOf(question)}", $"one that leads to itself, {node}");
                continue;
            }
            var left = TreeNodes.LeftOf(question);
            if (left <= node || left >= end - 1 || TreeNodes.FeatureOf(question) >= features || question >> 56 != 0)
                throw reader.Fault($"node {node} about feature {TreeNodes.FeatureOf(question)}, leading to {left}", $"one of {features} features and a later node of its tree, which ends before {end}");
            if (depth[node - root] >= ForestOptions.DeepestTree)
                throw reader.Fault($"more than {ForestOptions.DeepestTree} questions one after the other", "no more");
            var below = (byte)(depth[node - root] + 1);
            depth[left - root] = Math.Max(depth[left - root], below);
            depth[left + 1 - root] = Math.Max(depth[left + 1 - root], below);
        }
    }

    private static double Share(BoundedReader reader) => reader.Number() is var share && share is >= -1 and <= 1
        ? share : throw reader.Fault($"the importance {share}", "-1 to 1");

    private static void RequireError(BoundedReader reader, double error)
    {
        if (!double.IsNaN(error) && error is not (>= 0 and <= 1))
            throw reader.Fault($"the error {error}", "0 to 1");
    }
}
