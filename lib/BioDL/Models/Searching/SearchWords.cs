namespace BioDL.Models;

/// <summary>Words as a search compares them: small letters, without the endings that one word wears in different places.</summary>
internal static class SearchWords
{
    private const int ShortestStem = 4;

    private static readonly string[] Endings = ["ations", "ation", "ence", "ents", "ent", "ings", "ing", "eus", "ears", "ear", "ei", "es", "ed", "ia", "ion", "ions", "s", "e"];

    /// <summary>The stems of a text, each once: <c>Nuclei, fluorescence</c> gives <c>nucl</c> and <c>fluoresc</c>.</summary>
    public static IReadOnlySet<string> Stems(string text) => Words(text).Select(Stem).ToHashSet(StringComparer.Ordinal);

    /// <summary>Words in small letters, split at all but letters and digits.</summary>
    public static IReadOnlyList<string> Words(string text) =>
        [.. new string([.. text.Select(letter => char.IsLetterOrDigit(letter) ? char.ToLowerInvariant(letter) : ' ')]).Split(' ', StringSplitOptions.RemoveEmptyEntries)];

    /// <summary>A word without its ending, if four letters remain.</summary>
    public static string Stem(string word)
    {
        var ending = Endings.Where(each => word.EndsWith(each, StringComparison.Ordinal) && word.Length - each.Length >= ShortestStem).MaxBy(each => each.Length);
        return ending is null ? word : word[..^ending.Length];
    }

    /// <summary>Whether all words occur in the name, the tags or the sentence about a model.</summary>
    public static bool MatchAll(string words, ModelDescription description) =>
        Stems(words).IsSubsetOf(Stems($"{description.Name} {string.Join(' ', description.Tags)} {description.Description}"));
}
