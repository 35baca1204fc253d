using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Loader;

namespace BioDL.Notebooks.Session;

/// <summary>
/// Where cells and the libraries that they refer to live. It looks beside the referenced assemblies before it asks the host's context, so
/// that the host's own libraries never replace the ones that a cell asked for.
/// </summary>
internal sealed class CellLoadContext(ReferenceResolver references) : AssemblyLoadContext("cells")
{
    protected override Assembly? Load(AssemblyName assemblyName) =>
        references.Locate(assemblyName.Name!) is { } path ? LoadFromAssemblyPath(path) : null;

    protected override nint LoadUnmanagedDll(string unmanagedDllName) =>
        NativeCandidates(unmanagedDllName).FirstOrDefault(File.Exists) is { } path ? LoadUnmanagedDllFromPath(path) : 0;

    private IEnumerable<string> NativeCandidates(string name)
    {
        var (prefix, suffix) = OperatingSystem.IsWindows() ? ("", ".dll") : OperatingSystem.IsMacOS() ? ("lib", ".dylib") : ("lib", ".so");
        string[] fileNames = [name, name + suffix, prefix + name + suffix];
        var system = OperatingSystem.IsWindows() ? "win" : OperatingSystem.IsMacOS() ? "osx" : "linux";
        var platform = $"{system}-{RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant()}";
        string[] subfolders = ["", Path.Combine("runtimes", RuntimeInformation.RuntimeIdentifier, "native"), Path.Combine("runtimes", platform, "native")];
        return from folder in references.Folders
               from subfolder in subfolders
               from fileName in fileNames
               select Path.Combine(folder, subfolder, fileName);
    }
}
