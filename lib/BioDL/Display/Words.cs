using System.Text;

namespace BioDL.Display;

/// <summary>Names of properties as words.</summary>
internal static class Words
{
    /// <summary>"PixelSize" becomes "Pixel size", "MeanIoU" "Mean IoU", "F1Score" "F1 score".</summary>
    public static string FromName(string name)
    {
        var words = new List<StringBuilder>();
        for (var i = 0; i < name.Length; i++)
        {
            var starts = i > 0 && char.IsUpper(name[i]) && i + 1 < name.Length && char.IsLower(name[i + 1]);
            if (words.Count == 0 || starts || name[i] == '_')
                words.Add(new StringBuilder());
            if (name[i] != '_')
                words[^1].Append(name[i]);
        }
        return string.Join(" ", words.Where(word => word.Length > 0).Select((word, i) => i == 0 || HasCapitalInside(word) ? word.ToString() : word.ToString().ToLowerInvariant()));
    }

    private static bool HasCapitalInside(StringBuilder word) => word.ToString().Skip(1).Any(char.IsUpper);
}
