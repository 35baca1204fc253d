using BioDL.Learning.Files.Wire;
using BioDL.Learning.Graphs;

namespace BioDL.Learning.Files;

/// <summary>Makes the message of a file from a model.</summary>
internal static class ModelWriter
{
    /// <summary>Writes a model.</summary>
    /// <param name="graph">The network.</param>
    /// <param name="opset">Version of the standard operator set.</param>
    /// <param name="metadata">Statements about the model.</param>
    /// <param name="origin">What the file that it was read from said; null when it was made here.</param>
    /// <exception cref="OnnxException">It would have more than 2 GB.</exception>
    public static ModelProto Write(Graph graph, int opset, ModelMetadata metadata, ModelProto? origin)
    {
        var bytes = graph.Initialisers.Values.Sum(tensor => (long)tensor.Bytes.Length);
        if (bytes > int.MaxValue - 100_000_000)
            throw new OnnxException($"The weights have {bytes} bytes, but a model file may have up to 2 GB.");
        var message = origin?.Clone() ?? new ModelProto
        {
            IrVersion = FormatVersions.FormatOf(opset),
            OpsetImport = { new OperatorSetIdProto { Domain = "", Version = opset } },
        };
        Describe(message, metadata);
        message.Graph = GraphWriter.Write(graph);
        if (message.IrVersion < FormatVersions.FreeInitialisers && graph.Initialisers.Count + graph.Inputs.Count > message.Graph.Input.Count)
            message.IrVersion = FormatVersions.FreeInitialisers;
        return message;
    }

    /// <summary>Writes what is stated; what neither is stated nor was in the file stays out of it.</summary>
    private static void Describe(ModelProto message, ModelMetadata metadata)
    {
        if (message.ProducerName != metadata.Producer)
            message.ProducerName = metadata.Producer;
        if (message.ProducerVersion != metadata.ProducerVersion)
            message.ProducerVersion = metadata.ProducerVersion;
        if (message.Domain != metadata.Domain)
            message.Domain = metadata.Domain;
        if (message.ModelVersion != metadata.ModelVersion)
            message.ModelVersion = metadata.ModelVersion;
        if (message.DocString != metadata.Description)
            message.DocString = metadata.Description;
        var properties = metadata.Properties.ToDictionary(StringComparer.Ordinal);
        for (var n = message.MetadataProps.Count - 1; n >= 0; n--)
        {
            if (!properties.ContainsKey(message.MetadataProps[n].Key))
                message.MetadataProps.RemoveAt(n);
        }
        foreach (var entry in message.MetadataProps)
        {
            if (properties.Remove(entry.Key, out var value) && entry.Value != value)
                entry.Value = value;
        }
        message.MetadataProps.Add(properties.Select(entry => new StringStringEntryProto { Key = entry.Key, Value = entry.Value }));
    }
}
