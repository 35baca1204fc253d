using BioDL.Learning.Files;
using BioDL.Learning.Graphs;
using BioDL.Learning.Operators;

namespace BioDL.Learning.Checking;

/// <summary>Whether a node is one that its operator can run: how many inputs and outputs, which attributes, and what the operator itself says.</summary>
internal sealed class NodeCheck(int opset, Problems problems)
{
    /// <summary>Checks a node whose operator exists.</summary>
    /// <param name="node">The node.</param>
    /// <param name="within">Where it is: empty, or " in ..." for a node of a graph inside.</param>
    public void Check(Node node, string within)
    {
        var before = problems.Count;
        if (Signatures.Of(node.Operator, opset) is { } signature)
            Compare(node, signature, $"{node}{within}");
        else if (Signatures.Knows(node.Operator))
            problems.Add($"{node}{within} needs version {Signatures.FirstVersion(node.Operator)} of the standard operators, but the model uses {opset}.");
        if (problems.Count == before)
            Make(node, within);
    }

    private void Make(Node node, string within)
    {
        try
        {
            OperatorRegistry.Make(node, opset);
        }
        catch (OnnxException error)
        {
            problems.Add(within.Length == 0 ? error.Message : $"{error.Message} ({within.TrimStart()})");
        }
    }

    private void Compare(Node node, Signature signature, string place)
    {
        Count(node.Inputs.Count, signature.Inputs, place, "inputs");
        Count(node.Outputs.Count, signature.Outputs, place, "outputs");
        for (var n = 0; n < Math.Min(signature.Inputs.Least, node.Inputs.Count); n++)
        {
            // Resize had to name its second and third input when only the fourth was meant; they could be empty all the same. So can what ends a Loop.
            if (node.Inputs[n].Length == 0 && node.Operator is not ("Resize" or "Loop"))
                problems.Add($"{place} leaves out input {n}, which it needs.");
        }
        foreach (var (name, value) in node.Attributes)
        {
            if (!signature.Attributes.TryGetValue(name, out var known))
                problems.Add($"{place} has an attribute '{name}', but {node.Operator} of opset {opset} {Known(signature)}.");
            else if (value.GetType() != known.Type)
                problems.Add($"attribute '{name}' of {place} is {Signature.NameOf(value.GetType())}, but must be {Signature.NameOf(known.Type)}.");
        }
        foreach (var (name, _) in signature.Attributes.Where(known => known.Value.Needed && !node.Attributes.Has(known.Key)))
            problems.Add($"{place} lacks the attribute '{name}'.");
    }

    private static string Known(Signature signature) => signature.Attributes.Count == 0 ? "has none" : $"has only {string.Join(", ", signature.Attributes.Keys)}";

    private void Count(int found, (int Least, int Most) expected, string place, string what)
    {
        if (found >= expected.Least && found <= expected.Most)
            return;
        var range = expected.Least == expected.Most ? $"{expected.Least}" : expected.Most == int.MaxValue ? $"at least {expected.Least}" : $"{expected.Least} to {expected.Most}";
        problems.Add($"{place} has {found} {what}, but {range} {(range == "1" ? "is" : "are")} expected.");
    }
}
