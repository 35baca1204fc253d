using BioDL.Learning.Gradients;
using BioDL.Learning.Graphs;
using BioDL.Learning.Operators;

namespace BioDL.Learning.Execution;

/// <summary>One operator of a plan, with the numbers of the values that it reads and writes; −1 stands for one that is not given or not needed.</summary>
internal sealed record Step(Node Node, Operator Operator, int[] Inputs, int[] Outputs)
{
    /// <summary>Values that nobody reads after this step.</summary>
    public int[] LastUses { get; set; } = [];

    /// <summary>How gradients pass back; null when values are not kept, or when none do.</summary>
    public GradientRule? Gradient { get; init; }

    /// <summary>Plans of the graphs among the attributes, by name of the attribute.</summary>
    public Dictionary<string, Plan> Inner { get; } = new(StringComparer.Ordinal);
}
