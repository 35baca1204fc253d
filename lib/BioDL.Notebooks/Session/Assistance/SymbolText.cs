using Microsoft.CodeAnalysis;

namespace BioDL.Notebooks.Session.Assistance;

/// <summary>How types and members are written for readers.</summary>
internal static class SymbolText
{
    private static readonly SymbolDisplayFormat Short = new(
        genericsOptions: SymbolDisplayGenericsOptions.IncludeTypeParameters,
        memberOptions: SymbolDisplayMemberOptions.IncludeParameters | SymbolDisplayMemberOptions.IncludeType | SymbolDisplayMemberOptions.IncludeRef,
        delegateStyle: SymbolDisplayDelegateStyle.NameAndSignature,
        extensionMethodStyle: SymbolDisplayExtensionMethodStyle.InstanceMethod,
        parameterOptions: SymbolDisplayParameterOptions.IncludeType | SymbolDisplayParameterOptions.IncludeName
            | SymbolDisplayParameterOptions.IncludeDefaultValue | SymbolDisplayParameterOptions.IncludeParamsRefOut,
        propertyStyle: SymbolDisplayPropertyStyle.ShowReadWriteDescriptor,
        localOptions: SymbolDisplayLocalOptions.IncludeType,
        miscellaneousOptions: SymbolDisplayMiscellaneousOptions.UseSpecialTypes | SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    private static readonly SymbolDisplayFormat WithOwner = Short.AddMemberOptions(SymbolDisplayMemberOptions.IncludeContainingType)
        .WithKindOptions(SymbolDisplayKindOptions.IncludeTypeKeyword | SymbolDisplayKindOptions.IncludeNamespaceKeyword);

    /// <summary>Type of a variable, signature of a method; nothing for what is its own description.</summary>
    public static string Brief(ISymbol symbol) => symbol switch
    {
        ILocalSymbol local => Name(local.Type),
        IFieldSymbol field => Name(field.Type),
        IPropertySymbol property => Name(property.Type),
        IParameterSymbol parameter => Name(parameter.Type),
        IRangeVariableSymbol or INamespaceSymbol => "",
        _ => symbol.ToDisplayString(Short),
    };

    /// <summary>The whole declaration, with the type that it belongs to.</summary>
    public static string Declaration(ISymbol symbol) => symbol switch
    {
        INamedTypeSymbol { TypeKind: not TypeKind.Delegate } type => type.ToDisplayString(WithOwner) + Bases(type),
        ISymbol { ContainingType.IsScriptClass: true } => symbol.ToDisplayString(Short),
        _ => symbol.ToDisplayString(WithOwner),
    };

    public static string Name(ITypeSymbol type) => type.ToDisplayString(Short);

    /// <summary>What front ends choose an icon by.</summary>
    public static string KindOf(ISymbol symbol) => symbol switch
    {
        INamespaceSymbol => "module",
        INamedTypeSymbol type => type.TypeKind.ToString().ToLowerInvariant(),
        IMethodSymbol => "function",
        IPropertySymbol => "property",
        IFieldSymbol { ContainingType.TypeKind: TypeKind.Enum } => "enum member",
        IFieldSymbol { ContainingType.IsScriptClass: true } or ILocalSymbol or IRangeVariableSymbol => "variable",
        IParameterSymbol => "parameter",
        _ => symbol.Kind.ToString().ToLowerInvariant(),
    };

    private static string Bases(INamedTypeSymbol type) =>
        type.BaseType is { SpecialType: SpecialType.None } parent && type.TypeKind == TypeKind.Class ? $" : {Name(parent)}" : "";
}
