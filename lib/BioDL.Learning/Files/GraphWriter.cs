using BioDL.Learning.Files.Wire;
using BioDL.Learning.Graphs;
using Google.Protobuf;
using Kind = BioDL.Learning.Files.Wire.AttributeProto.Types.AttributeType;

namespace BioDL.Learning.Files;

/// <summary>Makes the messages of a file from a graph: what the graph holds, and around it what the file that it was read from said.</summary>
internal static class GraphWriter
{
    /// <summary>Writes a graph.</summary>
    public static GraphProto Write(Graph graph)
    {
        var origin = graph.Origin;
        var message = origin?.Rest.Clone() ?? new GraphProto();
        if (graph.Name.Length > 0 || message.HasName)
            message.Name = graph.Name;
        // The shapes between operators that the file states hold only for the operators of the file.
        if (origin?.NodeCount != graph.Nodes.Count || graph.Nodes.Any(node => node.Origin is null))
            message.ValueInfo.Clear();
        message.Node.Add(graph.Nodes.Select(Write));
        foreach (var (name, tensor) in graph.Initialisers)
            message.Initializer.Add(TensorWriter.Write(name, tensor, origin?.Initialisers.GetValueOrDefault(name)));
        message.Input.Clear();
        message.Input.Add(Inputs(graph));
        message.Output.Clear();
        var outputs = ByName(origin?.Rest.Output ?? []);
        message.Output.Add(graph.Outputs.Select(output => Write(output, outputs.GetValueOrDefault(output.Name))));
        return message;
    }

    /// <summary>The inputs; files of the older kind list initialisers among them, where they stay.</summary>
    private static List<ValueInfoProto> Inputs(Graph graph)
    {
        var origins = graph.Origin?.Rest.Input ?? [];
        var byName = ByName(origins);
        var written = graph.Inputs.Select(input => Write(input, byName.GetValueOrDefault(input.Name))).ToList();
        for (var n = 0; n < origins.Count; n++)
        {
            if (graph.Initialisers.ContainsKey(origins[n].Name))
                written.Insert(Math.Min(n, written.Count), origins[n].Clone());
        }
        return written;
    }

    private static Dictionary<string, ValueInfoProto> ByName(IEnumerable<ValueInfoProto> values) =>
        values.DistinctBy(value => value.Name, StringComparer.Ordinal).ToDictionary(value => value.Name, StringComparer.Ordinal);

    private static ValueInfoProto Write(GraphValue value, ValueInfoProto? origin)
    {
        var message = origin?.Clone() ?? new ValueInfoProto { Name = value.Name };
        if (value.Type == ElementType.Undefined && value.Shape is null)
            return message;
        message.Type ??= new TypeProto();
        message.Type.TensorType ??= new TypeProto.Types.Tensor();
        var tensor = message.Type.TensorType;
        tensor.ElemType = (int)value.Type;
        if (value.Shape is null)
            tensor.Shape = null;
        else
            WriteShape(tensor.Shape ??= new TensorShapeProto(), value.Shape);
        return message;
    }

    private static void WriteShape(TensorShapeProto message, IReadOnlyList<Dimension> shape)
    {
        while (message.Dim.Count > shape.Count)
            message.Dim.RemoveAt(message.Dim.Count - 1);
        while (message.Dim.Count < shape.Count)
            message.Dim.Add(new TensorShapeProto.Types.Dimension());
        for (var axis = 0; axis < shape.Count; axis++)
        {
            if (shape[axis].Size is { } size)
                message.Dim[axis].DimValue = size;
            else if (shape[axis].Symbol is { } symbol)
                message.Dim[axis].DimParam = symbol;
            else if (message.Dim[axis] is not { HasDimValue: true, DimValue: < 0 })
                message.Dim[axis].ClearValue();
        }
    }

    private static NodeProto Write(Node node)
    {
        var message = node.Origin?.Rest.Clone() ?? new NodeProto { OpType = node.Operator };
        if (node.Origin is null)
        {
            message.Input.Add(node.Inputs);
            message.Output.Add(node.Outputs);
            if (node.Name.Length > 0)
                message.Name = node.Name;
            if (node.Domain.Length > 0)
                message.Domain = node.Domain;
        }
        foreach (var (name, value) in node.Attributes)
            message.Attribute.Add(Write(name, value, node.Origin?.Attributes.Find(origin => ReferenceEquals(origin.Value, value))?.Message));
        return message;
    }

    private static AttributeProto Write(string name, object value, AttributeProto? origin)
    {
        if (origin is not null)
        {
            var kept = origin.Clone();
            if (value is Tensor numbers)
                kept.T = TensorWriter.Write(kept.T.Name, numbers, kept.T);
            if (value is Graph inner)
                kept.G = Write(inner);
            return kept;
        }
        return value switch
        {
            long whole => new AttributeProto { Name = name, Type = Kind.Int, I = whole },
            float number => new AttributeProto { Name = name, Type = Kind.Float, F = number },
            string text => new AttributeProto { Name = name, Type = Kind.String, S = ByteString.CopyFromUtf8(text) },
            long[] wholes => new AttributeProto { Name = name, Type = Kind.Ints, Ints = { wholes } },
            float[] numbers => new AttributeProto { Name = name, Type = Kind.Floats, Floats = { numbers } },
            string[] texts => new AttributeProto { Name = name, Type = Kind.Strings, Strings = { texts.Select(ByteString.CopyFromUtf8) } },
            Tensor tensor => new AttributeProto { Name = name, Type = Kind.Tensor, T = TensorWriter.Write("", tensor, null) },
            _ => new AttributeProto { Name = name, Type = Kind.Graph, G = Write((Graph)value) },
        };
    }
}
