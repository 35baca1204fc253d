using System.Numerics;
using System.Runtime.InteropServices;
using BioDL.Learning;

namespace BioDL.Models;

/// <summary>Numbers in and out of tensors of any type; outside they are single precision.</summary>
internal static class TensorNumbers
{
    /// <summary>Writes numbers into a tensor; those of whole-number types are cut off at the point.</summary>
    public static void Write(ReadOnlySpan<float> values, Tensor tensor)
    {
        switch (tensor.Type)
        {
            case ElementType.Float32:
                values.CopyTo(tensor.Span<float>());
                break;
            case ElementType.Bool:
                var truths = tensor.Span<bool>();
                for (var i = 0; i < truths.Length; i++)
                    truths[i] = values[i] != 0;
                break;
            case ElementType.Float64: Convert(values, tensor.Span<double>()); break;
            case ElementType.Float16: Convert(values, tensor.Span<Half>()); break;
            case ElementType.UInt8: Convert(values, tensor.Span<byte>()); break;
            case ElementType.Int8: Convert(values, tensor.Span<sbyte>()); break;
            case ElementType.UInt16: Convert(values, tensor.Span<ushort>()); break;
            case ElementType.Int16: Convert(values, tensor.Span<short>()); break;
            case ElementType.UInt32: Convert(values, tensor.Span<uint>()); break;
            case ElementType.Int32: Convert(values, tensor.Span<int>()); break;
            case ElementType.UInt64: Convert(values, tensor.Span<ulong>()); break;
            case ElementType.Int64: Convert(values, tensor.Span<long>()); break;
            default:
                throw new ArgumentException($"The network takes numbers of type {tensor.Type}, which images cannot be turned into.");
        }
    }

    /// <summary>The numbers of a tensor: a view where they are single precision, else a copy.</summary>
    public static ReadOnlySpan<float> Read(Tensor tensor) => tensor.Type switch
    {
        ElementType.Float32 => tensor.Span<float>(),
        ElementType.Bool => MemoryMarshal.Cast<bool, byte>(tensor.Span<bool>()).ToArray().Select(value => (float)value).ToArray(),
        ElementType.Float64 => Singles<double>(tensor),
        ElementType.Float16 => Singles<Half>(tensor),
        ElementType.UInt8 => Singles<byte>(tensor),
        ElementType.Int8 => Singles<sbyte>(tensor),
        ElementType.UInt16 => Singles<ushort>(tensor),
        ElementType.Int16 => Singles<short>(tensor),
        ElementType.UInt32 => Singles<uint>(tensor),
        ElementType.Int32 => Singles<int>(tensor),
        ElementType.UInt64 => Singles<ulong>(tensor),
        ElementType.Int64 => Singles<long>(tensor),
        _ => throw new ArgumentException($"The network gives numbers of type {tensor.Type}, which no image can hold."),
    };

    private static void Convert<T>(ReadOnlySpan<float> from, Span<T> to)
        where T : unmanaged, INumberBase<T>
    {
        for (var i = 0; i < to.Length; i++)
            to[i] = T.CreateSaturating(from[i]);
    }

    private static float[] Singles<T>(Tensor tensor)
        where T : unmanaged, INumberBase<T>
    {
        var from = tensor.Span<T>();
        var to = new float[from.Length];
        for (var i = 0; i < to.Length; i++)
            to[i] = float.CreateSaturating(from[i]);
        return to;
    }
}
