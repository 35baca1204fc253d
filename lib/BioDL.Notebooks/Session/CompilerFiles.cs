using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;

namespace BioDL.Notebooks.Session;

/// <summary>
/// Chooses where the C# compiler is loaded from. The one that an installed SDK brings is compiled ahead of time and runs its first cell in
/// half the time; where there is none, or an older one, the one that came with this program is as good.
/// </summary>
internal static class CompilerFiles
{
    private static readonly string[] Names = ["Microsoft.CodeAnalysis", "Microsoft.CodeAnalysis.CSharp"];
    /// <summary>The folder of the compiler that came with this program.</summary>
    public static string Own { get; } = Path.Combine(AppContext.BaseDirectory, "compiler");

    private static readonly Lazy<string> Chosen = new(() => Choose(SdkFolders(), Own, Needed));

    /// <summary>The version that this program was built for.</summary>
    private static Version Needed => typeof(CompilerFiles).Assembly.GetReferencedAssemblies().First(reference => reference.Name == Names[0]).Version!;

#pragma warning disable CA2255 // This is a program, and the compiler has to be found before the first method that names one of its types.
    [ModuleInitializer]
    internal static void Register() => AssemblyLoadContext.Default.Resolving += static (context, name) =>
        Names.Contains(name.Name) ? context.LoadFromAssemblyPath(Path.Combine(Chosen.Value, name.Name + ".dll")) : null;
#pragma warning restore CA2255

    /// <summary>The first folder that has the whole compiler in the version needed or a later one; else the program's own.</summary>
    internal static string Choose(IEnumerable<string> folders, string own, Version needed) =>
        folders.FirstOrDefault(folder => Names.All(name => VersionOf(Path.Combine(folder, name + ".dll")) is { } found && found >= needed && found.Major == needed.Major)) ?? own;

    /// <summary>Compilers of SDKs for this runtime, the newest first.</summary>
    private static IEnumerable<string> SdkFolders()
    {
        var root = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "..", "..", "..", "sdk"));
        if (!Directory.Exists(root))
            return [];
        return from folder in Directory.EnumerateDirectories(root, $"{Environment.Version.Major}.*")
               let version = Version.TryParse(Path.GetFileName(folder).Split('-')[0], out var parsed) ? parsed : new Version()
               orderby version descending
               select Path.Combine(folder, "Roslyn", "bincore");
    }

    private static Version? VersionOf(string file)
    {
        try
        {
            return File.Exists(file) ? AssemblyName.GetAssemblyName(file).Version : null;
        }
        catch (Exception fault) when (fault is IOException or BadImageFormatException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
