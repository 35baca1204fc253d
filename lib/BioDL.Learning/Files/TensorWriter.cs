using BioDL.Learning.Files.Wire;
using Google.Protobuf.Collections;

namespace BioDL.Learning.Files;

/// <summary>Makes the messages of a file from tensors.</summary>
internal static class TensorWriter
{
    /// <summary>Writes a tensor.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="tensor">The tensor.</param>
    /// <param name="origin">
    /// The message that it was read from: its descriptions and the form of its numbers are kept, but numbers from another file move into this one.
    /// </param>
    public static TensorProto Write(string name, Tensor tensor, TensorProto? origin)
    {
        var message = origin?.Clone() ?? new TensorProto();
        var external = message.DataLocation == TensorProto.Types.DataLocation.External;
        if (external)
        {
            message.ExternalData.Clear();
            message.ClearDataLocation();
        }
        if (name.Length > 0 || message.HasName)
            message.Name = name;
        message.Dims.Clear();
        message.Dims.Add(tensor.Shape.ToArray().Select(size => (long)size));
        message.DataType = (int)tensor.Type;
        if (origin is null || external || message.HasRawData)
            message.RawData = TensorBytes.Of(tensor);
        else
            WriteTyped(message, tensor);
        return message;
    }

    private static void WriteTyped(TensorProto message, Tensor tensor)
    {
        switch (tensor.Type)
        {
            case ElementType.Float32: message.FloatData.AddRange(tensor.ToArray<float>()); break;
            case ElementType.Float64: message.DoubleData.AddRange(tensor.ToArray<double>()); break;
            case ElementType.Int64: message.Int64Data.AddRange(tensor.ToArray<long>()); break;
            case ElementType.UInt64: message.Uint64Data.AddRange(tensor.ToArray<ulong>()); break;
            case ElementType.UInt32: Copy<uint, ulong>(tensor, message.Uint64Data, value => value); break;
            case ElementType.Int32: message.Int32Data.AddRange(tensor.ToArray<int>()); break;
            case ElementType.Int16: Copy<short, int>(tensor, message.Int32Data, value => value); break;
            case ElementType.Int8: Copy<sbyte, int>(tensor, message.Int32Data, value => value); break;
            case ElementType.UInt16: Copy<ushort, int>(tensor, message.Int32Data, value => value); break;
            case ElementType.UInt8: Copy<byte, int>(tensor, message.Int32Data, value => value); break;
            case ElementType.Bool: Copy<bool, int>(tensor, message.Int32Data, value => value ? 1 : 0); break;
            default: Copy<Half, int>(tensor, message.Int32Data, value => BitConverter.HalfToUInt16Bits(value)); break;
        }
    }

    private static void Copy<TFrom, TTo>(Tensor tensor, RepeatedField<TTo> target, Func<TFrom, TTo> convert)
        where TFrom : unmanaged
    {
        target.Capacity = tensor.Count;
        foreach (var value in tensor.Span<TFrom>())
            target.Add(convert(value));
    }
}
