using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace BioDL.Notebooks.Session.Assistance;

/// <summary>What the compiler knows about one place of unfinished code.</summary>
internal sealed class CodeContext
{
    private readonly CSharpCompilation compilation;

    private CodeContext(CSharpCompilation compilation, string code, int cursor)
    {
        this.compilation = compilation;
        Code = code;
        Cursor = cursor;
        var tree = compilation.SyntaxTrees[0];
        Root = (CompilationUnitSyntax)tree.GetRoot();
        Model = compilation.GetSemanticModel(tree);
    }

    public string Code { get; }

    public int Cursor { get; }

    public CompilationUnitSyntax Root { get; }

    public SemanticModel Model { get; }

    public Compilation Compilation => compilation;

    /// <summary>The token that ends at the cursor or that the cursor is in; the last one before it when it is in white space.</summary>
    public SyntaxToken TokenBefore(int position)
    {
        var token = Root.FindToken(Math.Max(position - 1, 0));
        return token.SpanStart >= position && position > 0 ? token.GetPreviousToken() : token;
    }

    /// <summary>The context of a place in code; a statement that is being typed is kept apart from the line below it.</summary>
    public static CodeContext At(Func<SyntaxTree, CSharpCompilation> compile, string code, int cursor, bool unfinished)
    {
        cursor = Math.Clamp(cursor, 0, code.Length);
        var lineEnd = code.IndexOf('\n', cursor) is >= 0 and var end ? end : code.Length;
        var apart = unfinished && string.IsNullOrWhiteSpace(code[cursor..lineEnd]) ? code.Insert(cursor, ";") : code;
        var tree = CSharpSyntaxTree.ParseText(SourceText.From(apart), CSharpSession.ParseOptions);
        return new CodeContext(compile(tree), code, cursor);
    }

    /// <summary>The innermost call, or construction, whose parentheses a place is in.</summary>
    public static ArgumentListSyntax? CallAround(SyntaxToken token, int position) => token.Parent?.AncestorsAndSelf().OfType<ArgumentListSyntax>()
        .FirstOrDefault(list => list.OpenParenToken.Span.End <= position && (list.CloseParenToken.IsMissing || position <= list.CloseParenToken.SpanStart));

    /// <summary>The methods or constructors that a call may mean.</summary>
    public IReadOnlyList<IMethodSymbol> Called(ArgumentListSyntax call) => call.Parent switch
    {
        InvocationExpressionSyntax invocation => Methods(invocation.Expression),
        BaseObjectCreationExpressionSyntax creation when Model.GetTypeInfo(creation).Type is INamedTypeSymbol type =>
            [.. type.InstanceConstructors.Where(constructor => Model.IsAccessible(creation.SpanStart, constructor))],
        _ => [],
    };

    /// <summary>What an expression before a dot means: a namespace or type, or a value of a type.</summary>
    public (INamespaceOrTypeSymbol? Container, bool IsValue) Left(SyntaxNode left)
    {
        var symbol = Model.GetSymbolInfo(left).Symbol ?? Speculated(left);
        if (symbol is IAliasSymbol alias)
            symbol = alias.Target;
        if (symbol is INamespaceOrTypeSymbol container)
            return (container, false);
        var type = left is ExpressionSyntax expression ? Model.GetTypeInfo(expression).Type : null;
        if (type is null or IErrorTypeSymbol)
            type = Model.GetSpeculativeTypeInfo(left.SpanStart, SyntaxFactory.ParseExpression(left.ToString()), SpeculativeBindingOption.BindAsExpression).Type;
        return (type is IErrorTypeSymbol ? null : type, true);
    }

    private ISymbol? Speculated(SyntaxNode left) =>
        Model.GetSpeculativeSymbolInfo(left.SpanStart, SyntaxFactory.ParseExpression(left.ToString()), SpeculativeBindingOption.BindAsExpression).Symbol;

    private List<IMethodSymbol> Methods(ExpressionSyntax called)
    {
        var group = Model.GetMemberGroup(called).OfType<IMethodSymbol>().ToList();
        if (group.Count > 0)
            return group;
        var info = Model.GetSymbolInfo(called);
        if (info.Symbol is IMethodSymbol method)
            return [method];
        if (info.CandidateSymbols.OfType<IMethodSymbol>().ToList() is { Count: > 0 } candidates)
            return candidates;
        return (Model.GetTypeInfo(called).Type as INamedTypeSymbol)?.DelegateInvokeMethod is { } invoke ? [invoke] : [];
    }
}
