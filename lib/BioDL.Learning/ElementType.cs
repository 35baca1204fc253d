namespace BioDL.Learning;

/// <summary>The type of a tensor's elements. The numbers are those that ONNX files use (TensorProto.DataType).</summary>
public enum ElementType
{
    /// <summary>Unknown.</summary>
    Undefined = 0,

    /// <summary>IEEE 754 single precision; <see cref="float"/>.</summary>
    Float32 = 1,

    /// <summary>8 bits without sign; <see cref="byte"/>.</summary>
    UInt8 = 2,

    /// <summary>8 bits with sign; <see cref="sbyte"/>.</summary>
    Int8 = 3,

    /// <summary>16 bits without sign; <see cref="ushort"/>.</summary>
    UInt16 = 4,

    /// <summary>16 bits with sign; <see cref="short"/>.</summary>
    Int16 = 5,

    /// <summary>32 bits with sign; <see cref="int"/>.</summary>
    Int32 = 6,

    /// <summary>64 bits with sign; <see cref="long"/>.</summary>
    Int64 = 7,

    /// <summary>Truth values, one byte each; <see cref="bool"/>.</summary>
    Bool = 9,

    /// <summary>IEEE 754 half precision; <see cref="Half"/>.</summary>
    Float16 = 10,

    /// <summary>IEEE 754 double precision; <see cref="double"/>.</summary>
    Float64 = 11,

    /// <summary>32 bits without sign; <see cref="uint"/>.</summary>
    UInt32 = 12,

    /// <summary>64 bits without sign; <see cref="ulong"/>.</summary>
    UInt64 = 13,
}

/// <summary>What is known of each element type.</summary>
internal static class ElementTypes
{
    /// <summary>Bytes of one element; 0 for types that tensors cannot hold.</summary>
    public static int Size(this ElementType type) => type switch
    {
        ElementType.UInt8 or ElementType.Int8 or ElementType.Bool => 1,
        ElementType.UInt16 or ElementType.Int16 or ElementType.Float16 => 2,
        ElementType.Float32 or ElementType.Int32 or ElementType.UInt32 => 4,
        ElementType.Float64 or ElementType.Int64 or ElementType.UInt64 => 8,
        _ => 0,
    };

    /// <summary>The element type that holds <typeparamref name="T"/>.</summary>
    /// <exception cref="NotSupportedException">No element type does.</exception>
    public static ElementType Of<T>()
        where T : unmanaged
    {
        if (typeof(T) == typeof(float))
            return ElementType.Float32;
        if (typeof(T) == typeof(double))
            return ElementType.Float64;
        if (typeof(T) == typeof(Half))
            return ElementType.Float16;
        if (typeof(T) == typeof(long))
            return ElementType.Int64;
        if (typeof(T) == typeof(int))
            return ElementType.Int32;
        if (typeof(T) == typeof(short))
            return ElementType.Int16;
        if (typeof(T) == typeof(sbyte))
            return ElementType.Int8;
        if (typeof(T) == typeof(byte))
            return ElementType.UInt8;
        if (typeof(T) == typeof(ushort))
            return ElementType.UInt16;
        if (typeof(T) == typeof(uint))
            return ElementType.UInt32;
        if (typeof(T) == typeof(ulong))
            return ElementType.UInt64;
        if (typeof(T) == typeof(bool))
            return ElementType.Bool;
        throw new NotSupportedException($"A tensor cannot hold elements of type {typeof(T).Name}. Use float, double, a whole number or bool.");
    }
}
