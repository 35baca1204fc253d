using BioDL.Images;
using BioDL.Learning.Networks;
using BioDL.Simulation;
using BioDL.Training;

namespace BioDL.Tests.Training;

public sealed class ObjectSegmenterTests
{
    [Theory]
    [InlineData(64, 64)]
    [InlineData(61, 50)]
    [InlineData(9, 70)]
    public void Images_of_any_size_give_predictions_of_their_size_between_0_and_1(int height, int width)
    {
        using var network = new UNet { Width = 4, Depth = 3, Heads = [new Head("logits", 2)] }.Build(seed: 1);
        var image = FluorescenceNuclei.Default.Render().Image.Crop(0, 0, width, height);
        var segmenter = new ObjectSegmenter(network, new PercentileRange(), multiple: 8);
        var prediction = segmenter.Predict(image);
        Assert.Equal((2, height, width), (prediction.Channels, prediction.Height, prediction.Width));
        Assert.All(prediction.Values.ToArray(), value => Assert.InRange(value, 0, 1));
        Assert.Equal((height, width), (segmenter.Segment(image).Height, segmenter.Segment(image).Width));
    }
}
