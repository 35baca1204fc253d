using BioDL.Learning.Files.Wire;
using Google.Protobuf;
using Google.Protobuf.Collections;

namespace BioDL.Learning.Files;

/// <summary>
/// Makes tensors from the messages of a file. Nothing is allocated before it is known that the file holds the numbers that it claims to hold.
/// The numbers are then taken out of the message, so that they are not in memory twice.
/// </summary>
internal sealed class TensorReader(ExternalData external, Problems problems)
{
    /// <summary>Reads a tensor.</summary>
    /// <param name="message">The message; its numbers are removed, all else stays.</param>
    /// <param name="place">How problems name the tensor: "initialiser 'conv.weight'".</param>
    /// <returns>The tensor; null when it is wrong, which is then among the problems.</returns>
    public Tensor? Read(TensorProto message, string place)
    {
        if (Refuse(message) is { } reason)
        {
            problems.Add($"{place} {reason}");
            return null;
        }
        var tensor = Tensor.Uninitialised((ElementType)message.DataType, Shape(message));
        if (message.DataLocation == TensorProto.Types.DataLocation.External)
            reason = external.Fill(tensor, message);
        else
            reason = message.HasRawData ? Raw(message.RawData, tensor) : Typed(message, tensor);
        Strip(message);
        if (reason is null)
            return tensor;
        problems.Add($"{place} {reason}");
        tensor.Dispose();
        return null;
    }

    private static TensorShape Shape(TensorProto message) => new([.. message.Dims.Select(size => (int)size)]);

    private static string? Refuse(TensorProto message)
    {
        var type = (ElementType)message.DataType;
        if (type.Size() == 0)
            return $"holds {TypeNames.Of(message.DataType)}, but numbers of 8 to 64 bits and truth values are supported. Convert it before exporting.";
        if (message.Segment is not null)
            return "comes in segments, which is not supported. Write it in one piece.";
        if (message.Dims.Count > TensorShape.MaximumRank)
            return $"has {message.Dims.Count} axes, but up to {TensorShape.MaximumRank} are supported.";
        var sizes = $"({string.Join(", ", message.Dims)})";
        if (message.Dims.Any(size => size < 0))
            return $"has shape {sizes}, but sizes start at 0.";
        var bytes = (Int128)type.Size();
        foreach (var size in message.Dims)
            bytes = Int128.Min(bytes * size, Int128.MaxValue >> 64);
        return message.Dims.Contains(0) || bytes <= int.MaxValue ? null : $"has shape {sizes}, but one tensor may have up to {int.MaxValue} bytes.";
    }

    private static string? Raw(ByteString data, Tensor tensor)
    {
        if (data.Length != tensor.Bytes.Length)
            return $"has {data.Length} bytes of numbers, but {tensor} needs {tensor.Bytes.Length}.";
        data.Span.CopyTo(tensor.Bytes);
        if (tensor.Type == ElementType.Bool)
            MakeTruth(tensor.Bytes);
        return null;
    }

    /// <summary>A truth value is 1 or 0: code that compares two of them would be wrong with any other byte.</summary>
    public static void MakeTruth(Span<byte> bytes)
    {
        foreach (ref var value in bytes)
            value = value == 0 ? (byte)0 : (byte)1;
    }

    private static string? Typed(TensorProto message, Tensor tensor) => tensor.Type switch
    {
        ElementType.Float32 => Copy(message.FloatData, "float_data", tensor, value => value, _ => true),
        ElementType.Float64 => Copy(message.DoubleData, "double_data", tensor, value => value, _ => true),
        ElementType.Int64 => Copy(message.Int64Data, "int64_data", tensor, value => value, _ => true),
        ElementType.UInt64 => Copy(message.Uint64Data, "uint64_data", tensor, value => value, _ => true),
        ElementType.UInt32 => Copy(message.Uint64Data, "uint64_data", tensor, value => (uint)value, value => value <= uint.MaxValue),
        ElementType.Int32 => Copy(message.Int32Data, "int32_data", tensor, value => value, _ => true),
        ElementType.Int16 => Copy(message.Int32Data, "int32_data", tensor, value => (short)value, value => value == (short)value),
        ElementType.Int8 => Copy(message.Int32Data, "int32_data", tensor, value => (sbyte)value, value => value == (sbyte)value),
        ElementType.UInt16 => Copy(message.Int32Data, "int32_data", tensor, value => (ushort)value, value => value == (ushort)value),
        ElementType.UInt8 => Copy(message.Int32Data, "int32_data", tensor, value => (byte)value, value => value == (byte)value),
        ElementType.Bool => Copy(message.Int32Data, "int32_data", tensor, value => value != 0, _ => true),
        _ => Copy(message.Int32Data, "int32_data", tensor, value => BitConverter.UInt16BitsToHalf((ushort)value), value => value == (ushort)value),
    };

    private static string? Copy<TFrom, TTo>(
        RepeatedField<TFrom> from, string field, Tensor tensor, Func<TFrom, TTo> convert, Func<TFrom, bool> fits)
        where TTo : unmanaged
    {
        var target = tensor.Span<TTo>();
        if (from.Count != target.Length)
            return $"has {from.Count} numbers in {field}, but {tensor} needs {target.Length}.";
        for (var n = 0; n < target.Length; n++)
        {
            if (!fits(from[n]))
                return $"has {from[n]} as number {n} of {field}, which {tensor.Type} cannot hold.";
            target[n] = convert(from[n]);
        }
        return null;
    }

    /// <summary>Takes the numbers out; an empty raw field stays as the sign that they were written so.</summary>
    private static void Strip(TensorProto message)
    {
        if (message.HasRawData)
            message.RawData = ByteString.Empty;
        message.FloatData.Clear();
        message.DoubleData.Clear();
        message.Int32Data.Clear();
        message.Int64Data.Clear();
        message.Uint64Data.Clear();
    }
}
