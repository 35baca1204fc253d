using BioDL.Classical;
using BioDL.Data;
using BioDL.Images;
using BioDL.Metrics;
using BioDL.Models;
using BioDL.Simulation;
using BioDL.Training;

namespace BioDL.Tests.Models;

public sealed class ZooPredictionTests
{
    [Fact]
    public void A_shipped_model_finds_simulated_nuclei_and_says_how()
    {
        var model = Zoo.Open("unet-nuclei-small");
        var field = FluorescenceNuclei.Default.Render();
        var prediction = model.Predict(field.Image);
        Assert.Equal(["foreground", "depth"], prediction.Channels);
        LabelImage nuclei = model.Segment(field.Image);
        Assert.Contains("foreground above 0.6, parted by a watershed on depth from seeds deeper than 0.7", nuclei.Provenance, StringComparison.Ordinal);
        Assert.InRange(Match.At(0.5, field.Labels, nuclei).Accuracy, 0.5, 1);
    }

    [Fact]
    public void It_segments_as_the_segmenter_did_that_chose_its_separation()
    {
        var model = Zoo.Open("unet-nuclei-small");
        var image = FluorescenceNuclei.Default.Render().Image.Crop(0, 0, 101, 90);
        using var network = model.LoadWeights();
        var segmenter = new ObjectSegmenter(network, new PercentileRange(), 8) { Separation = new ObjectSeparation { Foreground = 0.6, Core = 0.7 } };
        Assert.Equal(0, SmallModels.Difference(segmenter.Predict(image), model.Predict(image).Image), 1e-5);
        Assert.Equal(segmenter.Segment(image).Values.ToArray(), model.Segment(image).Values.ToArray());
    }

    [Fact]
    public void In_tiles_it_gives_what_it_gives_in_one_piece()
    {
        var model = Zoo.Open("unet-nuclei-small");
        var image = SmallModels.Noise(300, 421);
        var tiled = model.Predict(image, new PredictOptions { Tile = 256 });
        Assert.DoesNotContain(tiled.Warnings, warning => warning.Subject == "tiles");
        Assert.InRange(SmallModels.Difference(model.Predict(image).Image, tiled.Image), 0, 1e-4);
    }

    [RealImagesFact]
    public void The_zoo_s_U_Net_is_named_and_takes_an_image_of_any_size()
    {
        var model = Zoo.Open("unet2d-nuclei-broad");
        var image = Dataset.Open("dsb2018-fluo-large", "real").Train[0].Image.ToGrey();
        var prediction = model.Predict(image);
        Assert.Equal(["probability"], prediction.Channels);
        Assert.Equal((image.Height, image.Width), (prediction["probability"].Height, prediction["probability"].Width));
        Assert.All(prediction["probability"].Values.ToArray(), value => Assert.InRange(value, 0, 1));
        Assert.InRange(prediction["probability"].Threshold(0.5).Fraction, 0.001, 0.9);
        Assert.Equal((8, true), (model.Reach.Stride, model.Reach.Radius > 32));
    }

    [RealImagesFact]
    public void Larger_nuclei_than_in_training_are_noticed()
    {
        var model = Zoo.Open("unet-nuclei-small");
        var findings = Dataset.Open("dsb2018-fluo-360", "real").Train.Take(10).Select(field => model.Examine(field.Image.ToGrey())).ToArray();
        Assert.InRange(findings.Count(finding => finding.Any(each => each.Subject == "object size")), 8, 10);
        var usual = Dataset.Open("dsb2018-fluo", "real").Train.Take(20).Select(field => model.Examine(field.Image.ToGrey())).ToArray();
        Assert.InRange(usual.Count(finding => finding.Count > 0), 0, 5);
    }

    [RealImagesFact]
    public void Dark_objects_on_bright_ground_are_noticed()
    {
        var model = Zoo.Open("unet2d-nuclei-broad");
        var findings = Dataset.Open("dsb2018-stain-white", "real").Train.Take(10).Select(field => model.Examine(field.Image.ToGrey())).ToArray();
        Assert.InRange(findings.Count(finding => finding.Any(each => each.Subject == "polarity")), 8, 10);
    }
}
