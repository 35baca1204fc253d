using BioDL.Learning;
using BioDL.Learning.Graphs;

namespace BioDL.OnnxRuntime.Tests.Oracle;

/// <summary>A whole graph, computed by our engine on every SIMD path, with one thread and with two, and by ONNX Runtime.</summary>
internal static class GraphCase
{
    private static readonly SimdPath[] Paths = [SimdPath.Avx512, SimdPath.Avx2, SimdPath.Portable];

    /// <summary>Compares every output; a difference fails the test and prints what is compared.</summary>
    /// <returns>What ONNX Runtime computed.</returns>
    public static IReadOnlyDictionary<string, Tensor> Check(Graph graph, int opset, IReadOnlyDictionary<string, Tensor> given, string what)
    {
        // Both engines get the same file, so that what is written and read counts, too.
        using var written = new OnnxModel(graph, opset);
        return Check(written.ToBytes(), given, what);
    }

    /// <summary>Compares every output; a difference fails the test and prints what is compared.</summary>
    /// <returns>What ONNX Runtime computed.</returns>
    public static IReadOnlyDictionary<string, Tensor> Check(byte[] file, IReadOnlyDictionary<string, Tensor> given, string what)
    {
        using var peer = OnnxRuntimeModel.Load(file);
        var expected = peer.Run(given);
        foreach (var path in Paths)
        {
            var one = Run(file, given, new ComputeOptions { Simd = path, Threads = 1 });
            var two = Run(file, given, new ComputeOptions { Simd = path, Threads = 2 });
            foreach (var (output, value) in expected)
            {
                if (Agreement.Differences(one[output], value) is { } difference)
                    Assert.Fail($"{what}, {path}: {output}: {difference}");
                Assert.True(one[output].Bytes.SequenceEqual(two[output].Bytes), $"{what}, {path}: {output} differs between one thread and two");
            }
        }
        return expected;
    }

    private static IReadOnlyDictionary<string, Tensor> Run(byte[] file, IReadOnlyDictionary<string, Tensor> given, ComputeOptions compute)
    {
        using var model = OnnxModel.Load(file, compute);
        return model.Run(given);
    }
}
