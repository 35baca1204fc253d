using BioDL.Learning.Files;
using BioDL.Learning.Graphs;
using BioDL.Learning.Operators;

namespace BioDL.Learning.Checking;

/// <summary>Finds all that keeps a graph from running, without running it.</summary>
internal sealed class GraphCheck
{
    private readonly Problems problems;
    private readonly NodeCheck nodes;
    private readonly IReadOnlySet<string> functions;
    private readonly bool operatorsOnly;
    private readonly Dictionary<string, (int Count, string First)> unknown = new(StringComparer.Ordinal);

    private GraphCheck(int opset, IReadOnlySet<string> functions, Problems problems)
    {
        operatorsOnly = problems.Count > 0;
        this.problems = problems;
        this.functions = functions;
        nodes = new NodeCheck(opset, problems);
    }

    /// <summary>
    /// Checks a graph and the graphs inside of it. Where there are problems already, parts of the graph could not be read and are missing; then only
    /// operators that do not exist are added, since the rest would follow from what is missing.
    /// </summary>
    /// <param name="graph">The graph.</param>
    /// <param name="opset">Version of the standard operator set.</param>
    /// <param name="functions">Operators that the file itself defines, as "domain.name".</param>
    /// <param name="problems">Takes what is found.</param>
    public static void Check(Graph graph, int opset, IReadOnlySet<string> functions, Problems problems)
    {
        var check = new GraphCheck(opset, functions, problems);
        check.Walk(graph, "");
        check.ReportUnknown();
        if (!check.operatorsOnly)
            OrderCheck.Check(graph, problems);
    }

    /// <summary>How an operator is named together with its set.</summary>
    public static string FullName(string domain, string name) => FormatVersions.IsStandard(domain) ? name : $"{domain}.{name}";

    private void Walk(Graph graph, string within)
    {
        var weights = new WeightCheck(graph, problems);
        foreach (var node in graph.Nodes)
        {
            var name = FullName(node.Domain, node.Operator);
            if (functions.Contains(name))
                problems.Add($"{node}{within} calls '{name}', a function that the file itself defines, which is not supported. Export it without functions, or put them in place with onnx.inliner.");
            else if (!FormatVersions.IsStandard(node.Domain) || !OperatorRegistry.Names.Contains(node.Operator))
                unknown[name] = unknown.TryGetValue(name, out var seen) ? (seen.Count + 1, seen.First) : (1, $"{node}{within}");
            else if (!operatorsOnly)
            {
                nodes.Check(node, within);
                weights.Check(node, within);
            }
            foreach (var (attribute, value) in node.Attributes)
            {
                if (value is Graph inner)
                    Walk(inner, $" in attribute '{Node.Cut(attribute)}' of {node}{within}");
            }
        }
    }

    /// <summary>All operators that do not exist in one problem, so that none is lost among hundreds of nodes.</summary>
    private void ReportUnknown()
    {
        if (unknown.Count == 0)
            return;
        var listed = unknown.OrderBy(entry => entry.Key, StringComparer.Ordinal).Take(Problems.Most)
            .Select(entry => $"{entry.Key} ({entry.Value.Count} {(entry.Value.Count == 1 ? "node" : "nodes")}, {(entry.Value.Count == 1 ? "" : "the first ")}{entry.Value.First})");
        problems.Add($"it uses operators that are not supported: {string.Join(", ", listed)}{(unknown.Count > Problems.Most ? $" and {unknown.Count - Problems.Most} more" : "")}.");
    }
}
