using YamlDotNet.Core;
using YamlDotNet.Core.Tokens;

namespace BioDL.Models;

/// <summary>The comments of a YAML text, which parsers throw away.</summary>
internal static class YamlComments
{
    /// <summary>The comments on some lines, joined; null when there is none.</summary>
    /// <param name="text">A text that was read before, and is YAML.</param>
    /// <param name="first">First line, counted from 1.</param>
    /// <param name="last">Last line.</param>
    public static string? Between(string text, int first, int last)
    {
        var found = new List<string>();
        try
        {
            var scanner = new Scanner(new StringReader(text), skipComments: false);
            while (scanner.MoveNext())
            {
                if (scanner.Current is Comment comment && comment.Start.Line >= first && comment.Start.Line <= last)
                    found.Add(comment.Value.Trim());
                else if (scanner.Current?.Start.Line > last)
                    break;
            }
        }
        catch (YamlException)
        {
            // What a comment can upset in the scanner, it does not in the parser: the comments up to there are kept.
        }
        return found.Count == 0 ? null : string.Join(" ", found);
    }
}
