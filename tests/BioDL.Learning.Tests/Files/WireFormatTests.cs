using System.Diagnostics;
using System.Reflection;
using System.Runtime.InteropServices;

namespace BioDL.Learning.Tests.Files;

public sealed class WireFormatTests
{
    [Fact]
    public void The_generated_code_is_what_the_compiler_makes_of_the_description_of_the_format()
    {
        using var folder = new TemporaryFolder();
        using var compiler = Process.Start(new ProcessStartInfo(Compiler())
        {
            ArgumentList = { $"--proto_path={Place("Files")}", $"--csharp_out={folder.Path}", "--csharp_opt=internal_access", "onnx.proto" },
            RedirectStandardError = true,
        })!;
        var complaints = compiler.StandardError.ReadToEnd();
        compiler.WaitForExit();
        Assert.Equal("", complaints);
        Assert.True(
            Lines(Path.Combine(folder.Path, "Onnx.cs")).SequenceEqual(Lines(Path.Combine(Place("Files"), "Generated", "Onnx.cs"))),
            $"onnx.proto and Generated/Onnx.cs differ. In lib/BioDL.Learning/Files run: {Compiler()} --csharp_out=Generated --csharp_opt=internal_access onnx.proto");
    }

    private static string[] Lines(string path) => File.ReadAllLines(path);

    private static string Place(string name) => typeof(WireFormatTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == name).Value!;

    private static string Compiler()
    {
        var arm = RuntimeInformation.OSArchitecture == Architecture.Arm64;
        var system = OperatingSystem.IsWindows() ? "windows_x64" : OperatingSystem.IsMacOS() ? "macosx_universal" : arm ? "linux_arm64" : "linux_x64";
        return Path.Combine(Place("ProtocolCompiler"), "tools", system, OperatingSystem.IsWindows() ? "protoc.exe" : "protoc");
    }
}
