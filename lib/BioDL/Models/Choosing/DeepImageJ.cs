using System.Globalization;

namespace BioDL.Models;

/// <summary>What deepImageJ keeps in a description's <c>config</c>.</summary>
internal static class DeepImageJ
{
    /// <summary>Pixel size of the test input along x; null where none is stated. 1 is what the program writes when nobody said.</summary>
    public static double? PixelSize(IReadOnlyDictionary<string, object?> config)
    {
        if (At(config, "deepimagej", "test_information") is not IReadOnlyDictionary<string, object?> test || test.GetValueOrDefault("inputs") is not List<object?> { Count: > 0 } inputs)
            return null;
        return inputs[0] is IReadOnlyDictionary<string, object?> first && At(first, "pixel_size", "x") is IConvertible size
            && double.TryParse(size.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture, out var number) ? number : null;
    }

    private static object? At(IReadOnlyDictionary<string, object?> map, string key, string then) =>
        map.GetValueOrDefault(key) is IReadOnlyDictionary<string, object?> inner ? inner.GetValueOrDefault(then) : null;
}
