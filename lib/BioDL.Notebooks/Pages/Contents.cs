using System.Text;

namespace BioDL.Notebooks.Pages;

/// <summary>The table of contents: beside the text on wide screens, folded above it on narrow ones.</summary>
internal static class Contents
{
    /// <summary>For wide screens.</summary>
    public static string Side(IReadOnlyList<Heading> headings) => headings.Count < 2
        ? ""
        : $"<nav class=\"nb-side\" aria-label=\"Contents\"><p class=\"nb-label\">Contents</p>\n{List(headings)}</nav>\n";

    /// <summary>For narrow screens.</summary>
    public static string Top(IReadOnlyList<Heading> headings) => headings.Count < 2
        ? ""
        : $"<details class=\"nb-fold nb-top\"><summary>Contents</summary>\n<nav aria-label=\"Contents\">{List(headings)}</nav></details>\n";

    private static string List(IReadOnlyList<Heading> headings)
    {
        var list = new StringBuilder("<ul>\n");
        foreach (var heading in headings)
        {
            list.Append("<li class=\"nb-level-").Append(Math.Max(2, heading.Level)).Append("\"><a href=\"#").Append(heading.Id).Append("\">")
                .Append(Html.Encode(heading.Text)).Append("</a></li>\n");
        }
        return list.Append("</ul>\n").ToString();
    }
}
