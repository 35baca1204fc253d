using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace BioDL.Notebooks.Tests.Session;

/// <summary>Compiles small libraries for cells to refer to.</summary>
internal static class CellLibrary
{
    public static string Compile(string name, string code, string folder, params string[] references)
    {
        var framework = Directory.GetFiles(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "System.*.dll").Where(path => !path.Contains("Native", StringComparison.Ordinal));
        var compilation = CSharpCompilation.Create(name, [CSharpSyntaxTree.ParseText(code, new CSharpParseOptions(documentationMode: DocumentationMode.Parse))],
            framework.Concat(references).Select(path => MetadataReference.CreateFromFile(path)), new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        var path = Path.Combine(folder, name + ".dll");
        using var assembly = File.Create(path);
        using var documentation = File.Create(Path.ChangeExtension(path, ".xml"));
        var result = compilation.Emit(assembly, xmlDocumentationStream: documentation);
        Assert.True(result.Success, string.Join("\n", result.Diagnostics));
        return path;
    }
}
