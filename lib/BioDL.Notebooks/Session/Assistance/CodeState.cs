using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace BioDL.Notebooks.Session.Assistance;

/// <summary>Whether a console should run what was typed, or ask for another line.</summary>
/// <param name="Status">One of the words that Jupyter knows: complete, incomplete, invalid, unknown.</param>
/// <param name="Indentation">White space to start the next line with, when there is to be one.</param>
public sealed record CodeState(string Status, string Indentation)
{
    private const string Step = "    ";

    internal static CodeState Of(string code)
    {
        var tree = CSharpSyntaxTree.ParseText(code, CSharpSession.ParseOptions);
        if (!SyntaxFactory.IsCompleteSubmission(tree))
            return new CodeState("incomplete", string.Concat(Enumerable.Repeat(Step, Depth(tree))));
        return new CodeState(tree.GetDiagnostics().Any(found => found.Severity == DiagnosticSeverity.Error) ? "invalid" : "complete", "");
    }

    private static int Depth(SyntaxTree tree)
    {
        var depth = 0;
        foreach (var token in tree.GetRoot().DescendantTokens().Where(token => !token.IsMissing))
            depth += token.Kind() switch
            {
                SyntaxKind.OpenBraceToken or SyntaxKind.OpenParenToken or SyntaxKind.OpenBracketToken => 1,
                SyntaxKind.CloseBraceToken or SyntaxKind.CloseParenToken or SyntaxKind.CloseBracketToken => -1,
                _ => 0,
            };
        return Math.Max(depth, 0);
    }
}
