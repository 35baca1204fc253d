using BioDL.Learning.Files;
using BioDL.Learning.Graphs;

namespace BioDL.Learning.Checking;

/// <summary>Whether every value is written once, and before it is read.</summary>
internal sealed class OrderCheck
{
    private readonly Graph graph;
    private readonly string within;
    private readonly Problems problems;
    private readonly OrderCheck? outer;
    private readonly HashSet<string> written = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> writers = new(StringComparer.Ordinal);
    private readonly List<(int Reader, int Writer)> early = [];

    private OrderCheck(Graph graph, string within, Problems problems, OrderCheck? outer)
    {
        this.graph = graph;
        this.within = within;
        this.problems = problems;
        this.outer = outer;
    }

    /// <summary>Checks a graph and the graphs inside of it.</summary>
    public static void Check(Graph graph, Problems problems) => new OrderCheck(graph, "", problems, null).Walk();

    private void Walk()
    {
        foreach (var input in graph.Inputs)
            Write(input.Name, "input");
        foreach (var name in graph.Initialisers.Keys)
            Write(name, "initialiser");
        for (var n = 0; n < graph.Nodes.Count; n++)
        {
            foreach (var name in graph.Nodes[n].Outputs.Where(name => name.Length > 0))
                writers.TryAdd(name, n);
        }
        for (var n = 0; n < graph.Nodes.Count; n++)
            Visit(graph.Nodes[n], n);
        foreach (var output in graph.Outputs.Where(output => !Sees(output.Name)))
            problems.Add($"output '{output.Name}'{within} is written by no node.");
        ReportEarly();
    }

    private void Visit(Node node, int place)
    {
        foreach (var name in node.Inputs.Where(name => name.Length > 0 && !Sees(name)))
            Missing(name, node, place);
        foreach (var (name, value) in node.Attributes)
        {
            if (value is Graph inner)
                new OrderCheck(inner, $" in attribute '{Node.Cut(name)}' of {node}{within}", problems, this).Walk();
        }
        foreach (var name in node.Outputs.Where(name => name.Length > 0))
        {
            Write(name, node.ToString());
            if (outer?.Sees(name) == true)
                problems.Add($"{node}{within} writes '{name}', which a graph around it has written already.");
        }
    }

    private void Missing(string name, Node node, int place)
    {
        if (writers.TryGetValue(name, out var writer))
            early.Add((place, writer));
        else if (outer?.Later(name) is { } later)
            problems.Add($"{node}{within} reads '{name}', which {later} writes only later: nodes must stand in the order in which they run.");
        else
            problems.Add($"{node}{within} reads '{name}', which nothing writes.");
    }

    private bool Sees(string name) => written.Contains(name) || outer?.Sees(name) == true;

    /// <summary>The node of this graph, or of one around it, that writes a value.</summary>
    private Node? Later(string name) => writers.TryGetValue(name, out var writer) ? graph.Nodes[writer] : outer?.Later(name);

    private void Write(string name, string writer)
    {
        if (name.Length == 0)
            problems.Add($"an {writer}{within} has no name.");
        else if (!written.Add(name))
            problems.Add($"'{name}'{within} is written twice, the second time by {writer}.");
    }

    /// <summary>Values that are read before they are written: nodes in a wrong order, or a circle that no order can mend.</summary>
    private void ReportEarly()
    {
        if (early.Count == 0)
            return;
        if (FindCircle() is { } circle)
        {
            problems.Add($"nodes{within} wait for each other in a circle: {string.Join(" → ", circle.Take(6).Select(n => graph.Nodes[n]))}{(circle.Count > 6 ? " → …" : "")}.");
            return;
        }
        foreach (var (reader, writer) in early)
            problems.Add($"{graph.Nodes[reader]}{within} reads what {graph.Nodes[writer]} writes only later: nodes must stand in the order in which they run.");
    }

    /// <summary>Nodes that wait for each other; null when there are none. Takes nodes away that wait for nobody until none are left.</summary>
    private List<int>? FindCircle()
    {
        var waiting = new int[graph.Nodes.Count];
        var readers = new List<int>[graph.Nodes.Count];
        for (var n = 0; n < waiting.Length; n++)
        {
            foreach (var writer in Writers(n))
            {
                waiting[n]++;
                (readers[writer] ??= []).Add(n);
            }
        }
        var free = new Queue<int>(Enumerable.Range(0, waiting.Length).Where(n => waiting[n] == 0));
        while (free.TryDequeue(out var done))
        {
            foreach (var reader in readers[done] ?? [])
            {
                if (--waiting[reader] == 0)
                    free.Enqueue(reader);
            }
        }
        return Array.FindIndex(waiting, count => count > 0) is >= 0 and var stuck ? Follow(stuck, waiting) : null;
    }

    /// <summary>From a node that waits on, always to one that it waits for, until one comes again.</summary>
    private List<int> Follow(int node, int[] waiting)
    {
        var places = new Dictionary<int, int>();
        var path = new List<int>();
        while (places.TryAdd(node, path.Count))
        {
            path.Add(node);
            node = Writers(node).First(writer => waiting[writer] > 0);
        }
        return [.. path[places[node]..], node];
    }

    private IEnumerable<int> Writers(int node) => graph.Nodes[node].Inputs.Where(writers.ContainsKey).Select(name => writers[name]);
}
