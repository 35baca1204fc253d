using System.Text;
using System.Text.Json.Nodes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace BioDL.Notebooks.Pages;

/// <summary>Colours C# code quietly: keywords, texts, numbers, comments and directives. It looks at words only, so broken code works too.</summary>
internal static class CodeHighlighter
{
    private static readonly CSharpParseOptions Script = new(LanguageVersion.Latest, DocumentationMode.None, SourceCodeKind.Script);

    private static readonly HashSet<string> ContextualKeywords =
        ["var", "await", "async", "record", "with", "when", "and", "or", "not", "nameof", "init", "yield", "required", "dynamic"];

    /// <summary>Whether a language's name means C#.</summary>
    public static bool Knows(string language) => language.Trim().ToUpperInvariant() is "C#" or "CSHARP" or "CS" or "POLYGLOT-NOTEBOOK";

    /// <summary>Whether a notebook's code is C#, as its metadata has it; C# when they don't say.</summary>
    public static bool IsCSharp(JsonObject metadata)
    {
        var language = (metadata["kernelspec"] as JsonObject)?["language"] ?? (metadata["language_info"] as JsonObject)?["name"];
        return language is not JsonValue value || !value.TryGetValue(out string? name) || Knows(name);
    }

    /// <summary>Code as HTML.</summary>
    public static string Highlight(string code)
    {
        var html = new StringBuilder();
        code = code.ReplaceLineEndings("\n");
        foreach (var token in SyntaxFactory.ParseTokens(code, options: Script))
        {
            foreach (var trivia in token.LeadingTrivia)
                Append(html, trivia.ToFullString(), ClassOf(trivia));
            Append(html, token.Text, ClassOf(token));
            foreach (var trivia in token.TrailingTrivia)
                Append(html, trivia.ToFullString(), ClassOf(trivia));
        }
        return html.ToString();
    }

    private static void Append(StringBuilder html, string text, string? kind)
    {
        if (kind is null)
            html.Append(Html.Encode(text));
        else
            html.Append("<span class=\"hl-").Append(kind).Append("\">").Append(Html.Encode(text)).Append("</span>");
    }

    private static string? ClassOf(SyntaxTrivia trivia) =>
        trivia.IsKind(SyntaxKind.WhitespaceTrivia) || trivia.IsKind(SyntaxKind.EndOfLineTrivia) ? null
        : trivia.IsDirective ? "directive"
        : trivia.IsKind(SyntaxKind.SkippedTokensTrivia) ? null
        : "comment";

    private static string? ClassOf(SyntaxToken token) => token.Kind() switch
    {
        SyntaxKind.StringLiteralToken or SyntaxKind.CharacterLiteralToken or SyntaxKind.Utf8StringLiteralToken
            or SyntaxKind.SingleLineRawStringLiteralToken or SyntaxKind.MultiLineRawStringLiteralToken => "string",
        SyntaxKind.NumericLiteralToken => "number",
        SyntaxKind.IdentifierToken => ContextualKeywords.Contains(token.Text) ? "keyword" : null,
        var kind when SyntaxFacts.IsKeywordKind(kind) => "keyword",
        _ => token.Text is ['$' or '@', '"' or '$' or '@', ..] ? "string" : null, // interpolated: one token to this lexer
    };
}
