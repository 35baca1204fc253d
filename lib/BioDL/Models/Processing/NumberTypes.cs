namespace BioDL.Models;

/// <summary>Types of numbers by the names that NumPy and the specification use.</summary>
internal static class NumberTypes
{
    /// <summary>
    /// What becomes of a number that is converted as <c>numpy.ndarray.astype</c> does: to whole numbers what follows the point is cut off, and what
    /// does not fit wraps around; to <c>bool</c> everything but 0 is 1; to <c>float16</c> it is rounded. Numbers are held in single precision, so
    /// <c>float64</c> and whole numbers beyond 2²⁴ have no more digits than that.
    /// </summary>
    /// <exception cref="ArgumentException">There is no such type.</exception>
    public static Func<float, float>? Conversion(string type) => type switch
    {
        "float32" or "float64" => null,
        "float16" => value => (float)(Half)value,
        "bool" => value => value != 0 ? 1 : 0,
        "uint8" => value => unchecked((byte)(long)value),
        "int8" => value => unchecked((sbyte)(long)value),
        "uint16" => value => unchecked((ushort)(long)value),
        "int16" => value => unchecked((short)(long)value),
        "uint32" => value => unchecked((uint)(long)value),
        "int32" => value => unchecked((int)(long)value),
        "int64" => value => (long)value,
        "uint64" => value => value < 0 ? unchecked((ulong)(long)value) : (ulong)value,
        _ => throw new ArgumentException(
            $"A description asks for numbers of type '{type}'; known are float16, float32, float64, bool, and int and uint of 8, 16, 32 and 64 bits."),
    };

    /// <summary>Smallest and largest number of a whole-number type; null for other types.</summary>
    public static (double Minimum, double Maximum)? Limits(string type) => type switch
    {
        "uint8" => (0, byte.MaxValue),
        "int8" => (sbyte.MinValue, sbyte.MaxValue),
        "uint16" => (0, ushort.MaxValue),
        "int16" => (short.MinValue, short.MaxValue),
        "uint32" => (0, uint.MaxValue),
        "int32" => (int.MinValue, int.MaxValue),
        "bool" => (0, 1),
        _ => null,
    };
}
