using BioDL.Learning.Files;

namespace BioDL.Learning.Graphs;

/// <summary>One operator of a graph: what it does, what it reads and what it writes.</summary>
public sealed class Node
{
    private const int LongestName = 120;

    /// <summary>The operator's name in ONNX, such as Conv.</summary>
    public required string Operator { get; init; }

    /// <summary>The operator set that defines it; empty for the standard one.</summary>
    public string Domain { get; init; } = "";

    /// <summary>The node's own name; may be empty.</summary>
    public string Name { get; init; } = "";

    /// <summary>Names of the values that it reads, in order; an empty name stands for an optional input that is not given.</summary>
    public IReadOnlyList<string> Inputs { get; init; } = [];

    /// <summary>Names of the values that it writes, in order; an empty name stands for an output that nobody needs.</summary>
    public IReadOnlyList<string> Outputs { get; init; } = [];

    /// <summary>Its settings.</summary>
    public Attributes Attributes { get; init; } = new();

    /// <summary>What the file that it was read from said beyond this; null when it was made here.</summary>
    internal NodeOrigin? Origin { get; init; }

    /// <summary>How messages name it: "Conv 'encoders.0.0'" or, without a name, "Conv that writes '12'". Very long names are cut.</summary>
    public override string ToString() => Name.Length > 0
        ? $"{Cut(Operator)} '{Cut(Name)}'"
        : $"{Cut(Operator)} that writes '{Cut(Outputs.Count > 0 ? Outputs[0] : "")}'";

    /// <summary>A name from a file, short enough for a message.</summary>
    internal static string Cut(string name) => name.Length <= LongestName ? name : $"{name[..LongestName]}…";
}
