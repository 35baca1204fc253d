using System.Runtime.CompilerServices;
using BioDL.Notebooks.Session;

namespace BioDL.Notebooks.Tests.Session;

public sealed class CompilerFilesTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    [Fact]
    public void The_programs_own_compiler_is_complete() => Assert.Equal(CompilerFiles.Own, CompilerFiles.Choose([CompilerFiles.Own], "none", new Version(5, 0)));

    [Fact]
    public void An_older_or_incomplete_or_missing_compiler_is_passed_over()
    {
        var half = Directory.CreateDirectory(Path.Combine(folder.Path, "half")).FullName;
        File.Copy(Path.Combine(CompilerFiles.Own, "Microsoft.CodeAnalysis.dll"), Path.Combine(half, "Microsoft.CodeAnalysis.dll"));
        File.WriteAllText(Path.Combine(half, "Microsoft.CodeAnalysis.CSharp.dll"), "no assembly");
        Assert.Equal("own", CompilerFiles.Choose([half, Path.Combine(folder.Path, "missing")], "own", new Version(5, 0)));
        Assert.Equal("own", CompilerFiles.Choose([CompilerFiles.Own], "own", new Version(5, 9999)));
    }

    [Fact]
    public void The_compiler_in_use_is_that_of_the_SDK_or_our_own()
    {
        var used = Path.GetDirectoryName(typeof(Microsoft.CodeAnalysis.Compilation).Assembly.Location)!;
        Assert.True(used == CompilerFiles.Own || used.EndsWith(Path.Combine("Roslyn", "bincore"), StringComparison.Ordinal), used);
    }

    public void Dispose() => folder.Dispose();

    /// <summary>Tests name the compiler's types before they name the program's.</summary>
    [ModuleInitializer]
    internal static void Register() => RuntimeHelpers.RunModuleConstructor(typeof(CSharpSession).Module.ModuleHandle);
}
