using BioDL.Hosting;
using BioDL.Notebooks.Session.Assistance;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BioDL.Notebooks.Session.Hints;

/// <summary>Names that nothing has: misspelt, not declared, in a namespace that is not used, or of a cell that has not been run.</summary>
internal static class NameHints
{
    public static string? Hint(Mistake mistake) => mistake.Error.Id switch
    {
        "CS0103" or "CS0246" => Unknown(mistake),
        "CS1061" or "CS0117" => UnknownMember(mistake),
        _ => null,
    };

    private static string? Unknown(Mistake mistake)
    {
        if (mistake.Node is not SimpleNameSyntax { Identifier.ValueText: var name })
            return null;
        if (NamespaceOf(mistake.Compilation, name) is { } space)
            return $"it is in {space}: put 'using {space};' at the top of the cell.";
        var known = mistake.Model.LookupSymbols(mistake.Span.Start).Where(symbol => symbol.CanBeReferencedByName && !symbol.Name.StartsWith("__", StringComparison.Ordinal));
        var isAssigned = mistake.Node.Parent is AssignmentExpressionSyntax assignment && assignment.Left == mistake.Node;
        if (Spelling.Nearest(name, Ordered(known).Select(symbol => symbol.Name)) is { } near && (!isAssigned || name.Length > 2))
            return DidYouMean(name, near);
        return isAssigned ? $"a new variable is declared with var: var {mistake.Node.Parent}."
            : $"nothing is called '{name}' yet. If an earlier cell declares it, run that cell first.";
    }

    private static string? UnknownMember(Mistake mistake)
    {
        if (mistake.Around<MemberAccessExpressionSyntax>() is not { } access)
            return null;
        var type = mistake.Model.GetSymbolInfo(access.Expression).Symbol as INamespaceOrTypeSymbol ?? mistake.Model.GetTypeInfo(access.Expression).Type;
        if (type is null)
            return null;
        var members = mistake.Model.LookupSymbols(mistake.Span.Start, type, includeReducedExtensionMethods: true).Where(symbol => symbol.CanBeReferencedByName).ToList();
        if (access.Name.Identifier.ValueText is "Length" or "Count" or "Size" && members.Find(symbol => symbol is IPropertySymbol { Name: "Count" or "Length" }) is { } size)
            return $"write {access.Expression}.{size.Name}.";
        return Spelling.Nearest(access.Name.Identifier.ValueText, members.Select(symbol => symbol.Name)) is { } near ? DidYouMean(access.Name.Identifier.ValueText, near)
            : $"type '{access.Expression}.' and press Tab to see what {(type is ITypeSymbol value ? SymbolText.Name(value) : type.Name)} offers.";
    }

    /// <summary>Variables and commands of the notebook before the framework's names.</summary>
    private static IEnumerable<ISymbol> Ordered(IEnumerable<ISymbol> symbols) => symbols.OrderBy(symbol => symbol is INamespaceOrTypeSymbol);

    private static string DidYouMean(string typed, string near) => typed.Equals(near, StringComparison.OrdinalIgnoreCase)
        ? $"upper and lower case differ in C#: write {near}."
        : $"did you mean '{near}'?";

    /// <summary>Where a public type of that name is, when no 'using' brings it in; our own and the shortest first.</summary>
    private static string? NamespaceOf(Compilation compilation, string type)
    {
        var found = new List<string>();
        void Visit(INamespaceSymbol space)
        {
            if (space.GetTypeMembers(type).Any(member => member.DeclaredAccessibility == Accessibility.Public))
                found.Add(space.ToDisplayString());
            foreach (var inner in space.GetNamespaceMembers())
                Visit(inner);
        }
        Visit(compilation.GlobalNamespace);
        return found.OrderBy(space => !space.StartsWith("BioDL", StringComparison.Ordinal)).ThenBy(space => space.Length).FirstOrDefault();
    }
}
