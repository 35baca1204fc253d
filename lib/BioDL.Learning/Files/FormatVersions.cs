using BioDL.Learning.Files.Wire;

namespace BioDL.Learning.Files;

/// <summary>Which versions of the format and of the standard operators are understood.</summary>
internal static class FormatVersions
{
    /// <summary>The oldest supported version of the standard operators.</summary>
    public const int OldestOpset = 11;

    /// <summary>The newest supported version of the standard operators.</summary>
    public const int NewestOpset = 21;

    /// <summary>Graphs of this version of the format on need not list initialisers among the inputs.</summary>
    public const int FreeInitialisers = 4;

    private const int OldestFormat = 3;
    private const int NewestFormat = 12;

    /// <summary>The version of the standard operators that a model uses.</summary>
    /// <exception cref="OnnxException">It, or the version of the format, is none that is supported.</exception>
    public static int Check(ModelProto message)
    {
        if (!message.HasIrVersion && message.OpsetImport.Count == 0)
            throw new OnnxException("states no version of the format. It is no ONNX model, or only a part of one.");
        if (message.IrVersion is < OldestFormat or > NewestFormat)
            throw new OnnxException($"is of version {message.IrVersion} of the ONNX format (ir_version), but {OldestFormat} to {NewestFormat} are supported. {Advice}");
        var versions = message.OpsetImport.Where(import => IsStandard(import.Domain)).Select(import => import.Version).Distinct().ToArray();
        if (versions is not [var version])
            throw new OnnxException(versions.Length == 0
                ? "does not say which version of the standard operators (opset) it uses."
                : $"says that it uses the versions {string.Join(" and ", versions)} of the standard operators (opset) at once.");
        if (version is < OldestOpset or > NewestOpset)
            throw new OnnxException($"uses version {version} of the standard operators (opset), but {OldestOpset} to {NewestOpset} are supported. {Advice}");
        return (int)version;
    }

    /// <summary>Whether a domain is that of the standard operators.</summary>
    public static bool IsStandard(string domain) => domain is "" or "ai.onnx";

    /// <summary>The version of the format that appeared with an operator set.</summary>
    public static long FormatOf(int opset) => opset switch
    {
        <= 11 => 6,
        <= 14 => 7,
        <= 18 => 8,
        <= 20 => 9,
        _ => 10,
    };

    private static string Advice => $"Export the model again with an opset from {OldestOpset} to {NewestOpset}, or convert it with onnx.version_converter.";
}
