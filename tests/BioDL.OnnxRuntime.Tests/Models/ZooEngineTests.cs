using BioDL.Data;
using BioDL.Images;
using BioDL.Learning;
using BioDL.Models;
using BioDL.Simulation;

namespace BioDL.OnnxRuntime.Tests.Models;

/// <summary>Models of the zoo with all their processing, through both engines.</summary>
public sealed class ZooEngineTests
{
    private static readonly Func<byte[], IInferenceEngine> OnnxRuntime = file => OnnxRuntimeModel.Load(file);

    [OnnxRuntimeFact]
    public void A_shipped_model_says_the_same_in_both_engines_also_in_tiles()
    {
        var model = Zoo.Open("unet-nuclei-small");
        var image = FluorescenceNuclei.Default.Render().Image;
        foreach (int? tile in new int?[] { null, 240 })
        {
            var ours = model.Predict(image, new PredictOptions { Tile = tile });
            var theirs = model.Predict(image, new PredictOptions { Tile = tile, Engine = OnnxRuntime });
            Assert.Equal(ours.How, theirs.How);
            AssertAlike(ours.Image, theirs.Image);
        }
    }

    [OnnxRuntimeFact]
    public void A_shipped_model_passes_its_published_test_in_ONNX_Runtime()
    {
        var report = Zoo.Open("unet-nuclei-fluorescence").Test(OnnxRuntime);
        Assert.True(report.Passed, report.ToString());
    }

    [PublishedModelFact]
    public void The_zoo_s_U_Net_passes_its_published_test_in_ONNX_Runtime_in_every_format()
    {
        foreach (var format in new[] { "0.5", "0.4.9", "0.4.0" })
        {
            var report = Zoo.Open("unet2d-nuclei-broad", format).Test(OnnxRuntime);
            Assert.True(report.Passed, report.ToString());
        }
    }

    [PublishedModelFact]
    public void The_zoo_s_U_Net_with_the_sigmoid_inside_passes_its_published_test_in_ONNX_Runtime()
    {
        var report = Zoo.Open("unet2d-nuclei-broad-opset12", acceptOtherChecksum: true).Test(OnnxRuntime);
        Assert.True(report.Passed, report.ToString());
    }

    [PublishedModelFact]
    public void The_zoo_s_U_Net_says_the_same_of_a_real_image_in_both_engines()
    {
        var model = Zoo.Open("unet2d-nuclei-broad");
        var image = Dataset.Open("dsb2018-fluo-large", "real").Train[0].Image.ToGrey();
        AssertAlike(model.Predict(image).Image, model.Predict(image, new PredictOptions { Engine = OnnxRuntime }).Image);
    }

    private static void AssertAlike(Image first, Image second)
    {
        Assert.Equal((first.Channels, first.Height, first.Width), (second.Channels, second.Height, second.Width));
        for (var i = 0; i < first.Values.Length; i++)
            Assert.Equal(first.Values[i], second.Values[i], 1e-4f);
    }
}
