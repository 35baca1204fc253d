namespace BioDL.Classical;

/// <summary>A tree that is finished.</summary>
/// <param name="Nodes">Each question in one number, as <see cref="TreeNodes"/> says.</param>
/// <param name="Leaves">For each leaf, the share of every class.</param>
/// <param name="Gains">How much purer each feature made the samples of this tree.</param>
internal sealed record Tree(ulong[] Nodes, float[] Leaves, double[] Gains);

/// <summary>
/// The nodes of a tree that grows. A node is one number of 64 bits: bits 0 to 31 the left child (the right one follows it), bits 32 to 47 the feature, bits 48 to 55
/// the last bin that goes left. A leaf sends everything to itself: its left child is itself and every bin goes left; bit 63 marks it.
/// </summary>
internal sealed class TreeNodes(int classes)
{
    public const ulong LeafMark = 1ul << 63;

    private readonly List<ulong> nodes = [];
    private readonly List<(int Node, float[] Shares)> leaves = [];

    public static ulong Question(int left, int feature, int bin) => (uint)left | (ulong)(ushort)feature << 32 | (ulong)(byte)bin << 48;

    public static ulong Leaf(int self) => LeafMark | Question(self, 0, 255);

    public static int LeftOf(ulong node) => (int)(uint)node;

    public static int FeatureOf(ulong node) => (ushort)(node >> 32);

    public static int BinOf(ulong node) => (byte)(node >> 48);

    public static bool IsLeaf(ulong node) => (node & LeafMark) != 0;

    public int Add()
    {
        nodes.Add(0);
        return nodes.Count - 1;
    }

    /// <summary>Makes a node a question. Returns its left child.</summary>
    public int Split(int node, int feature, int bin)
    {
        var left = Add();
        Add();
        nodes[node] = Question(left, feature, bin);
        return left;
    }

    public void EndIn(int node, double[] weights)
    {
        nodes[node] = Leaf(node);
        var sum = weights.Sum();
        leaves.Add((node, Array.ConvertAll(weights, weight => (float)(weight / sum))));
    }

    /// <summary>Leaves come in the order of their nodes.</summary>
    public Tree Finish(double[] gains)
    {
        var shares = new float[leaves.Count * classes];
        leaves.Sort((first, second) => first.Node.CompareTo(second.Node));
        for (var i = 0; i < leaves.Count; i++)
            leaves[i].Shares.CopyTo(shares, i * classes);
        return new Tree([.. nodes], shares, gains);
    }
}
