using System.CommandLine;
using System.Reflection;
using System.Runtime.ExceptionServices;
using BioDL.Cli.Benchmarks;
using BioDL.Cli.Building;
using BioDL.Learning;

namespace BioDL.Cli.Pretrained;

/// <summary>What computes a network: our own engine, or ONNX Runtime where it is installed.</summary>
/// <param name="Name">Name, with the version of ONNX Runtime.</param>
/// <param name="Load">Makes it from the contents of an .onnx file; null for our own.</param>
internal sealed record ChosenEngine(string Name, Func<byte[], IInferenceEngine>? Load)
{
    private const string Own = "biodl", OnnxRuntime = "onnxruntime";

    public static Option<string?> Option() => new("--engine") { HelpName = $"{Own}|{OnnxRuntime}", Description = $"What computes the network: {Own} (needs nothing), or {OnnxRuntime} where it is installed." };

    /// <exception cref="UsageException">There is no such engine.</exception>
    /// <exception cref="ProblemException">It is not installed.</exception>
    public static async Task<ChosenEngine> FromAsync(string? typed, Surroundings surroundings, CancellationToken cancellation)
    {
        if (typed is null or Own)
            return new ChosenEngine("BioDL's own engine", null);
        if (typed != OnnxRuntime)
            throw new UsageException($"--engine was given '{typed}'. Expected {Own} or {OnnxRuntime}.");
        if (!new OnnxRuntimePart(surroundings.Place).IsInstalled)
            throw new ProblemException("ONNX Runtime is not installed here (150 MB). 'biodl test' and 'biodl bench inference' install it; without --engine, BioDL's own engine is used, which needs nothing.");
        surroundings.Screen.Notice("Getting ONNX Runtime ready …");
        await OnnxRuntimePeer.PrepareAsync(surroundings, cancellation).ConfigureAwait(false);
        var runtime = OnnxRuntimePeer.Load(surroundings.Place);
        return new ChosenEngine(runtime.Version, file => Open(runtime, file));
    }

    private static IInferenceEngine Open(OnnxRuntimePeer runtime, byte[] file)
    {
        try
        {
            return runtime.Open(file, ComputeOptions.Default);
        }
        catch (TargetInvocationException fault) when (fault.InnerException is { } cause)
        {
            ExceptionDispatchInfo.Throw(cause);
            throw;
        }
    }
}
