using System.Text.RegularExpressions;

namespace BioDL.Display;

/// <summary>Names of properties as words.</summary>
internal static partial class Words
{
    /// <summary>"PixelSize" becomes "Pixel size", "MeanIoU" "Mean IoU", "F1Score" "F1 score", "PositionX" "Position X".</summary>
    public static string FromName(string name)
    {
        var words = Boundary().Replace(name.Replace('_', ' '), " ").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return string.Join(' ', words.Select((word, i) => i == 0 || word.Length == 1 || word.Skip(1).Any(char.IsUpper) ? word : word.ToLowerInvariant()));
    }

    /// <summary>Before a capital after a small letter or digit, and before the last capital of several; IoU is one word.</summary>
    [GeneratedRegex("(?<=[a-z0-9])(?=[A-Z])(?<!Io(?=U))|(?<=[A-Z])(?=[A-Z][a-z])")]
    private static partial Regex Boundary();
}
