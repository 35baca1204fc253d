using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace BioDL.Notebooks.Session.Hints;

/// <summary>A compile error and the place that it is about.</summary>
internal sealed class Mistake
{
    public Mistake(Diagnostic error, Compilation compilation)
    {
        Error = error;
        Compilation = compilation;
        Tree = (CSharpSyntaxTree)error.Location.SourceTree!;
        Text = Tree.GetText();
        Span = error.Location.SourceSpan;
        Line = Text.Lines.GetLineFromPosition(Math.Min(Span.Start, Text.Length));
        Node = Tree.GetRoot().FindNode(Span, getInnermostNodeForTie: true);
    }

    public Diagnostic Error { get; }

    public Compilation Compilation { get; }

    public CSharpSyntaxTree Tree { get; }

    public SourceText Text { get; }

    public TextSpan Span { get; }

    /// <summary>The line in which the error starts.</summary>
    public TextLine Line { get; }

    public SyntaxNode Node { get; }

    public SemanticModel Model => Compilation.GetSemanticModel(Tree);

    /// <summary>What the error points at, as it is written.</summary>
    public string Written => Text.ToString(Span);

    /// <summary>The nearest node above the error of a kind.</summary>
    public T? Around<T>() where T : SyntaxNode => Node.FirstAncestorOrSelf<T>();

    /// <summary>The line, and below it a caret under each wrong character.</summary>
    public string Excerpt
    {
        get
        {
            var line = Line.ToString();
            var indentation = line.Length - line.TrimStart().Length;
            var start = Math.Clamp(Span.Start - Line.Start, indentation, Math.Max(line.Length, indentation));
            var length = Math.Clamp(Math.Min(Span.End, Line.End) - Line.Start - start, 1, 80);
            return $"    {line.TrimStart().Replace('\t', ' ')}\n    {new string(' ', start - indentation)}{new string('^', length)}";
        }
    }
}
