using System.Net;
using BioDL.Hosting;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BioDL.Notebooks.Session.Assistance;

/// <summary>Tells what a name stands for: its declaration, its overloads and its description.</summary>
internal static class Inspection
{
    private const int MostOverloads = 12;

    public static MimeBundle? At(CodeContext context)
    {
        var symbols = SymbolsAt(context);
        if (symbols.Count == 0)
            return null;
        var described = symbols[0] is IMethodSymbol { ReducedFrom: { } whole } ? whole : symbols[0];
        var description = Documentation.Of(described, context.Compilation);
        string[] declarations = [.. symbols.Take(MostOverloads).Select(SymbolText.Declaration)];
        var more = symbols.Count > MostOverloads ? $"… and {symbols.Count - MostOverloads} more overloads" : "";
        var text = string.Join("\n", declarations.Append(more).Where(line => line.Length > 0));
        var html = $"<pre><code>{WebUtility.HtmlEncode(text)}</code></pre>";
        return MimeBundle.OfText(description.IsEmpty ? text : $"{text}\n\n{description.Text}").With(MimeBundle.Html, html + description.Html);
    }

    /// <summary>What the name at the cursor means, the best candidate first; else the method whose parentheses the cursor is in.</summary>
    private static List<ISymbol> SymbolsAt(CodeContext context)
    {
        var token = context.TokenBefore(context.Cursor);
        if (!IsName(token) && context.Root.FindToken(context.Cursor) is var next && next.SpanStart == context.Cursor && IsName(next))
            token = next;
        if (IsName(token) && Named(context, token) is { Count: > 0 } named)
            return named;
        return CodeContext.CallAround(token, context.Cursor) is not { } call ? []
            : [.. BestFirst(context.Called(call), context.Model.GetSymbolInfo(call.Parent!).Symbol)];
    }

    private static bool IsName(SyntaxToken token) => token.IsKind(SyntaxKind.IdentifierToken) || token.Parent is PredefinedTypeSyntax;

    private static List<ISymbol> Named(CodeContext context, SyntaxToken token)
    {
        var node = token.Parent!;
        if (context.Model.GetDeclaredSymbol(node) is { } declared)
            return [declared];
        if (node.Parent is BaseObjectCreationExpressionSyntax { ArgumentList: { } arguments } creation)
            return [.. BestFirst(context.Called(arguments), context.Model.GetSymbolInfo(creation).Symbol)];
        var info = context.Model.GetSymbolInfo(node);
        var group = node is ExpressionSyntax expression ? context.Model.GetMemberGroup(expression) : [];
        if (!group.IsEmpty)
            return [.. BestFirst(group, info.Symbol)];
        var found = info.Symbol ?? info.CandidateSymbols.FirstOrDefault();
        if (found is null && node is IdentifierNameSyntax)
            found = context.Left(node).Container;
        return found is null ? [] : [found];
    }

    private static IEnumerable<ISymbol> BestFirst(IEnumerable<ISymbol> overloads, ISymbol? best) =>
        overloads.OrderBy(symbol => !SymbolEqualityComparer.Default.Equals(symbol.OriginalDefinition, best?.OriginalDefinition));
}
