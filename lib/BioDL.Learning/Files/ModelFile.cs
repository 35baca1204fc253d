using BioDL.Learning.Files.Wire;
using BioDL.Learning.Graphs;
using Google.Protobuf;

namespace BioDL.Learning.Files;

/// <summary>A model as it was read, with all that its file said.</summary>
/// <param name="Graph">The network.</param>
/// <param name="Opset">Version of the standard operator set.</param>
/// <param name="Rest">The file's message without the network.</param>
internal sealed record ModelFile(Graph Graph, int Opset, ModelProto Rest)
{
    /// <summary>Reads a model that <see cref="WireScan"/> let pass.</summary>
    /// <param name="stream">The file's bytes.</param>
    /// <param name="external">Where weights outside of the file are.</param>
    /// <param name="problems">Takes what is wrong inside of the network.</param>
    /// <exception cref="OnnxException">It is no model at all, or one of a version that is not supported.</exception>
    public static ModelFile Read(Stream stream, ExternalData external, Problems problems)
    {
        var message = Parse(stream);
        var opset = FormatVersions.Check(message);
        if (message.Graph is null)
            throw new OnnxException("holds no network. It is no ONNX model, or only a part of one.");
        var graph = new GraphReader(external, problems).Read(message.Graph, "");
        message.Graph = null;
        return new ModelFile(graph, opset, message);
    }

    /// <summary>The statements about the model.</summary>
    public ModelMetadata Metadata => new()
    {
        Producer = Rest.ProducerName,
        ProducerVersion = Rest.ProducerVersion,
        Domain = Rest.Domain,
        ModelVersion = Rest.ModelVersion,
        Description = Rest.DocString,
        Properties = Rest.MetadataProps.DistinctBy(entry => entry.Key, StringComparer.Ordinal)
            .ToDictionary(entry => entry.Key, entry => entry.Value, StringComparer.Ordinal),
    };

    private static ModelProto Parse(Stream stream)
    {
        try
        {
            using var coded = CodedInputStream.CreateWithLimits(stream, int.MaxValue, 100);
            return ModelProto.Parser.ParseFrom(coded);
        }
        catch (InvalidProtocolBufferException error)
        {
            throw new OnnxException($"is no ONNX model, or a damaged one ({error.Message}).", error);
        }
    }
}
