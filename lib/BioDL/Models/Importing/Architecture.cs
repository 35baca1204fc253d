using BioDL.Learning;

namespace BioDL.Models;

/// <summary>A network whose weights come as a <see cref="StateDict"/>: PyTorch keeps weights without the network, which must be known.</summary>
internal static class Architecture
{
    private const int Shown = 4;

    /// <summary>The network that the weights belong to.</summary>
    /// <exception cref="PackageException">They belong to none that is known, or do not fit it; the message says what was expected and found.</exception>
    public static SegmentifyUNet Of(StateDict weights)
    {
        var network = SegmentifyUNet.Of(weights) ?? throw new PackageException(
            $"{weights.File} holds weights without their network, and these fit none that is known: "
            + $"the U-Net of segmentify has '{SegmentifyUNet.First}' and '{SegmentifyUNet.Last}' of four axes; "
            + $"found: {string.Join("; ", weights.Tensors.Take(Shown))}. "
            + "Ask its authors for an ONNX export, or make one in Python: torch.onnx.export(model, example, path).");
        Require(weights, network.Name, network.Weights());
        return network;
    }

    /// <summary>Compares weights with what a network needs.</summary>
    /// <param name="found">The weights.</param>
    /// <param name="network">Its name.</param>
    /// <param name="expected">Names and sizes.</param>
    /// <exception cref="PackageException">They differ.</exception>
    public static void Require(StateDict found, string network, IReadOnlyList<(string Name, int[] Sizes)> expected)
    {
        var names = expected.Select(each => each.Name).ToHashSet(StringComparer.Ordinal);
        string[] problems =
        [
            .. Few("missing", expected.Where(each => found.Find(each.Name) is null).Select(each => $"{each.Name} ({StateTensor.Words(each.Sizes)})")),
            .. Few("of another size or type", expected.Where(each => found.Find(each.Name) is { } tensor && !Fits(tensor, each.Sizes))
                .Select(each => $"{each.Name} (expected Float32 {StateTensor.Words(each.Sizes)}, "
                    + $"found {found[each.Name].Type} {StateTensor.Words(found[each.Name].Sizes)})")),
            .. Few("not expected", found.Tensors.Where(tensor => !names.Contains(tensor.Name) && !IsCounter(tensor.Name))
                .Select(tensor => $"{tensor.Name} ({StateTensor.Words(tensor.Sizes)})")),
        ];
        if (problems.Length > 0)
            throw new PackageException($"The weights of {found.File} do not fit {network}: {string.Join("; ", problems)}. "
                + "They belong to a variant that is not known; ask its authors for an ONNX export.");
    }

    private static bool Fits(StateTensor tensor, int[] sizes) => tensor.Type == ElementType.Float32 && tensor.Sizes.SequenceEqual(sizes);

    /// <summary>Batch normalisation counts its batches; nothing depends on it, and older versions do not.</summary>
    private static bool IsCounter(string name) => name.EndsWith(".num_batches_tracked", StringComparison.Ordinal);

    private static IEnumerable<string> Few(string what, IEnumerable<string> names)
    {
        string[] all = [.. names];
        if (all.Length > 0)
            yield return $"{all.Length} {what}: {string.Join(", ", all.Take(Shown))}{(all.Length > Shown ? ", …" : "")}";
    }
}
