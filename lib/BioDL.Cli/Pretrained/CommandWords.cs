using System.Text.RegularExpressions;

namespace BioDL.Cli.Pretrained;

/// <summary>Messages of the library speak of its methods; here the same is done by options.</summary>
internal static partial class CommandWords
{
    /// <summary>A message in the words of the command line.</summary>
    public static string Of(string message) => Parameter().Replace(message, "")
        .Replace("call ToGrey() for its brightness", "add --grey for its brightness", StringComparison.Ordinal)
        .Replace("invert the image", "add --invert", StringComparison.Ordinal)
        .Replace("the largest Tile that memory allows", "the largest --tile that memory allows", StringComparison.Ordinal);

    /// <summary>What .NET adds to messages for programmers.</summary>
    [GeneratedRegex(@" \(Parameter '\w+'\)")]
    private static partial Regex Parameter();
}
