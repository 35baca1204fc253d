using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace BioDL.Notebooks.Runner;

/// <summary>Writes a parameter's value as C# of the type that the notebook declares, or says why it cannot.</summary>
internal static class ParameterLiteral
{
    private static readonly JsonDocumentOptions Lenient = new() { AllowTrailingCommas = true, MaxDepth = 16 };

    /// <summary>The value as C# and as JSON.</summary>
    /// <exception cref="ParameterException">The value does not fit the declared type.</exception>
    public static (string Code, JsonNode? Value) Of(DeclaredParameter declared, Parameter parameter)
    {
        var value = parameter.FromText ? FromText(declared, parameter.Value!.GetValue<string>()) : parameter.Value;
        try
        {
            return (Write(declared.Type, declared.AcceptsNull, value), value?.DeepClone());
        }
        catch (FormatException fault)
        {
            var shown = parameter.FromText ? parameter.Value!.GetValue<string>() : value?.ToJsonString() ?? "null";
            throw new ParameterException($"Its parameter '{declared.Name}' is declared as {declared.TypeName}, and '{shown}' {fault.Message}.");
        }
    }

    /// <summary>What someone typed after <c>-p name=</c>, read as the declared type asks for.</summary>
    private static JsonNode? FromText(DeclaredParameter declared, string text)
    {
        var type = Underlying(declared.Type);
        if (text == "null" && (declared.AcceptsNull || type.SpecialType != SpecialType.System_String))
            return null;
        if (type.SpecialType == SpecialType.System_String)
            return text;
        if (ElementOf(type) is not { } element)
            return Scalar(type, text);
        if (text.TrimStart().StartsWith('['))
            return ParseList(declared, text);
        var items = text.Length == 0 ? [] : text.Split(',', StringSplitOptions.TrimEntries);
        return new JsonArray([.. items.Select(item => Scalar(Underlying(element), item))]);
    }

    private static JsonArray ParseList(DeclaredParameter declared, string text)
    {
        try
        {
            return JsonNode.Parse(text, documentOptions: Lenient)!.AsArray();
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            throw new ParameterException(
                $"Its parameter '{declared.Name}' is declared as {declared.TypeName}, and '{text}' is not a list such as [1, 2] or [\"a\", \"b\"].");
        }
    }

    private static JsonNode? Scalar(ITypeSymbol type, string text) => type.SpecialType switch
    {
        SpecialType.System_Boolean when bool.TryParse(text, out var value) => value,
        SpecialType.System_Int32 or SpecialType.System_Int64 or SpecialType.System_Byte or SpecialType.System_Int16
            when long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) => value,
        SpecialType.System_Double or SpecialType.System_Single or SpecialType.System_Decimal
            when double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value) => value,
        _ => text,
    };

    private static string Write(ITypeSymbol type, bool acceptsNull, JsonNode? value)
    {
        var underlying = Underlying(type);
        if (value is null)
            return acceptsNull || !SymbolEqualityComparer.Default.Equals(underlying, type) ? "null" : throw new FormatException("cannot be null there");
        if (ElementOf(underlying) is not { } element)
            return WriteScalar(underlying, value);
        if (value is not JsonArray items)
            throw new FormatException("is not a list");
        var elementName = element.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);
        var array = $"new {elementName}[] {{ {string.Join(", ", items.Select(item => Write(element, element.IsReferenceType, item)))} }}";
        return underlying.Name == "List" ? $"new global::System.Collections.Generic.List<{elementName}>({array})" : array;
    }

    private static string WriteScalar(ITypeSymbol type, JsonNode node)
    {
        var kind = node.GetValueKind();
        var number = kind == JsonValueKind.Number ? node.ToJsonString() : null;
        return type.SpecialType switch
        {
            SpecialType.System_String => kind == JsonValueKind.String
                ? SymbolDisplay.FormatLiteral(node.GetValue<string>(), quote: true)
                : throw new FormatException("is not a text; put it in quotes"),
            SpecialType.System_Boolean => kind is JsonValueKind.True or JsonValueKind.False
                ? node.ToJsonString()
                : throw new FormatException("is neither true nor false"),
            SpecialType.System_Byte => Whole(number, byte.MinValue, byte.MaxValue),
            SpecialType.System_Int16 => Whole(number, short.MinValue, short.MaxValue),
            SpecialType.System_Int32 => Whole(number, int.MinValue, int.MaxValue),
            SpecialType.System_Int64 => Whole(number, long.MinValue, long.MaxValue) + "L",
            SpecialType.System_Double => Real(number) + "d",
            SpecialType.System_Single => Real(number) + "f",
            SpecialType.System_Decimal => Real(number) + "m",
            _ => throw new FormatException($"cannot be given to a {type.Name} from outside; use text, numbers, true/false or lists of them"),
        };
    }

    private static string Whole(string? number, long least, long most)
    {
        if (!long.TryParse(number, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value))
            throw new FormatException("is not a whole number");
        return value >= least && value <= most
            ? value.ToString(CultureInfo.InvariantCulture)
            : throw new FormatException($"lies outside of {least} to {most}");
    }

    private static string Real(string? number) =>
        double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value)
            ? value.ToString("R", CultureInfo.InvariantCulture)
            : throw new FormatException("is not a number");

    /// <summary>The T of <c>T?</c>; any other type as it is.</summary>
    private static ITypeSymbol Underlying(ITypeSymbol type) =>
        type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable ? nullable.TypeArguments[0] : type;

    private static ITypeSymbol? ElementOf(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol { Rank: 1 } array => array.ElementType,
        INamedTypeSymbol { Arity: 1, Name: "List" or "IReadOnlyList" or "IEnumerable" or "IList" or "IReadOnlyCollection" } list => list.TypeArguments[0],
        _ => null,
    };
}
