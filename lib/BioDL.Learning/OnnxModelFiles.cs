using System.Runtime.InteropServices;
using BioDL.Learning.Checking;
using BioDL.Learning.Files;
using BioDL.Learning.Files.Wire;
using BioDL.Learning.Graphs;
using Google.Protobuf;

namespace BioDL.Learning;

/// <content>Reading and writing model files.</content>
public sealed partial class OnnxModel
{
    private const string Unnamed = "The model";

    private readonly ModelProto? origin;

    private OnnxModel(ModelFile file, ComputeOptions? compute)
        : this(file.Graph, file.Opset, compute)
    {
        origin = file.Rest;
        Metadata = file.Metadata;
    }

    /// <summary>What the model says of itself; written with it.</summary>
    public ModelMetadata Metadata { get; set; } = new();

    /// <summary>Reads a model. Weights in other files must lie in the folder of the model or below.</summary>
    /// <param name="path">The .onnx file.</param>
    /// <param name="compute">How to compute; the environment's wish when null.</param>
    /// <exception cref="OnnxException">The file cannot be read, or is no model that is supported; the message lists every problem.</exception>
    public static OnnxModel Load(string path, ComputeOptions? compute = null)
    {
        var problems = new Problems();
        return Make(ModelLoader.FromFile(path, problems), path, problems, compute);
    }

    /// <summary>Reads a model from a stream, to its end. Its weights must all be in the stream.</summary>
    /// <param name="stream">The bytes of an .onnx file.</param>
    /// <param name="compute">How to compute; the environment's wish when null.</param>
    /// <exception cref="OnnxException">The stream holds no model that is supported; the message lists every problem.</exception>
    public static OnnxModel Load(Stream stream, ComputeOptions? compute = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        var problems = new Problems();
        return Make(ModelLoader.FromStream(stream, Unnamed, problems), Unnamed, problems, compute);
    }

    /// <summary>Reads a model from memory. Its weights must all be there.</summary>
    /// <param name="bytes">The bytes of an .onnx file.</param>
    /// <param name="compute">How to compute; the environment's wish when null.</param>
    /// <exception cref="OnnxException">The bytes are no model that is supported; the message lists every problem.</exception>
    public static OnnxModel Load(ReadOnlyMemory<byte> bytes, ComputeOptions? compute = null)
    {
        var array = MemoryMarshal.TryGetArray(bytes, out var segment) ? segment : new ArraySegment<byte>(bytes.ToArray());
        using var stream = new MemoryStream(array.Array!, array.Offset, array.Count, writable: false);
        return Load(stream, compute);
    }

    /// <summary>
    /// Writes the model as an .onnx file, replacing an earlier one when all is written. A model that was read from a file keeps all that the file
    /// said, also what this library does not understand; weights that lay in other files move into this one.
    /// </summary>
    /// <param name="path">The .onnx file.</param>
    /// <exception cref="OnnxException">The model would have more than 2 GB.</exception>
    /// <exception cref="IOException">The file cannot be written; an earlier one is still as it was.</exception>
    public void Save(string path)
    {
        var message = ModelWriter.Write(Graph, Opset, Metadata, origin);
        var unfinished = $"{path}.{Guid.NewGuid():N}.tmp";
        try
        {
            using (var file = File.Create(unfinished))
                message.WriteTo(file);
            File.Move(unfinished, path, overwrite: true);
        }
        finally
        {
            File.Delete(unfinished);
        }
    }

    /// <summary>The model as the bytes of an .onnx file; see <see cref="Save"/>.</summary>
    /// <exception cref="OnnxException">The model would have more than 2 GB.</exception>
    public byte[] ToBytes() => ModelWriter.Write(Graph, Opset, Metadata, origin).ToByteArray();

    /// <summary>
    /// What keeps this model from running, without running it: operators that do not exist, attributes and inputs that do not fit their operator,
    /// weights whose shapes contradict it, values written twice, never, or only after they are read. Of very many problems, the first and how many
    /// more there are.
    /// </summary>
    /// <returns>One sentence each; none when the model is sound.</returns>
    public IReadOnlyList<string> Check()
    {
        var problems = new Problems();
        Check(Graph, Opset, origin, problems);
        return problems.Found;
    }

    private static void Check(Graph graph, int opset, ModelProto? origin, Problems problems)
    {
        var functions = (origin?.Functions ?? []).Select(function => GraphCheck.FullName(function.Domain, function.Name)).ToHashSet(StringComparer.Ordinal);
        GraphCheck.Check(graph, opset, functions, problems);
    }

    private static OnnxModel Make(ModelFile file, string name, Problems problems, ComputeOptions? compute)
    {
        Check(file.Graph, file.Opset, file.Rest, problems);
        if (problems.Count > 0)
            file.Graph.Free();
        problems.Throw(name);
        return new OnnxModel(file, compute);
    }
}
