using System.Text;

namespace BioDL.Notebooks.Pages;

/// <summary>One heading of a page.</summary>
/// <param name="Level">1 for a title, 2 for a section, and so on.</param>
/// <param name="Id">Its anchor within the page.</param>
/// <param name="Text">Its words.</param>
internal sealed record Heading(int Level, string Id, string Text);

/// <summary>The headings of a page, in order, each with an anchor of its own.</summary>
internal sealed class Headings
{
    private readonly List<Heading> all = [];
    private readonly HashSet<string> ids = new(StringComparer.Ordinal);

    /// <summary>All headings so far.</summary>
    public IReadOnlyList<Heading> All => all;

    /// <summary>Their anchors.</summary>
    public IReadOnlySet<string> Ids => ids;

    /// <summary>Adds a heading and gives it an anchor.</summary>
    public Heading Add(int level, string text)
    {
        var id = Slug(text);
        for (var n = 2; !ids.Add(id); n++)
            id = $"{Slug(text)}-{n}";
        var heading = new Heading(level, id, text);
        all.Add(heading);
        return heading;
    }

    /// <summary>
    /// The anchor that a fragment means, in Jupyter's spelling (<c>Why-not?</c>) as in GitHub's (<c>why-not</c>); null when no heading
    /// is called so.
    /// </summary>
    public string? Find(string fragment)
    {
        var slug = Slug(Uri.UnescapeDataString(fragment));
        return ids.Contains(slug) ? slug : null;
    }

    /// <summary>Lower-case letters and digits of a text, words joined by hyphens; never an anchor that the page uses itself (<c>nb-…</c>).</summary>
    internal static string Slug(string text)
    {
        var slug = new StringBuilder();
        foreach (var letter in text)
        {
            if (char.IsLetterOrDigit(letter))
                slug.Append(char.ToLowerInvariant(letter));
            else if ((char.IsWhiteSpace(letter) || letter is '-' or '_') && slug.Length > 0 && slug[^1] != '-')
                slug.Append('-');
        }
        var trimmed = slug.ToString().Trim('-');
        return trimmed.Length == 0 ? "section" : trimmed == "nb" || trimmed.StartsWith("nb-", StringComparison.Ordinal) ? "h-" + trimmed : trimmed;
    }
}
