using System.Text.RegularExpressions;

namespace BioDL.Cli.Building;

/// <summary>
/// ONNX Runtime, from npm: what our own engine is compared with. A large download, so only tests and benchmarks ask for it. The build finds it in
/// a folder named after its version (lib/BioDL.OnnxRuntime/OnnxRuntimePart.props).
/// </summary>
internal sealed partial class OnnxRuntimePart(Workplace place)
{
    private const string Package = "com.github.asus4.onnxruntime";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);
    private static readonly string Marker = Path.Combine("node_modules", Package, "Runtime");

    private string Description => Path.Combine(place.Environment, "onnxruntime");

    private string Folder => Path.Combine(place.State, "onnxruntime-" + Version().Match(File.ReadAllText(Path.Combine(Description, "package.json"))).Value);

    /// <summary>Whether it is installed.</summary>
    public bool IsInstalled => Directory.Exists(Path.Combine(Folder, Marker));

    /// <summary>Installs it unless it is there, and says how that goes.</summary>
    /// <returns>Why it could not be done, or null when it is there.</returns>
    public async Task<string?> EnsureAsync(Action<string> say, CancellationToken cancellation)
    {
        if (IsInstalled)
            return null;
        say("Fetching ONNX Runtime, which our own engine is compared with (150 MB, once) …");
        var installing = new NpmFolder(Description).InstallAsync(Folder, Marker, Patience, KeepThisMachines, cancellation);
        for (var seconds = 10; await Task.WhenAny(installing, Task.Delay(Pause, CancellationToken.None)).ConfigureAwait(false) != installing; seconds += 10)
            say($"  still fetching after {seconds} s …");
        return await installing.ConfigureAwait(false);
    }

    // Libraries for telephones and other systems are most of it.
    private static void KeepThisMachines(string folder)
    {
        var mine = OperatingSystem.IsWindows() ? "Windows" : OperatingSystem.IsMacOS() ? "macOS" : "Linux";
        var libraries = new DirectoryInfo(Path.Combine(folder, "node_modules", Package, "Plugins"));
        foreach (var other in libraries.Exists ? libraries.GetDirectories().Where(each => each.Name != mine) : [])
            other.Delete(recursive: true);
    }

    [GeneratedRegex(@"\d+\.\d+\.\d+")]
    private static partial Regex Version();
}
