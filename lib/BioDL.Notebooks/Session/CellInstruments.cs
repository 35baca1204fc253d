using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BioDL.Notebooks.Session;

/// <summary>
/// Puts two things into a cell's top-level code before it is compiled. It notes the line that it is at: debug information alone cannot tell it
/// for an array index out of range, nor for a thread that hangs. And its loops look for the interrupt signal, as the compiler's own
/// instrumentation makes those of methods do. Every statement stays on its own line.
/// </summary>
internal static class CellInstruments
{
    /// <summary>The static variable in which a cell keeps its line.</summary>
    public const string Line = "__line";

    /// <summary>The static variable that holds the interrupt signal of a cell's top-level code.</summary>
    public const string Token = "__token";

    private const string Check = $"{Token}.ThrowIfCancellationRequested();";

    /// <summary>The cell's text with both put in; null when there is no place for them, or when the text has errors.</summary>
    public static string? Into(CompilationUnitSyntax cell)
    {
        var members = cell.Members.Where(member => member is GlobalStatementSyntax or FieldDeclarationSyntax).ToList();
        if (members.Count == 0 || cell.GetDiagnostics().Any(found => found.Severity == DiagnosticSeverity.Error))
            return null;
        var text = cell.GetText();
        var notes = new List<(int Position, string Text)>
        {
            (members[0].SpanStart, $"static int {Line};static global::System.Threading.CancellationToken {Token};"),
        };
        string At(SyntaxNode node) => $"{Line}={text.Lines.GetLinePosition(node.SpanStart).Line + 1};";
        foreach (var member in members)
        {
            notes.Add((member.SpanStart, At(member)));
            foreach (var statement in OwnStatements(member))
                if (statement.Parent is BlockSyntax)
                    notes.Add((statement.SpanStart, At(statement)));
            notes.AddRange(Loops(member).SelectMany(Checked));
        }
        return Insert(text.ToString(), notes);
    }

    /// <summary>Statements that run where the member runs: not those of functions in it.</summary>
    private static IEnumerable<StatementSyntax> OwnStatements(SyntaxNode member) => member
        .DescendantNodes(node => node is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax)).OfType<StatementSyntax>()
        .Where(statement => statement is not (BlockSyntax or LocalFunctionStatementSyntax or EmptyStatementSyntax));

    /// <summary>Bodies of loops, and of functions without a name, which library code calls in loops.</summary>
    private static IEnumerable<StatementSyntax> Loops(SyntaxNode member) =>
        member.DescendantNodes(node => node is not LocalFunctionStatementSyntax).Select(node => node switch
        {
            WhileStatementSyntax loop => loop.Statement,
            DoStatementSyntax loop => loop.Statement,
            ForStatementSyntax loop => loop.Statement,
            CommonForEachStatementSyntax loop => loop.Statement,
            AnonymousFunctionExpressionSyntax function => function.Block,
            _ => null,
        }).OfType<StatementSyntax>();

    private static IEnumerable<(int Position, string Text)> Checked(StatementSyntax body) => body is BlockSyntax block
        ? [(block.OpenBraceToken.Span.End, Check)]
        : [(body.SpanStart, "{" + Check), (body.Span.End, "}")];

    private static string Insert(string text, List<(int Position, string Text)> notes)
    {
        var result = new StringBuilder(text.Length * 2);
        var copied = 0;
        foreach (var (position, note) in notes.OrderBy(note => note.Position))
        {
            result.Append(text, copied, position - copied).Append(note);
            copied = position;
        }
        return result.Append(text, copied, text.Length - copied).ToString();
    }
}
