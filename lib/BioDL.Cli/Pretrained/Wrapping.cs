namespace BioDL.Cli.Pretrained;

/// <summary>Text in lines that fit a terminal.</summary>
internal static class Wrapping
{
    /// <summary>Letters of a line.</summary>
    public const int Width = 100;

    /// <summary>Words in lines; those after the first begin below the text, not below the lead.</summary>
    /// <param name="lead">What the first line begins with: <c>Licence     </c>.</param>
    /// <param name="text">The words; a word longer than a line stays whole, so that paths and addresses can be copied.</param>
    public static IEnumerable<string> Lines(string lead, string text)
    {
        var indent = new string(' ', lead.Length);
        var line = lead;
        foreach (var word in text.Split([' ', '\n', '\r', '\t'], StringSplitOptions.RemoveEmptyEntries))
        {
            var isEmpty = line.Length == lead.Length;
            if (!isEmpty && line.Length + 1 + word.Length > Width)
            {
                yield return line;
                (line, isEmpty) = (indent, true);
            }
            line += isEmpty ? word : " " + word;
        }
        yield return line.TrimEnd();
    }

    /// <summary>The text, cut with … where it is longer.</summary>
    public static string Cut(string text, int most) => text.Length <= most ? text : text[..(most - 1)] + "…";
}
