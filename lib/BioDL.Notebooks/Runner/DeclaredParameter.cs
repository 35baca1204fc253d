using BioDL.Notebooks.Files;
using BioDL.Notebooks.Session;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BioDL.Notebooks.Runner;

/// <summary>A variable that a notebook's <c>parameters</c> cell declares.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its type as the compiler sees it, also where the cell says <c>var</c>.</param>
/// <param name="AcceptsNull">Whether it may be null: declared with a question mark.</param>
/// <param name="Default">Its value in the notebook, as written there.</param>
internal sealed record DeclaredParameter(string Name, ITypeSymbol Type, bool AcceptsNull, string Default)
{
    /// <summary>Tag of the cell that declares a notebook's parameters.</summary>
    public const string Tag = "parameters";

    private static readonly SymbolDisplayFormat Short =
        SymbolDisplayFormat.MinimallyQualifiedFormat.WithMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.UseSpecialTypes);

    /// <summary>The type in C#: <c>int</c>, <c>string[]</c>.</summary>
    public string TypeName => Type.ToDisplayString(Short) + (AcceptsNull && Type.IsReferenceType ? "?" : "");

    /// <summary>The parameter as a line of help.</summary>
    public override string ToString() => $"{Name} ({TypeName}, {Default})";

    /// <summary>The variables that a notebook's <c>parameters</c> cell declares; null when it has no such cell.</summary>
    /// <exception cref="ParameterException">The cell does not compile.</exception>
    public static IReadOnlyList<DeclaredParameter>? Of(NotebookFile notebook) =>
        notebook.Cells.FirstOrDefault(cell => cell.IsCode && cell.HasTag(Tag)) is { } cell ? Of(cell.Source) : null;

    private static List<DeclaredParameter> Of(string code)
    {
        var tree = CSharpSyntaxTree.ParseText(code, CSharpSession.ParseOptions);
        var options = CSharpSession.OptionsFor(new SessionOptions().Imports, new ReferenceResolver([]));
        var compilation = CSharpCompilation.CreateScriptCompilation("parameters", tree, ReferenceResolver.Standard, options);
        if (compilation.GetDiagnostics().FirstOrDefault(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error) is { } error)
            throw new ParameterException(
                $"The parameters cell does not compile: line {error.Location.GetLineSpan().StartLinePosition.Line + 1}: {error.GetMessage()}");
        var model = compilation.GetSemanticModel(tree);
        return
        [
            .. from field in tree.GetCompilationUnitRoot().Members.OfType<FieldDeclarationSyntax>()
               from variable in field.Declaration.Variables
               let symbol = (IFieldSymbol)model.GetDeclaredSymbol(variable)!
               select new DeclaredParameter(
                   symbol.Name, symbol.Type, field.Declaration.Type is NullableTypeSyntax, variable.Initializer?.Value.ToString() ?? "no default"),
        ];
    }
}

/// <summary>A notebook refuses the parameters that it was given; the message says why, and what it takes.</summary>
public sealed class ParameterException(string message) : Exception(message);
