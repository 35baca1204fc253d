using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using BioDL.Hosting;

namespace BioDL.Cli.Jupyter;

/// <summary>The folder by which Jupyter knows our kernel: how it is started, what it is called, and its picture.</summary>
internal static class KernelSpec
{
    /// <summary>The kernel's name; the course's notebooks carry it.</summary>
    public const string Name = "biodl-csharp";

    /// <summary>What people read in Jupyter's list of kernels.</summary>
    public const string DisplayName = "C# (BioDL)";

    private static readonly JsonSerializerOptions Json = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The call that starts a kernel through the course's start script, which finds or makes the build of the present sources.</summary>
    public static IReadOnlyList<string> ThroughScript(Workplace place) => OperatingSystem.IsWindows()
        ? ["cmd.exe", "/d", "/c", Path.Combine(place.Root, "biodl.cmd"), "kernel", "run", "{connection_file}"]
        : [Path.Combine(place.Root, "biodl"), "kernel", "run", "{connection_file}"];

    /// <summary>Writes the specification below a folder of kernels, replacing an earlier one file by file: whoever reads it meanwhile finds each whole.</summary>
    /// <param name="kernels">The folder <c>kernels</c>; made when it is missing.</param>
    /// <param name="call">Program and arguments.</param>
    /// <param name="environment">Variables that the kernel is given.</param>
    /// <returns>The folder of the specification.</returns>
    public static string Write(string kernels, IReadOnlyList<string> call, IReadOnlyDictionary<string, string>? environment = null)
    {
        var folder = Path.Combine(kernels, Name);
        Directory.CreateDirectory(folder);
        // The pictures first: a specification that is there is whole.
        foreach (var size in new[] { 32, 64 })
            WriteIfNew(Path.Combine(folder, $"logo-{size}x{size}.png"), KernelLogo.Png(size));
        WriteIfNew(Path.Combine(folder, "logo-svg.svg"), System.Text.Encoding.UTF8.GetBytes(KernelLogo.Svg));
        WriteIfNew(Path.Combine(folder, "kernel.json"), System.Text.Encoding.UTF8.GetBytes(Describe(call, environment)));
        return folder;
    }

    /// <summary>Removes the specification.</summary>
    /// <returns>Whether there was one.</returns>
    public static bool Remove(string kernels)
    {
        var folder = Path.Combine(kernels, Name);
        if (!Directory.Exists(folder))
            return false;
        // Renamed first: Jupyter never lists a kernel that is half gone.
        var going = $"{folder}.{Guid.NewGuid():N}.tmp";
        Directory.Move(folder, going);
        Directory.Delete(going, recursive: true);
        return true;
    }

    private static string Describe(IReadOnlyList<string> call, IReadOnlyDictionary<string, string>? environment)
    {
        var variables = new JsonObject();
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
            variables[name] = value;
        return new JsonObject
        {
            ["argv"] = new JsonArray([.. call.Select(word => (JsonNode)word)]),
            ["display_name"] = DisplayName,
            ["language"] = "C#",
            ["interrupt_mode"] = "message",
            ["env"] = variables,
            ["metadata"] = new JsonObject { ["debugger"] = false },
        }.ToJsonString(Json) + "\n";
    }

    private static void WriteIfNew(string path, byte[] content)
    {
        if (!File.Exists(path) || !File.ReadAllBytes(path).AsSpan().SequenceEqual(content))
            WholeFile.Write(path, content);
    }
}
