using System.Text.RegularExpressions;

namespace BioDL.Notebooks.Session.Hints;

/// <summary>What is written differently in Python or in ImageJ's macro language.</summary>
internal static partial class OtherLanguages
{
    private static readonly (Regex Pattern, Func<Match, string> Hint)[] Lines =
    [
        (new(@"^\s*#(?!\s*(r|load|if|else|elif|endif|region|endregion|pragma|nullable|define|undef|line|error|warning)\b)"), _ => "a remark starts with // in C#, not with #."),
        (new(@"^\s*(import|from)\s+([\w.]+)"), found => $"C# takes in a library with 'using {(found.Groups[2].Value is "numpy" ? "System.Numerics" : "Its.Name")};', not with '{found.Groups[1].Value}'."),
        (new(@"^\s*(def|function)\s+(\w+)\s*\("), found => $"a method starts with the type of its result: 'double {found.Groups[2].Value}(double x) {{ return x; }}', not with '{found.Groups[1].Value}'."),
        (new(@"^\s*for\s+\(?(\w+)\s+in\s+(.+?)\)?\s*:?\s*$"), found => $"write 'foreach (var {found.Groups[1].Value} in {found.Groups[2].Value}) {{ … }}'."),
        (new(@"^\s*elif\b"), _ => "write 'else if (…) { … }' instead of 'elif'."),
        (new(@"^\s*(if|while|else)\b(.*):\s*$"), found => $"C# puts what belongs together in braces, not behind a colon: '{found.Groups[1].Value}{(found.Groups[1].Value == "else" ? "" : " (…)")} {{ … }}'."),
        (new(@"(?<!\w)f(""[^""]*"")"), found => $"a text with values in it starts with $, not with f: ${found.Groups[1].Value}."),
        (new(@"\b(?<!\.)len\s*\(\s*(\w+)\s*\)"), found => $"write {found.Groups[1].Value}.Length (of an array or text) or {found.Groups[1].Value}.Count (of a list)."),
        (new(@"\s(and|or)\s|\b(not)\s+\w"), found => found.Groups[1].Value switch { "and" => "write && for 'and'.", "or" => "write || for 'or'.", _ => "write ! for 'not': !done." }),
    ];

    private static readonly Dictionary<string, string> Names = new()
    {
        ["print"] = "write Console.WriteLine(…) for text, or display(…) for anything that can be shown.",
        ["println"] = "write Console.WriteLine(…).",
        ["True"] = "write true, in lower case.",
        ["False"] = "write false, in lower case.",
        ["None"] = "write null.",
        ["nil"] = "write null.",
        ["range"] = "write Enumerable.Range(start, count), or 'for (var i = 0; i < n; i++)'.",
        ["str"] = "write value.ToString(), or $\"{value}\".",
        ["int"] = "write (int)value for a number, int.Parse(text) for a text.",
        ["float"] = "write (float)value for a number, float.Parse(text) for a text.",
        ["self"] = "write 'this' instead of 'self', or leave it out.",
        ["def"] = "a method starts with the type of its result: double Twice(double x) => 2 * x;",
    };

    public static string? Hint(Mistake mistake)
    {
        if (mistake.Error.Id is "CS0103" or "CS0246" && Names.TryGetValue(mistake.Written, out var named))
            return named;
        if (mistake.Error.Id is "CS1012" or "CS1011")
            return "texts stand in double quotation marks: \"cells\"; single ones hold one character.";
        // Only errors that such a line makes: a wrong type in a line with "and" in a text is something else.
        if (mistake.Error.Id is not ("CS0103" or "CS0246" or "CS0116" or "CS1024" or "CS1040") && !IsAboutSyntax(mistake.Error.Id))
            return null;
        var line = WithoutTexts().Replace(mistake.Line.ToString(), found => found.Value is ['f', ..] ? found.Value : "\"\"");
        foreach (var (pattern, hint) in Lines)
            if (pattern.Match(line) is { Success: true } found)
                return hint(found);
        return null;
    }

    private static bool IsAboutSyntax(string id) => string.CompareOrdinal(id, "CS1000") >= 0 && string.CompareOrdinal(id, "CS1060") < 0 || id is "CS1073" or "CS1513" or "CS1514" or "CS1525" or "CS1529";

    [GeneratedRegex("""(?<!\w)[f$@]?"[^"]*"|//.*""")]
    private static partial Regex WithoutTexts();
}
