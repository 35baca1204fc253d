using BioDL.Learning.Files.Wire;
using BioDL.Learning.Graphs;

namespace BioDL.Learning.Files;

/// <summary>Makes a graph from the messages of a file, and notes what is wrong with them.</summary>
internal sealed class GraphReader
{
    private readonly Problems problems;
    private readonly TensorReader tensors;
    private readonly AttributeReader attributes;

    public GraphReader(ExternalData external, Problems problems)
    {
        this.problems = problems;
        tensors = new TensorReader(external, problems);
        attributes = new AttributeReader(tensors, Read, problems);
    }

    /// <summary>Reads a graph.</summary>
    /// <param name="message">The message; it loses what the graph holds, all else stays and is kept with the graph.</param>
    /// <param name="place">How problems name the graph; empty for the outermost.</param>
    public Graph Read(GraphProto message, string place)
    {
        var within = place.Length > 0 ? $" in {place}" : "";
        var origin = new GraphOrigin(message, message.Node.Count, new(StringComparer.Ordinal));
        var graph = new Graph { Name = message.Name, Origin = origin };
        foreach (var tensor in message.Initializer)
            AddInitialiser(graph, origin, tensor, within);
        foreach (var sparse in message.SparseInitializer)
            problems.Add($"initialiser '{sparse.Values?.Name}'{within} is a sparse tensor, which is not supported. Export it as an ordinary one.");
        // Files of the older kind list the initialisers among the inputs, too. Nobody gives those.
        foreach (var input in message.Input.Where(input => !origin.Initialisers.ContainsKey(input.Name)))
            graph.Inputs.Add(ReadValue(input, $"input '{input.Name}'{within}"));
        foreach (var output in message.Output)
            graph.Outputs.Add(ReadValue(output, $"output '{output.Name}'{within}"));
        foreach (var node in message.Node)
            graph.Nodes.Add(ReadNode(node, within));
        message.Initializer.Clear();
        message.Node.Clear();
        return graph;
    }

    private void AddInitialiser(Graph graph, GraphOrigin origin, TensorProto message, string within)
    {
        if (!origin.Initialisers.TryAdd(message.Name, message))
            problems.Add($"initialiser '{message.Name}'{within} is there twice.");
        else if (tensors.Read(message, $"initialiser '{message.Name}'{within}") is { } tensor)
            graph.Initialisers.Add(message.Name, tensor);
    }

    private GraphValue ReadValue(ValueInfoProto message, string place)
    {
        if (message.Type is { TensorType: null })
            problems.Add($"{place} is a sequence, a map or optional, but only tensors are supported.");
        if (message.Type?.TensorType is not { } tensor)
            return new GraphValue(message.Name, ElementType.Undefined, null);
        var type = (ElementType)tensor.ElemType;
        if (tensor.ElemType != 0 && type.Size() == 0)
            problems.Add($"{place} holds {TypeNames.Of(tensor.ElemType)}, but numbers of 8 to 64 bits and truth values are supported.");
        return new GraphValue(message.Name, type, tensor.Shape is { } shape ? [.. shape.Dim.Select(size => ReadSize(size, place))] : null);
    }

    private Dimension ReadSize(TensorShapeProto.Types.Dimension message, string place)
    {
        if (message.ValueCase == TensorShapeProto.Types.Dimension.ValueOneofCase.DimParam)
            return new Dimension(null, message.DimParam);
        if (message.DimValue > int.MaxValue)
            problems.Add($"{place} has a size of {message.DimValue}, but sizes up to {int.MaxValue} are supported.");
        // Some programs write a negative size where any will do.
        return message.HasDimValue && message.DimValue is >= 0 and <= int.MaxValue ? (int)message.DimValue : new Dimension(null, null);
    }

    private Node ReadNode(NodeProto message, string within)
    {
        var origin = new NodeOrigin(message, []);
        var values = new Attributes();
        var node = new Node
        {
            Operator = message.OpType,
            Domain = message.Domain,
            Name = message.Name,
            Inputs = [.. message.Input],
            Outputs = [.. message.Output],
            Attributes = values,
            Origin = origin,
        };
        foreach (var attribute in message.Attribute)
        {
            var place = $"attribute '{Node.Cut(attribute.Name)}' of {node}{within}";
            if (values.Has(attribute.Name))
                problems.Add($"{place} is there twice.");
            else if (attributes.Read(attribute, place) is { } value)
            {
                values.Add(attribute.Name, value);
                origin.Attributes.Add(new AttributeOrigin(attribute, value));
            }
        }
        message.Attribute.Clear();
        return node;
    }
}
