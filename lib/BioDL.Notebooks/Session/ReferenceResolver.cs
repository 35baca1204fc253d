using System.Collections.Concurrent;
using System.Collections.Immutable;
using BioDL.Hosting;
using Microsoft.CodeAnalysis;

namespace BioDL.Notebooks.Session;

/// <summary>
/// Finds what <c>#r</c> names: a rooted path, a path beside the notebook, or a file in one of the search folders; and, from then on,
/// the assemblies that lie beside it. The host's contract is always the host's own.
/// </summary>
internal sealed class ReferenceResolver(IReadOnlyList<string> searchPath) : MetadataReferenceResolver
{
    private static readonly string FrameworkFolder = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
    private static readonly string ContractPath = typeof(Host).Assembly.Location;

    private readonly ConcurrentDictionary<string, string> assemblies = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentDictionary<string, byte> folders = new(StringComparer.Ordinal);

    /// <summary>Framework and contract: what every cell can use.</summary>
    public static ImmutableArray<MetadataReference> Standard { get; } =
    [
        .. Directory.EnumerateFiles(FrameworkFolder, "*.dll").Where(IsManagedApi).Select(path => MetadataReference.CreateFromFile(path)),
        MetadataReference.CreateFromFile(ContractPath),
    ];

    public override bool ResolveMissingAssemblies => true;

    /// <summary>Folders that hold referenced assemblies.</summary>
    public IEnumerable<string> Folders => folders.Keys;

    /// <summary>Where an assembly of that simple name is to be loaded from; null when the default context knows it.</summary>
    public string? Locate(string simpleName)
    {
        if (IsShared(simpleName))
            return null;
        if (assemblies.TryGetValue(simpleName, out var path))
            return path;
        return folders.Keys.Select(folder => Path.Combine(folder, simpleName + ".dll")).FirstOrDefault(File.Exists);
    }

    public override ImmutableArray<PortableExecutableReference> ResolveReference(
        string reference, string? baseFilePath, MetadataReferenceProperties properties)
    {
        if (Find(reference) is not { } path)
            return [];
        var name = Path.GetFileNameWithoutExtension(path);
        if (IsShared(name))
            return [MetadataReference.CreateFromFile(File.Exists(FrameworkFile(name)) ? FrameworkFile(name) : ContractPath, properties)];
        assemblies.TryAdd(name, path);
        folders.TryAdd(Path.GetDirectoryName(path)!, 0);
        return [MetadataReference.CreateFromFile(path, properties)];
    }

    public override PortableExecutableReference? ResolveMissingAssembly(MetadataReference definition, AssemblyIdentity referenceIdentity) =>
        Locate(referenceIdentity.Name) is { } path ? MetadataReference.CreateFromFile(path) : null;

    public override bool Equals(object? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);

    private static string FrameworkFile(string simpleName) => Path.Combine(FrameworkFolder, simpleName + ".dll");

    private static bool IsShared(string simpleName) =>
        simpleName.Equals(typeof(Host).Assembly.GetName().Name, StringComparison.OrdinalIgnoreCase) || File.Exists(FrameworkFile(simpleName));

    private static bool IsManagedApi(string path)
    {
        var name = Path.GetFileName(path);
        return (name.StartsWith("System.", StringComparison.Ordinal) || name is "netstandard.dll" or "mscorlib.dll" or "Microsoft.CSharp.dll")
            && !name.Contains(".Native.", StringComparison.Ordinal);
    }

    private string? Find(string reference)
    {
        if (reference.StartsWith("nuget:", StringComparison.OrdinalIgnoreCase))
            return null;
        var name = reference.EndsWith(".dll", StringComparison.OrdinalIgnoreCase) ? reference : reference + ".dll";
        var candidates = Path.IsPathRooted(name)
            ? [name]
            : searchPath.Append(Environment.CurrentDirectory).Append(FrameworkFolder).Select(folder => Path.Combine(folder, name));
        return candidates.Select(Path.GetFullPath).FirstOrDefault(File.Exists);
    }
}
