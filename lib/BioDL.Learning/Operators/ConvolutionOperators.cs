using BioDL.Learning.Graphs;

namespace BioDL.Learning.Operators;

/// <summary>Operators that convolve.</summary>
internal static class ConvolutionOperators
{
    /// <summary>How each is made.</summary>
    public static IReadOnlyDictionary<string, Func<Node, int, Operator>> Makers { get; } = new Dictionary<string, Func<Node, int, Operator>>(StringComparer.Ordinal)
    {
        ["Conv"] = (node, _) => new Convolution(node, isTransposed: false),
        ["ConvTranspose"] = (node, _) => new Convolution(node, isTransposed: true),
    };
}
