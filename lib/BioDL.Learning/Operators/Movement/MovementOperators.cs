using BioDL.Learning.Graphs;

namespace BioDL.Learning.Operators.Movement;

/// <summary>Operators that put the same numbers elsewhere: turn, repeat, cut, join and pick.</summary>
internal static class MovementOperators
{
    public static readonly IReadOnlyDictionary<string, Func<Node, int, Operator>> Makers = new Dictionary<string, Func<Node, int, Operator>>
    {
        ["Transpose"] = (node, _) => new Transpose(node.Attributes),
        ["Expand"] = (_, _) => new Expand(),
        ["Tile"] = (_, _) => new Tile(),
        ["Slice"] = (_, _) => new Slice(),
        ["Split"] = (node, _) => new Split(node.Attributes),
        ["Concat"] = (node, _) => new Concat(node.Attributes),
        ["Gather"] = (node, _) => new Gather(node.Attributes),
        ["GatherElements"] = (node, _) => new GatherElements(node.Attributes),
        ["Pad"] = (node, _) => new Pad(node.Attributes),
        ["DepthToSpace"] = (node, _) => new DepthToSpace(node.Attributes),
        ["SpaceToDepth"] = (node, _) => new SpaceToDepth(node.Attributes),
    };
}
