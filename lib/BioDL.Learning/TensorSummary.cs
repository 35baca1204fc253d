using System.Globalization;
using System.Numerics;

namespace BioDL.Learning;

/// <content>The tensor in words.</content>
public sealed partial class Tensor
{
    private const int FirstShown = 8;

    /// <summary>Bytes that all tensors of this process hold now, memory kept for the next step of a network included. The garbage collector knows nothing of them.</summary>
    public static long BytesInUse => TensorMemory.InUse;

    /// <summary>
    /// Type, shape, range, mean and the first numbers, for people: <c>Float32 (2, 2): 0 to 3, mean 1.5; 0, 1, 2, 3</c>. Numbers that are not finite are counted
    /// apart.
    /// </summary>
    public string Summary => memory is null ? "a tensor that was disposed" : Type switch
    {
        ElementType.Float32 => Describe<float>(),
        ElementType.Float64 => Describe<double>(),
        ElementType.Float16 => Describe<Half>(),
        ElementType.UInt8 => Describe<byte>(),
        ElementType.Int8 => Describe<sbyte>(),
        ElementType.UInt16 => Describe<ushort>(),
        ElementType.Int16 => Describe<short>(),
        ElementType.UInt32 => Describe<uint>(),
        ElementType.Int32 => Describe<int>(),
        ElementType.UInt64 => Describe<ulong>(),
        ElementType.Int64 => Describe<long>(),
        _ => ToString(),
    };

    private string Describe<T>()
        where T : unmanaged, INumberBase<T>
    {
        ReadOnlySpan<T> values = Span<T>();
        var (low, high, sum, odd) = (double.PositiveInfinity, double.NegativeInfinity, 0.0, 0);
        foreach (var value in values)
        {
            var number = double.CreateSaturating(value);
            if (!double.IsFinite(number))
            {
                odd++;
                continue;
            }
            (low, high, sum) = (Math.Min(low, number), Math.Max(high, number), sum + number);
        }
        var finite = values.Length - odd;
        var range = finite == 0 ? "" : $": {Short(low)} to {Short(high)}, mean {Short(sum / finite)}";
        var fault = odd == 0 ? "" : $", {odd} not finite";
        var first = string.Join(", ", values[..Math.Min(FirstShown, values.Length)].ToArray().Select(value => Short(double.CreateSaturating(value))));
        return $"{this}{range}{fault}{(values.Length == 0 ? "" : $"; {first}{(values.Length > FirstShown ? " …" : "")}")}";
    }

    private static string Short(double value) => value.ToString("0.####;-0.####;0", CultureInfo.InvariantCulture) is var plain && (plain != "0" || value == 0)
        ? plain
        : value.ToString("g3", CultureInfo.InvariantCulture);
}
