using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BioDL.Notebooks.Session.Assistance;

/// <summary>Finds how code may go on, from what the compiler can look up at the cursor.</summary>
internal sealed class Completion
{
    private static readonly string[] Keywords =
    [
        .. SyntaxFacts.GetKeywordKinds().Where(SyntaxFacts.IsReservedKeyword).Select(kind => SyntaxFacts.GetText(kind)),
        "async", "await", "from", "nameof", "record", "select", "var", "when", "where", "with", "yield",
    ];

    private readonly CodeContext context;
    private readonly int start;
    private readonly string typed;
    private readonly SyntaxToken before;

    private Completion(CodeContext context)
    {
        this.context = context;
        start = context.Cursor;
        while (start > 0 && SyntaxFacts.IsIdentifierPartCharacter(context.Code[start - 1]))
            start--;
        typed = context.Code[start..context.Cursor];
        before = start == 0 ? default : context.TokenBefore(start);
    }

    public static CompletionList At(CodeContext context)
    {
        var trivia = context.Root.FindTrivia(Math.Max(context.Cursor - 1, 0));
        var literal = context.TokenBefore(context.Cursor);
        var nothing = new CompletionList([], context.Cursor, context.Cursor);
        if (trivia.Kind() is SyntaxKind.SingleLineCommentTrivia or SyntaxKind.MultiLineCommentTrivia && trivia.FullSpan.End >= context.Cursor)
            return nothing;
        if (literal.Kind() is SyntaxKind.StringLiteralToken or SyntaxKind.InterpolatedStringTextToken or SyntaxKind.InterpolatedStringStartToken
            or SyntaxKind.SingleLineRawStringLiteralToken && context.Cursor > literal.SpanStart && !IsClosedBefore(literal, context.Cursor))
            return PathCompletion.At(context.Code, context.Cursor);
        return literal.Kind() is SyntaxKind.NumericLiteralToken or SyntaxKind.CharacterLiteralToken ? nothing : new Completion(context).List();
    }

    private static bool IsClosedBefore(SyntaxToken literal, int cursor) =>
        literal.Span.End <= cursor && literal.Text.Length > 1 && literal.Text.EndsWith('"') && !literal.IsKind(SyntaxKind.InterpolatedStringStartToken);

    private CompletionList List()
    {
        var matches = before.Kind() is SyntaxKind.DotToken or SyntaxKind.ColonColonToken or SyntaxKind.MinusGreaterThanToken ? Members() : Names();
        var fitting = matches.Where(match => match.Text.StartsWith(typed, StringComparison.OrdinalIgnoreCase)).DistinctBy(match => match.Text);
        // What was typed in the same case comes first; the stable sort keeps the order of likelihood.
        return new CompletionList([.. fitting.OrderBy(match => !match.Text.StartsWith(typed, StringComparison.Ordinal))], start, context.Cursor);
    }

    private IEnumerable<CompletionMatch> Members()
    {
        var left = before.Parent switch
        {
            MemberAccessExpressionSyntax access => access.Expression,
            QualifiedNameSyntax name => name.Left,
            AliasQualifiedNameSyntax name => name.Alias,
            MemberBindingExpressionSyntax binding => binding.Ancestors().OfType<ConditionalAccessExpressionSyntax>().FirstOrDefault()?.Expression,
            _ => (SyntaxNode?)null,
        };
        if (left is null)
            return [];
        var (container, isValue) = context.Left(left);
        if (container is null)
            return [];
        var symbols = isValue
            ? context.Model.LookupSymbols(start, container, includeReducedExtensionMethods: true).Where(symbol => !symbol.IsStatic && symbol is not ITypeSymbol)
            : container is INamespaceSymbol ? context.Model.LookupNamespacesAndTypes(start, container)
            : context.Model.LookupSymbols(start, container).Where(symbol => symbol.IsStatic || symbol is ITypeSymbol);
        return Described(symbols).OrderBy(found => IsOfEveryObject(found.Symbol)).ThenBy(found => found.Symbol.Name, StringComparer.OrdinalIgnoreCase)
            .Select(found => found.Match);
    }

    private IEnumerable<CompletionMatch> Names()
    {
        if (before.Parent is UsingDirectiveSyntax)
            return Described(context.Model.LookupNamespacesAndTypes(start).Where(symbol => symbol is INamespaceSymbol)).Select(found => found.Match);
        if (before.IsKind(SyntaxKind.NewKeyword))
            return Described(context.Model.LookupNamespacesAndTypes(start)).Select(found => found.Match).OrderBy(match => match.Text, StringComparer.OrdinalIgnoreCase);
        var symbols = Described(context.Model.LookupSymbols(start)).OrderBy(found => Distance(found.Symbol))
            .ThenBy(found => found.Symbol.Name, StringComparer.OrdinalIgnoreCase).Select(found => found.Match);
        var keywords = Keywords.Select(keyword => new CompletionMatch(keyword, "keyword", ""));
        return NamedArguments().Concat(InitialisedMembers()).Concat(symbols).Concat(typed.Length == 0 ? [] : keywords);
    }

    private IEnumerable<CompletionMatch> NamedArguments()
    {
        if (before.Kind() is not (SyntaxKind.OpenParenToken or SyntaxKind.CommaToken) || CodeContext.CallAround(before, start) is not { } call)
            return [];
        var given = call.Arguments.Select(argument => argument.NameColon?.Name.Identifier.ValueText).ToHashSet();
        return context.Called(call).SelectMany(method => method.Parameters).Where(parameter => !given.Contains(parameter.Name)).DistinctBy(parameter => parameter.Name)
            .Select(parameter => new CompletionMatch(parameter.Name + ":", "parameter", SymbolText.Name(parameter.Type)));
    }

    private IEnumerable<CompletionMatch> InitialisedMembers()
    {
        if (before.Kind() is not (SyntaxKind.OpenBraceToken or SyntaxKind.CommaToken) || before.Parent is not InitializerExpressionSyntax initialiser
            || initialiser.Parent is not ExpressionSyntax made || context.Model.GetTypeInfo(made).Type is not { } type)
            return [];
        var given = initialiser.Expressions.OfType<AssignmentExpressionSyntax>().Select(assignment => assignment.Left.ToString()).ToHashSet();
        return Described(context.Model.LookupSymbols(start, type).Where(symbol => symbol is IPropertySymbol { SetMethod: not null, IsStatic: false } && !given.Contains(symbol.Name)))
            .Select(found => found.Match);
    }

    private IEnumerable<(ISymbol Symbol, CompletionMatch Match)> Described(IEnumerable<ISymbol> symbols) =>
        from symbol in symbols
        where symbol.CanBeReferencedByName && !symbol.Name.StartsWith("__", StringComparison.Ordinal)
            && symbol.Name.StartsWith(typed, StringComparison.OrdinalIgnoreCase) && !IsHidden(symbol)
        group symbol by symbol.Name into overloads
        let first = overloads.First()
        let more = overloads.Count() > 1 && first is IMethodSymbol ? $" (+{overloads.Count() - 1})" : ""
        select (first, new CompletionMatch(first.Name, SymbolText.KindOf(first), SymbolText.Brief(first) + more));

    private static bool IsHidden(ISymbol symbol) => symbol.GetAttributes().Any(attribute =>
        attribute.AttributeClass?.Name == "EditorBrowsableAttribute" && attribute.ConstructorArguments is [{ Value: 1 }]);

    private static bool IsOfEveryObject(ISymbol symbol) => symbol.ContainingType?.SpecialType == SpecialType.System_Object
        || symbol.IsOverride && symbol.Name is "Equals" or "GetHashCode" or "ToString";

    /// <summary>What the trainee declared comes before what libraries offer.</summary>
    private static int Distance(ISymbol symbol) => symbol switch
    {
        ILocalSymbol or IParameterSymbol or IRangeVariableSymbol => 0,
        { ContainingType.IsScriptClass: true } => 1,
        INamedTypeSymbol { ContainingNamespace.Name: "BioDL" } => 2,
        IMethodSymbol => 2,
        INamespaceSymbol => 4,
        _ => 3,
    };
}
