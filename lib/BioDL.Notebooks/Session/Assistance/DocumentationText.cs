using System.Net;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace BioDL.Notebooks.Session.Assistance;

/// <summary>A doc comment as plain text and as HTML.</summary>
internal sealed partial class DocumentationText(XElement? member)
{
    /// <summary>Whether there is nothing to read.</summary>
    public bool IsEmpty => Sections.Count == 0;

    /// <summary>Paragraphs with empty lines between them.</summary>
    public string Text => string.Join("\n\n", Sections.Select(section => section.Title.Length == 0
        ? string.Join("\n", section.Lines.Select(line => line.Text))
        : section.Title + "\n" + string.Join("\n", section.Lines.Select(line => "  " + (line.Name.Length == 0 ? "" : line.Name + ": ") + line.Text))));

    /// <summary>The same with headings and lists.</summary>
    public string Html => string.Concat(Sections.Select(section => section.Title.Length == 0
        ? string.Concat(section.Lines.Select(line => $"<p>{WebUtility.HtmlEncode(line.Text)}</p>"))
        : $"<p><b>{section.Title}</b></p><ul>{string.Concat(section.Lines.Select(line => $"<li>{Marked(line.Name)}{WebUtility.HtmlEncode(line.Text)}</li>"))}</ul>"));

    private List<(string Title, List<(string Name, string Text)> Lines)> Sections { get; } = [.. Read(member)];

    private static string Marked(string name) => name.Length == 0 ? "" : $"<code>{WebUtility.HtmlEncode(name)}</code>: ";

    private static IEnumerable<(string, List<(string, string)>)> Read(XElement? member)
    {
        (string Title, string Element)[] parts =
            [("", "summary"), ("Type parameters", "typeparam"), ("Parameters", "param"), ("Returns", "returns"), ("Value", "value"), ("Throws", "exception"), ("Remarks", "remarks")];
        foreach (var (title, element) in parts)
        {
            var lines = (member?.Elements(element) ?? []).Select(found => (
                (string?)found.Attribute("name") ?? ShortName((string?)found.Attribute("cref") ?? ""), Plain(found))).Where(line => line.Item2.Length > 0).ToList();
            if (lines.Count > 0)
                yield return (title, lines);
        }
    }

    private static string Plain(XElement element) => WhiteSpace().Replace(string.Concat(element.Nodes().Select(node => node switch
    {
        XText text => text.Value,
        XElement { Name.LocalName: "see" or "seealso" } link => link.IsEmpty || link.Value.Length == 0
            ? (string?)link.Attribute("langword") ?? (string?)link.Attribute("href") ?? ShortName((string?)link.Attribute("cref") ?? "") : link.Value,
        XElement { Name.LocalName: "paramref" or "typeparamref" } name => (string?)name.Attribute("name") ?? "",
        XElement { Name.LocalName: "para" or "item" or "br" } block => " " + Plain(block) + " ",
        XElement inner => Plain(inner),
        _ => "",
    })), " ").Trim();

    /// <summary>The last name in a documentation identifier: <c>M:A.B.C(System.Int32)</c> is C.</summary>
    private static string ShortName(string identifier)
    {
        var name = identifier.Split('(')[0];
        return name[(name.LastIndexOfAny(['.', ':']) + 1)..].Split('`')[0];
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex WhiteSpace();
}
