namespace BioDL.Models;

/// <summary>What the weights alone say of a U-Net of segmentify.</summary>
internal static class SegmentifyDescription
{
    private const int Step = 1 << SegmentifyUNet.Levels;

    private const string Input = "image", Output = "probability", Batch = "batch", Channel = "channel";

    /// <summary>A description without anything that weights do not tell.</summary>
    /// <param name="network">The network.</param>
    /// <param name="opset">ONNX operator set that it is written in.</param>
    /// <param name="name">The model's name.</param>
    public static ModelDescription Of(SegmentifyUNet network, int opset, string name) => new()
    {
        FormatVersion = ModelUpgrade.Format,
        Name = name,
        Description = "A U-Net of segmentify, imported from its PyTorch weights. They do not say what it was trained on, nor how images were scaled.",
        Citations =
        [
            new Citation("segmentify, repository transformify-plugins/segmentify"),
            new Citation(
                "Ronneberger, Fischer and Brox: U-Net: Convolutional Networks for Biomedical Image Segmentation, MICCAI 2015", "10.1007/978-3-319-24574-4_28"),
        ],
        GitRepository = "https://github.com/transformify-plugins/segmentify",
        Inputs =
        [
            new TensorDescription
            {
                Id = Input,
                Axes =
                [
                    new Axis { Kind = AxisKind.Batch, Id = Batch, Size = new SteppedSize(1, 1) }, Channels("channel", network.Inputs),
                    .. new[] { "y", "x" }.Select(id => new Axis { Kind = AxisKind.Space, Id = id, Size = new SteppedSize(Step, Step) }),
                ],
            },
        ],
        Outputs =
        [
            new TensorDescription
            {
                Id = Output,
                Range = (0, 1),
                Axes =
                [
                    new Axis { Kind = AxisKind.Batch, Id = Batch, Size = new SteppedSize(1, 1) }, Channels(Output, network.Outputs),
                    .. new[] { "y", "x" }.Select(id => new Axis { Kind = AxisKind.Space, Id = id, Size = new ReferencedSize(Input, id) }),
                ],
            },
        ],
        Weights =
        [
            new WeightsDescription
            {
                Format = WeightsDescription.Onnx, File = new FileReference(ImportedFiles.Network), OpsetVersion = opset,
                Comment = "made from a PyTorch state dictionary when it was opened",
            },
        ],
    };

    private static Axis Channels(string name, int count) => new()
    {
        Kind = AxisKind.Channel,
        Id = Channel,
        Size = new FixedSize(count),
        ChannelNames = count == 1 ? [name] : [.. Enumerable.Range(1, count).Select(number => $"{name}{number}")],
    };
}
