using BioDL.Hosting;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BioDL.Notebooks.Session.Hints;

/// <summary>Values of another type than is needed: text for a number, a task for its result, a method for its value, a type for an object.</summary>
internal static class TypeHints
{
    public static string? Hint(Mistake mistake) => mistake.Error.Id switch
    {
        "CS0029" or "CS0266" or "CS1503" or "CS0664" or "CS0019" or "CS1061" or "CS0428" or "CS8917" or "CS0815" or "CS0119" => Value(mistake),
        "CS1955" when mistake.Node is SimpleNameSyntax name && mistake.Model.LookupNamespacesAndTypes(mistake.Span.Start, name: name.Identifier.ValueText).OfType<INamedTypeSymbol>().Any() =>
            $"to make one write new: new {name}(…).",
        "CS1955" => $"'{mistake.Written}' is a value, not a method: leave the parentheses out.",
        "CS1739" => Arguments(mistake),
        _ => null,
    };

    private static string? Value(Mistake mistake)
    {
        if (MethodWithoutCall(mistake) is { } method)
            return $"'{method}' is a method: call it with parentheses, {method}().";
        if (mistake.Error.Id == "CS0119" && mistake.Model.GetSymbolInfo(mistake.Node).CandidateSymbols.Concat([mistake.Model.GetSymbolInfo(mistake.Node).Symbol]).OfType<INamedTypeSymbol>().Any())
            return $"'{mistake.Written}' is a type; to make one write new: new {mistake.Written}(…).";
        var given = mistake.Node is ArgumentSyntax argument ? argument.Expression : mistake.Error.Id == "CS1061" && mistake.Around<MemberAccessExpressionSyntax>() is { } access
            ? access.Expression : mistake.Node as ExpressionSyntax;
        if (given is null)
            return null;
        var type = mistake.Model.GetTypeInfo(given).Type;
        if (type is INamedTypeSymbol { Name: "Task" or "ValueTask", ContainingNamespace.Name: "Tasks" })
            return $"the value is not there yet: wait for it with await, (await {given}).";
        if (type is { TypeKind: TypeKind.Delegate } && mistake.Error.Id == "CS1061")
            return $"'{given}' holds a method, not the method's result: call it with parentheses, {given}().";
        return mistake.Error.Id is "CS1061" or "CS0019" ? null : Conversion(given, type, Wanted(mistake, given));
    }

    private static string? Conversion(ExpressionSyntax given, ITypeSymbol? from, string to) => (from?.SpecialType, to) switch
    {
        (SpecialType.System_String, "int" or "double" or "float" or "long" or "byte") => $"a text is not a number: {to}.Parse({given}) reads it"
            + (given is LiteralExpressionSyntax ? ", or leave the quotation marks out." : "."),
        (not null and not SpecialType.None, "string") => $"a number is not a text: write $\"{{{given}}}\" or {Bracketed(given)}.ToString().",
        (SpecialType.System_Double, "float") => given is LiteralExpressionSyntax ? $"a number of type float ends with f: {given}f." : $"write (float){Bracketed(given)}.",
        (SpecialType.System_Double or SpecialType.System_Single, "int" or "long" or "byte") => $"the digits behind the point would be lost: round with ({to})Math.Round({given}).",
        (SpecialType.System_Int32, "bool") => "a number is neither true nor false: compare it, for instance with != 0.",
        _ => null,
    };

    /// <summary>The type that the place takes, as the compiler's message names it last.</summary>
    private static string Wanted(Mistake mistake, ExpressionSyntax given)
    {
        if (mistake.Error.Id == "CS0664")
            return "float";
        var converted = mistake.Model.GetTypeInfo(given).ConvertedType;
        var named = mistake.Error.GetMessage().Split('\'');
        return named.Length > 3 ? named[3] : converted?.ToDisplayString() ?? "";
    }

    private static string Bracketed(ExpressionSyntax given) => given is IdentifierNameSyntax or LiteralExpressionSyntax or MemberAccessExpressionSyntax or InvocationExpressionSyntax ? $"{given}" : $"({given})";

    private static string? MethodWithoutCall(Mistake mistake)
    {
        IEnumerable<SyntaxNode> places = mistake.Around<VariableDeclaratorSyntax>()?.Initializer?.Value is { } value ? [mistake.Node, value] : [mistake.Node];
        return places.SelectMany(place => place.DescendantNodesAndSelf()).OfType<ExpressionSyntax>()
            .Where(node => node is MemberAccessExpressionSyntax or IdentifierNameSyntax { Parent: not MemberAccessExpressionSyntax } && node.Parent is not InvocationExpressionSyntax)
            .FirstOrDefault(node => !mistake.Model.GetMemberGroup(node).IsEmpty && mistake.Error.Id is not "CS1503")?.ToString();
    }

    private static string? Arguments(Mistake mistake)
    {
        var call = mistake.Around<ArgumentListSyntax>()?.Parent;
        var methods = call is InvocationExpressionSyntax invocation ? mistake.Model.GetMemberGroup(invocation.Expression).OfType<IMethodSymbol>()
            : call is BaseObjectCreationExpressionSyntax creation && mistake.Model.GetTypeInfo(creation).Type is INamedTypeSymbol type ? type.InstanceConstructors : [];
        var names = methods.SelectMany(method => method.Parameters).Select(parameter => parameter.Name).Distinct().ToList();
        if (names.Count == 0)
            return null;
        var near = Spelling.Nearest(mistake.Written, names);
        return (near is null ? "" : $"did you mean '{near}'? ") + $"Its arguments are called: {string.Join(", ", names)}.";
    }
}
