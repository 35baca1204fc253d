using System.Reflection;
using System.Runtime.Loader;
using BioDL.Cli.Building;
using BioDL.Learning;

namespace BioDL.Cli.Benchmarks;

/// <summary>
/// ONNX Runtime within this process. The command line does not refer to it: it is built on request and loaded from its folder, while what both
/// engines share, <see cref="IInferenceEngine"/>, is that of this process.
/// </summary>
internal sealed class OnnxRuntimePeer : AssemblyLoadContext
{
    private const string Project = "BioDL.OnnxRuntime";
    private readonly string folder;
    private readonly Type model;

    private OnnxRuntimePeer(string folder)
    {
        this.folder = folder;
        model = LoadFromAssemblyPath(Path.Combine(folder, Project + ".dll")).GetType(Project + ".OnnxRuntimeModel", throwOnError: true)!;
    }

    /// <summary>Name and version.</summary>
    public string Version => (string)model.GetProperty("Version")!.GetValue(null)!;

    /// <summary>Installs and builds it where it is not there yet.</summary>
    /// <exception cref="ProblemException">It cannot be had.</exception>
    public static async Task PrepareAsync(Surroundings surroundings, CancellationToken cancellation)
    {
        var place = surroundings.Place;
        if (await new OnnxRuntimePart(place).EnsureAsync(surroundings.Screen.Notice, cancellation).ConfigureAwait(false) is { } reason)
            throw new ProblemException($"This benchmark compares with ONNX Runtime, which is missing: {reason}.");
        using var mine = await BuildLock.TakeAsync(place.State, surroundings.Screen.Notice, cancellation).ConfigureAwait(false);
        await new Builder(place).BuildAsync($"lib/{Project}/{Project}.csproj", cancellation).ConfigureAwait(false);
    }

    /// <summary>Loads it from where it was built.</summary>
    public static OnnxRuntimePeer Load(Workplace place) => new(Path.Combine(place.Artifacts, "bin", Project, "release"));

    /// <summary>Loads a network.</summary>
    public IInferenceEngine Open(byte[] file, ComputeOptions compute) =>
        (IInferenceEngine)model.GetMethod("Load", [typeof(byte[]), typeof(ComputeOptions)])!.Invoke(null, [file, compute])!;

    /// <inheritdoc/>
    protected override Assembly? Load(AssemblyName assemblyName) =>
        assemblyName.Name?.Contains("OnnxRuntime", StringComparison.Ordinal) == true
            ? LoadFromAssemblyPath(Path.Combine(folder, assemblyName.Name + ".dll"))
            : null;
}
