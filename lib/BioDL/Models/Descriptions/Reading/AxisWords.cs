namespace BioDL.Models;

/// <summary>Words of both generations of formats for axes and values.</summary>
internal static class AxisWords
{
    /// <summary>Types of values, NumPy's names.</summary>
    public static readonly string[] DataTypes = ["float32", "float64", "float16", "uint8", "int8", "uint16", "int16", "uint32", "int32", "uint64", "int64", "bool"];

    /// <summary>Units of length that the specification knows.</summary>
    public static readonly string[] SpaceUnits =
    [
        "attometer", "angstrom", "centimeter", "decimeter", "exameter", "femtometer", "foot", "gigameter", "hectometer", "inch", "kilometer", "megameter", "meter", "micrometer", "mile",
        "millimeter", "nanometer", "parsec", "petameter", "picometer", "terameter", "yard", "yoctometer", "yottameter", "zeptometer", "zettameter",
    ];

    /// <summary>Units of time that the specification knows.</summary>
    public static readonly string[] TimeUnits =
    [
        "attosecond", "centisecond", "day", "decisecond", "exasecond", "femtosecond", "gigasecond", "hectosecond", "hour", "kilosecond", "megasecond", "microsecond", "millisecond", "minute",
        "nanosecond", "petasecond", "picosecond", "second", "terasecond", "yoctosecond", "yottasecond", "zeptosecond", "zettasecond",
    ];

    private static readonly Dictionary<char, (AxisKind Kind, string Id)> Letters = new()
    {
        ['b'] = (AxisKind.Batch, "batch"),
        ['i'] = (AxisKind.Index, "index"),
        ['t'] = (AxisKind.Time, "time"),
        ['c'] = (AxisKind.Channel, "channel"),
        ['z'] = (AxisKind.Space, "z"),
        ['y'] = (AxisKind.Space, "y"),
        ['x'] = (AxisKind.Space, "x"),
    };

    /// <summary>The letters that stand for axes in formats 0.3 and 0.4.</summary>
    public static string AllLetters => string.Concat(Letters.Keys);

    /// <summary>The axis that a letter stands for; null for other letters.</summary>
    public static (AxisKind Kind, string Id)? Of(char letter) => Letters.TryGetValue(letter, out var axis) ? axis : null;

    /// <summary>The name that an axis has when it is given none.</summary>
    public static string DefaultId(AxisKind kind) => kind switch
    {
        AxisKind.Batch => "batch",
        AxisKind.Channel => "channel",
        AxisKind.Index => "index",
        AxisKind.Time => "time",
        _ => "x",
    };
}
