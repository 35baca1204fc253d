using System.Globalization;

namespace BioDL.Learning.Files;

/// <summary>What the format calls its element types, for those that no tensor of ours can hold.</summary>
internal static class TypeNames
{
    private static readonly Dictionary<int, string> Unsupported = new()
    {
        [0] = "numbers of no stated type",
        [8] = "text",
        [14] = "complex numbers",
        [15] = "complex numbers",
        [16] = "bfloat16 numbers",
        [17] = "float8 numbers",
        [18] = "float8 numbers",
        [19] = "float8 numbers",
        [20] = "float8 numbers",
        [21] = "4-bit numbers",
        [22] = "4-bit numbers",
        [23] = "4-bit numbers",
    };

    /// <summary>The type in words.</summary>
    public static string Of(int type) => Unsupported.TryGetValue(type, out var name) ? name
        : ((ElementType)type).Size() > 0 ? ((ElementType)type).ToString()
        : $"numbers of the unknown type {type.ToString(CultureInfo.InvariantCulture)}";
}
