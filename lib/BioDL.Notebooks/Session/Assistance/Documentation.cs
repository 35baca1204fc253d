using System.Collections.Concurrent;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BioDL.Notebooks.Session.Assistance;

/// <summary>
/// Finds doc comments: of cells in their text, of libraries in the .xml file beside them, of the framework in its reference pack when the
/// SDK has brought one. The files are searched, not read in, since the framework's take seconds to parse.
/// </summary>
internal static class Documentation
{
    private const int MostInherited = 5;

    private static readonly ConcurrentDictionary<string, byte[]> Files = new(StringComparer.Ordinal);
    private static readonly Lazy<IReadOnlyList<string>> FrameworkFiles = new(FindFrameworkFiles);

    public static DocumentationText Of(ISymbol symbol, Compilation compilation)
    {
        var member = MemberOf(symbol, compilation);
        for (var i = 0; i < MostInherited && member?.Element("inheritdoc") is { } inherits; i++)
            member = (string?)inherits.Attribute("cref") is { } id
                ? DocumentationCommentId.GetFirstSymbolForDeclarationId(id, compilation) is { } other ? MemberOf(other, compilation) : null
                : Inherited(symbol) is { } parent ? MemberOf(symbol = parent, compilation) : null;
        return new DocumentationText(member);
    }

    private static XElement? MemberOf(ISymbol symbol, Compilation compilation)
    {
        var definition = symbol.OriginalDefinition;
        if (definition.DeclaringSyntaxReferences is [var declaration, ..])
            return FromCell(declaration.GetSyntax());
        // A primary constructor's or record's own description is that of its type.
        if (definition.GetDocumentationCommentId() is not { } id || definition.ContainingAssembly is not { } assembly
            || (compilation.GetMetadataReference(assembly) as PortableExecutableReference)?.FilePath is not { } path)
            return null;
        return FilesFor(path).Select(file => Find(file, id)).FirstOrDefault(found => found is not null);
    }

    private static ISymbol? Inherited(ISymbol symbol) => symbol switch
    {
        IMethodSymbol { OverriddenMethod: { } method } => method,
        IPropertySymbol { OverriddenProperty: { } property } => property,
        INamedTypeSymbol type => type.BaseType is { SpecialType: SpecialType.None } parent ? parent : type.Interfaces.FirstOrDefault(),
        _ => symbol.ContainingType?.AllInterfaces.SelectMany(contract => contract.GetMembers(symbol.Name))
            .FirstOrDefault(member => SymbolEqualityComparer.Default.Equals(symbol.ContainingType.FindImplementationForInterfaceMember(member), symbol)),
    };

    private static IEnumerable<string> FilesFor(string assembly)
    {
        var beside = Path.ChangeExtension(assembly, ".xml");
        if (File.Exists(beside))
            return [beside];
        if (!Path.GetDirectoryName(assembly)!.Equals(Path.GetDirectoryName(typeof(object).Assembly.Location), StringComparison.Ordinal))
            return [];
        // The core library's types are described in the files of the assemblies that pass them on.
        var name = Path.GetFileName(beside);
        return FrameworkFiles.Value.OrderBy(file => Path.GetFileName(file) != name);
    }

    /// <summary>The reference pack that lies beside the shared framework in an installed SDK.</summary>
    private static List<string> FindFrameworkFiles()
    {
        var root = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "..", "..", "..", "packs", "Microsoft.NETCore.App.Ref"));
        var folder = !Directory.Exists(root) ? null : Directory.EnumerateDirectories(root, $"{Environment.Version.Major}.*").OrderDescending().Select(version =>
            Path.Combine(version, "ref", $"net{Environment.Version.Major}.0")).FirstOrDefault(Directory.Exists);
        return folder is null ? [] : [.. Directory.EnumerateFiles(folder, "*.xml").OrderByDescending(file => Path.GetFileName(file) == "System.Runtime.xml")];
    }

    private static XElement? Find(string file, string id)
    {
        ReadOnlySpan<byte> text = Files.GetOrAdd(file, File.ReadAllBytes);
        var start = text.IndexOf(Encoding.UTF8.GetBytes($"<member name=\"{id}\""));
        if (start < 0)
            return null;
        var end = text[start..].IndexOf("</member>"u8);
        return end < 0 ? null : Parse(Encoding.UTF8.GetString(text.Slice(start, end)) + "</member>");
    }

    private static XElement? FromCell(SyntaxNode declaration)
    {
        // A variable's comment stands before the whole declaration.
        var whole = declaration is VariableDeclaratorSyntax ? declaration.Parent!.Parent! : declaration;
        var lines = whole.GetLeadingTrivia().Where(trivia =>
            trivia.IsKind(SyntaxKind.SingleLineCommentTrivia) && trivia.ToString().StartsWith("///", StringComparison.Ordinal)).ToList();
        return lines.Count == 0 ? null : Parse($"<member>{string.Join("\n", lines.Select(line => line.ToString()[3..]))}</member>");
    }

    private static XElement? Parse(string xml)
    {
        try
        {
            return XElement.Parse(xml, LoadOptions.PreserveWhitespace);
        }
        catch (XmlException)
        {
            return null;
        }
    }
}
