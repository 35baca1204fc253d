using BioDL.Learning;

namespace BioDL.Models;

/// <summary>Values of one type in a row, which one or several tensors are views of.</summary>
internal sealed class TensorStorage(string key, ElementType type, long count)
{
    private const string Prefix = "torch.";

    private static readonly Dictionary<string, ElementType> Types = new(StringComparer.Ordinal)
    {
        ["FloatStorage"] = ElementType.Float32,
        ["DoubleStorage"] = ElementType.Float64,
        ["HalfStorage"] = ElementType.Float16,
        ["LongStorage"] = ElementType.Int64,
        ["IntStorage"] = ElementType.Int32,
        ["ShortStorage"] = ElementType.Int16,
        ["CharStorage"] = ElementType.Int8,
        ["ByteStorage"] = ElementType.UInt8,
        ["BoolStorage"] = ElementType.Bool,
    };

    /// <summary>What the file calls it.</summary>
    public string Key { get; } = key;

    /// <summary>The type of its values.</summary>
    public ElementType Type { get; } = type;

    /// <summary>How many there are.</summary>
    public long Count { get; } = count;

    /// <summary>Python's names of the types.</summary>
    public static IEnumerable<string> Names => Types.Keys.Select(type => Prefix + type);

    /// <summary>Bytes of one value.</summary>
    public int Width => Type switch
    {
        ElementType.Float64 or ElementType.Int64 => 8,
        ElementType.Float32 or ElementType.Int32 => 4,
        ElementType.Float16 or ElementType.Int16 => 2,
        _ => 1,
    };

    /// <summary>Its bytes, least significant first.</summary>
    public ReadOnlyMemory<byte> Content { get; set; }

    /// <summary>What a pickle's reference names: ("storage", type, key, place, count), in older files with null at the end.</summary>
    /// <returns>Null when it is something else.</returns>
    public static TensorStorage? Of(PickleReference reference) =>
        reference.Id is object?[] and (["storage", PickleName, string, string, long] or ["storage", PickleName, string, string, long, null])
        && reference.Id is object?[] parts && Types.TryGetValue(((PickleName)parts[1]!).Name[Prefix.Length..], out var type)
        && (long)parts[4]! is >= 0 and <= PackageLimits.File
            ? new TensorStorage((string)parts[2]!, type, (long)parts[4]!)
            : null;
}
