using System.IO.Compression;

namespace BioDL.Learning.Tests.Files;

/// <summary>The published models of the mirror.</summary>
internal static class PublishedModels
{
    /// <summary>The zoo's U-Net, exported in 2020 (operator set 12).</summary>
    public static byte[] UNetOpset12 => Read(
        "bioimage-io/pytorch-bioimage-io/7176916da14d20d45447ddca561a3a6c46fd9ab3/specs/models/unet2d_nuclei_broad/weights.onnx");

    /// <summary>The zoo's U-Net, exported in 2024 (operator set 20).</summary>
    public static byte[] UNetOpset20 => Read(
        "bioimage-io/spec-bioimage-io/63a2ea093d29277ba168635b6f322123b1da4ada/example_descriptions/models/unet2d_nuclei_broad/weights.onnx");

    /// <summary>A Noise2Void denoiser with loops, converted from TensorFlow (operator set 11).</summary>
    public static byte[] Denoiser
    {
        get
        {
            using var archive = new ZipArchive(new MemoryStream(Read(
                "sebi06/napari-czann-segment/89589bc0d4d8bf31c90f6e3ba526829fd0c02c24/src/napari_czann_segment/_data/N2V_tobacco_leaf_Whitened.czann")));
            using var bytes = new MemoryStream();
            using var entry = archive.GetEntry("model.model")!.Open();
            entry.CopyTo(bytes);
            return bytes.ToArray();
        }
    }

    private static byte[] Read(string path) => File.ReadAllBytes(Path.Combine(Environment.GetEnvironmentVariable("BIODL_MIRROR")!, path));
}
