using System.Runtime.InteropServices;
using BioDL.Learning.Files;
using BioDL.Learning.Files.Wire;

namespace BioDL.Learning;

/// <content>Reading and writing model files.</content>
public sealed partial class OnnxModel
{
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
    public static OnnxModel Load(string path, ComputeOptions? compute = null) => new(ModelLoader.FromFile(path), compute);

    /// <summary>Reads a model from a stream, to its end. Its weights must all be in the stream.</summary>
    /// <param name="stream">The bytes of an .onnx file.</param>
    /// <param name="compute">How to compute; the environment's wish when null.</param>
    /// <exception cref="OnnxException">The stream holds no model that is supported; the message lists every problem.</exception>
    public static OnnxModel Load(Stream stream, ComputeOptions? compute = null) => new(ModelLoader.FromStream(stream, "The model"), compute);

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
        var bytes = ToBytes();
        var unfinished = $"{path}.{Guid.NewGuid():N}.tmp";
        try
        {
            File.WriteAllBytes(unfinished, bytes);
            File.Move(unfinished, path, overwrite: true);
        }
        finally
        {
            File.Delete(unfinished);
        }
    }

    /// <summary>The model as the bytes of an .onnx file; see <see cref="Save"/>.</summary>
    /// <exception cref="OnnxException">The model would have more than 2 GB.</exception>
    public byte[] ToBytes() => ModelWriter.Write(Graph, Opset, Metadata, origin);
}
