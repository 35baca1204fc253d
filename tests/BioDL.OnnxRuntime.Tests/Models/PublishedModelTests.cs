using System.Runtime.InteropServices;
using System.Text;
using BioDL.Learning;
using BioDL.Learning.Tests.Files;
using BioDL.OnnxRuntime.Tests.Oracle;

namespace BioDL.OnnxRuntime.Tests.Models;

/// <summary>Whole published networks, on the tensors that were published with them where there are any.</summary>
public sealed class PublishedModelTests
{
    private const string ZooOf2020 = "bioimage-io/pytorch-bioimage-io/7176916da14d20d45447ddca561a3a6c46fd9ab3/specs/models/unet2d_nuclei_broad";
    private const string ZooOf2024 = "bioimage-io/spec-bioimage-io/63a2ea093d29277ba168635b6f322123b1da4ada/example_descriptions/models/unet2d_nuclei_broad";

    [PublishedModelFact]
    public void Zoo_U_Net_of_2020_computes_what_ONNX_Runtime_does() => CheckZoo(PublishedModels.UNetOpset12, ZooOf2020);

    [PublishedModelFact]
    public void Zoo_U_Net_of_2024_computes_what_ONNX_Runtime_does() => CheckZoo(PublishedModels.UNetOpset20, ZooOf2024);

    [RealImagesFact]
    public void Zoo_U_Net_of_2020_reproduces_its_published_test_tensor() => CheckReproduction(PublishedModels.UNetOpset12, ZooOf2020, value => value);

    [RealImagesFact]
    public void Zoo_U_Net_of_2024_reproduces_its_published_test_tensor() => CheckReproduction(PublishedModels.UNetOpset20, ZooOf2024, value => 1 / (1 + MathF.Exp(-value)));

    [PublishedModelFact]
    public void Noise2Void_denoiser_with_its_loops_computes_what_ONNX_Runtime_does()
    {
        using var noise = RandomTensors.Make(ElementType.Float32, [1, 64, 96, 1], seed: 7);
        foreach (ref var value in noise.Span<float>())
            value = 2000 + 700 * value;
        using var model = OnnxModel.Load(PublishedModels.Denoiser);
        // The tolerance is that of numbers around 2000.
        GraphCase.Check(PublishedModels.Denoiser, new Dictionary<string, Tensor> { [model.Inputs[0].Name] = noise }, "Noise2Void");
    }

    [PublishedModelFact]
    public void Value_between_two_operators_is_the_same_in_both_engines()
    {
        using var input = Normalised(ZooOf2020);
        using var ours = OnnxModel.Load(PublishedModels.UNetOpset12);
        using var peer = OnnxRuntimeModel.Load(PublishedModels.UNetOpset12);
        var given = new Dictionary<string, Tensor> { [ours.Inputs[0].Name] = input };
        string[] inner = [.. ours.Graph.Nodes.Where(node => node.Operator is "MaxPool" or "Concat" or "Resize").Select(node => node.Outputs[0])];
        var expected = peer.Run(given, inner);
        foreach (var (name, value) in ours.Run(given, inner))
            Assert.Null(Agreement.Differences(value, expected[name]));
    }

    private static void CheckZoo(byte[] file, string folder)
    {
        using var input = Normalised(folder);
        using var model = OnnxModel.Load(file);
        GraphCase.Check(file, new Dictionary<string, Tensor> { [model.Inputs[0].Name] = input }, folder);
    }

    // The later export leaves its last step, the sigmoid function, to postprocessing.
    private static void CheckReproduction(byte[] file, string folder, Func<float, float> postprocess)
    {
        using Tensor input = Normalised(folder), expected = Published(folder, "test_output.npy");
        using var model = OnnxModel.Load(file);
        using var output = model.Run(input);
        Assert.Equal(expected.Shape, output.Shape);
        foreach (ref var value in output.Span<float>())
            value = postprocess(value);
        Assert.InRange(Agreement.Largest(output, expected), 0, 1e-4);
    }

    // What both descriptions ask for: mean 0 and variance 1 over the image.
    private static Tensor Normalised(string folder)
    {
        var image = Published(folder, "test_input.npy");
        var values = image.Span<float>();
        double sum = 0, squares = 0;
        foreach (var value in values)
            (sum, squares) = (sum + value, squares + (double)value * value);
        var mean = sum / values.Length;
        var deviation = Math.Sqrt(squares / values.Length - mean * mean);
        foreach (ref var value in values)
            value = (float)((value - mean) / (deviation + 1e-6));
        return image;
    }

    // The header of these files is their first line.
    private static Tensor Published(string folder, string name)
    {
        var bytes = File.ReadAllBytes(Path.Combine(Environment.GetEnvironmentVariable("BIODL_MIRROR")!, folder, name));
        var start = Array.IndexOf(bytes, (byte)'\n') + 1;
        var header = Encoding.Latin1.GetString(bytes, 0, start);
        int[] sizes = [.. header.Split('(', ')')[1].Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(int.Parse)];
        Assert.Contains("'fortran_order': False", header, StringComparison.Ordinal);
        if (header.Contains("'<f4'", StringComparison.Ordinal))
            return Tensor.From(MemoryMarshal.Cast<byte, float>(bytes.AsSpan(start)), sizes);
        Assert.Contains("'<u2'", header, StringComparison.Ordinal);
        return Tensor.From(Array.ConvertAll(MemoryMarshal.Cast<byte, ushort>(bytes.AsSpan(start)).ToArray(), value => (float)value), sizes);
    }
}
