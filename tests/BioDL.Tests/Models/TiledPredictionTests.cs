using BioDL.Images;
using BioDL.Learning.Graphs;
using BioDL.Learning.Networks;
using BioDL.Models;

namespace BioDL.Tests.Models;

public sealed class TiledPredictionTests
{
    private static readonly ProcessingStep[] Measuring = [new ScaleRange(["channel", "y", "x"], 1, 99.8), new ZeroMeanUnitVariance(["y", "x"])];

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 12)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Tiles_of_convolutions_give_what_one_piece_gives(int seed)
    {
        var random = new Random(seed);
        var layers = random.Next(1, 5);
        using var network = SmallModels.Chain(layers, seed, dilation: random.Next(1, 3));
        var runner = new ModelRunner(SmallModels.Description(before: Measuring, after: [new Sigmoid()]), network);
        var image = SmallModels.Noise(random.Next(1, 90), random.Next(1, 90), seed);
        var halo = runner.Reach.Radius!.Value + random.Next(0, 4);
        AssertAlike(runner, image, new PredictOptions { Tile = 2 * halo + random.Next(1, 30), Halo = halo });
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Tiles_of_a_U_Net_give_what_one_piece_gives(int seed)
    {
        var random = new Random(seed);
        var depth = random.Next(1, 3);
        var grid = 1 << depth;
        using var network = new UNet { Width = 2, Depth = depth, Heads = [new Head("logits", 2)] }.Build(seed);
        var runner = new ModelRunner(SmallModels.Description(grid, grid * random.Next(1, 3), Measuring, [new Sigmoid()], channels: ["first", "second"]), network);
        var image = SmallModels.Noise(random.Next(1, 200), random.Next(100, 200), seed);
        var halo = runner.Reach.Radius!.Value + random.Next(0, 9);
        var rounded = (halo + grid - 1) / grid * grid;
        AssertAlike(runner, image, new PredictOptions { Tile = 2 * rounded + grid * random.Next(2, 8), Halo = halo });
    }

    [Fact]
    public void Without_a_wish_the_halo_is_the_reach()
    {
        using var network = SmallModels.Chain(3);
        var runner = new ModelRunner(SmallModels.Description(), network);
        var prediction = runner.Predict(SmallModels.Noise(70, 50), new PredictOptions { Tile = 32 });
        // Three tiles of 28 cover 28 + 2 · (28 − 6) = 72 ≥ 70 rows, two cover 50 columns; longer ones would compute more twice.
        Assert.Equal("6 tiles of 28 × 28 pixels with a halo of 3", prediction.How);
        Assert.Empty(prediction.Warnings);
    }

    [Fact]
    public void A_halo_below_the_reach_is_warned_of_beforehand_and_what_would_do_is_said()
    {
        using var network = SmallModels.Chain(6);
        var runner = new ModelRunner(SmallModels.Description(halo: 2), network);
        var image = SmallModels.Noise(60, 60);
        var warning = Assert.Single(runner.Predict(image, new PredictOptions { Tile = 40 }).Warnings);
        Assert.Equal("tiles: the network looks up to 6 pixels far, but the halo that its authors give is 2: near the borders of the 4 tiles the answer may differ from that of one piece. Set Halo = 6 to rule that out", warning.ToString());
        Assert.Empty(runner.Predict(image, new PredictOptions { Tile = 40, Halo = 6 }).Warnings);
        Assert.True(SmallModels.Difference(runner.Predict(image).Image, runner.Predict(image, new PredictOptions { Tile = 40 }).Image) > 0, "the warning is not idle");
    }

    [Fact]
    public void A_network_that_sees_all_is_warned_of_when_it_runs_in_tiles()
    {
        using var network = new UNet { Width = 2, Depth = 1, Normalisation = Normalisation.Instance }.Build();
        var runner = new ModelRunner(SmallModels.Description(2, 2), network);
        var warning = Assert.Single(runner.Predict(SmallModels.Noise(64, 64), new PredictOptions { Tile = 32, Halo = 8 }).Warnings);
        Assert.Contains("may look at the whole image (InstanceNormalization 'encoder.0.norm1' measures mean and spread of the whole image)", warning.Message, StringComparison.Ordinal);
        Assert.Empty(runner.Predict(SmallModels.Noise(64, 64)).Warnings);
    }

    [Theory]
    [InlineData(20, 12, "one run over 32 × 32 pixels, the image mirrored to 32 × 32 at its borders")]
    [InlineData(32, 32, "one run over 32 × 32 pixels")]
    [InlineData(33, 70, "6 tiles of 32 × 32 pixels with a halo of 4")]
    public void A_network_of_one_size_takes_images_of_any(int height, int width, string how)
    {
        using var network = SmallModels.Of(("Identity", ["x"], "y", new Attributes()));
        var runner = new ModelRunner(SmallModels.Description(halo: 4).Fixed(32, 32), network);
        var image = SmallModels.Noise(height, width);
        var prediction = runner.Predict(image);
        Assert.Equal(0, SmallModels.Difference(image, prediction.Image));
        Assert.Equal((image.PixelSize, image.Provenance), (prediction.Image.PixelSize, prediction.Image.Provenance));
        Assert.Equal(how, prediction.How);
    }

    [Fact]
    public void Images_smaller_than_the_network_takes_are_mirrored()
    {
        // 1 2 3 mirrored to eight: 1 2 3 2 1 2 3 2; the average of three neighbours in the middle stays hand-computable.
        using var network = SmallModels.Of(("AveragePool", ["x"], "y", new Attributes { { "kernel_shape", new[] { 1L, 3 } }, { "pads", new[] { 0L, 1, 0, 1 } }, { "count_include_pad", 1 } }));
        var runner = new ModelRunner(SmallModels.Description().Fixed(1, 8), network);
        var prediction = runner.Predict(new Image(1, 1, 3, [1, 2, 3]));
        Assert.Equal([1, 2, 7f / 3], prediction.Image.Values.ToArray(), (first, second) => Math.Abs(first - second) < 1e-6);
        Assert.Contains("the image has 3 × 1 pixels, the model takes at least 8 × 1", Assert.Single(prediction.Warnings).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(10, 12)]
    [InlineData(40, 33)]
    public void A_network_that_cuts_its_borders_off_still_answers_for_the_whole_image(int height, int width)
    {
        using var cutting = SmallModels.Chain(2, pad: 0);
        using var keeping = SmallModels.Chain(2);
        var runner = new ModelRunner(SmallModels.Description(minimum: 5, offset: -4), cutting);
        var image = SmallModels.Noise(height, width);
        var whole = runner.Predict(image).Image;
        var inside = new ModelRunner(SmallModels.Description(), keeping).Predict(image).Image;
        Assert.Equal(0, SmallModels.Difference(inside.Crop(2, 2, width - 4, height - 4), whole.Crop(2, 2, width - 4, height - 4)), 1e-3);
        var tiled = runner.Predict(image, new PredictOptions { Tile = 13 });
        Assert.Equal(0, SmallModels.Difference(whole, tiled.Image), 1e-3);
        Assert.Empty(tiled.Warnings);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(16)]
    public void An_output_may_have_more_pixels_than_the_image(int? tile)
    {
        using var network = SmallModels.Of(("Resize", ["x", "", "twice"], "y", new Attributes { { "mode", "nearest" } }));
        var image = SmallModels.Noise(21, 30);
        var prediction = new ModelRunner(SmallModels.Description(scale: 0.5), network).Predict(image, new PredictOptions { Tile = tile });
        Assert.Equal((42, 60, 0.25), (prediction.Image.Height, prediction.Image.Width, prediction.Image.PixelSize));
        for (var y = 0; y < 42; y++)
        {
            for (var x = 0; x < 60; x++)
                Assert.Equal(image[y / 2, x / 2], prediction.Image[y, x]);
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData(16)]
    public void An_output_may_have_fewer_pixels_than_the_image(int? tile)
    {
        using var network = SmallModels.Of(("MaxPool", ["x"], "y", new Attributes { { "kernel_shape", new[] { 2L, 2 } }, { "strides", new[] { 2L, 2 } } }));
        var image = SmallModels.Noise(26, 40);
        var prediction = new ModelRunner(SmallModels.Description(2, 2, scale: 2), network).Predict(image, new PredictOptions { Tile = tile });
        Assert.Equal((13, 20), (prediction.Image.Height, prediction.Image.Width));
        for (var y = 0; y < 13; y++)
        {
            for (var x = 0; x < 20; x++)
                Assert.Equal(Math.Max(Math.Max(image[2 * y, 2 * x], image[2 * y, 2 * x + 1]), Math.Max(image[2 * y + 1, 2 * x], image[2 * y + 1, 2 * x + 1])), prediction.Image[y, x]);
        }
    }

    [Fact]
    public void Tiles_that_a_halo_eats_up_are_refused()
    {
        using var network = SmallModels.Chain(1);
        var fault = Assert.Throws<ArgumentException>(() => new ModelRunner(SmallModels.Description(), network).Predict(SmallModels.Noise(50, 50), new PredictOptions { Tile = 20, Halo = 10 }));
        Assert.Contains("Tiles of 20 pixels with a halo of 10 leave nothing", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_network_that_gives_another_size_than_described_is_named()
    {
        using var network = SmallModels.Of(("MaxPool", ["x"], "y", new Attributes { { "kernel_shape", new[] { 2L, 2 } }, { "strides", new[] { 2L, 2 } } }));
        var fault = Assert.Throws<ArgumentException>(() => new ModelRunner(SmallModels.Description(), network).Predict(SmallModels.Noise(8, 8)));
        Assert.Contains("promises 8 rows of 'answer', but the network gives 4", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Work_can_be_cancelled()
    {
        using var network = SmallModels.Chain(1);
        Assert.ThrowsAny<OperationCanceledException>(() => new ModelRunner(SmallModels.Description(), network).Predict(
            SmallModels.Noise(50, 50), new PredictOptions { Tile = 20, Cancellation = new CancellationToken(canceled: true) }));
    }

    private static void AssertAlike(ModelRunner runner, Image image, PredictOptions options)
    {
        var whole = runner.Predict(image);
        var tiled = runner.Predict(image, options);
        Assert.DoesNotContain(tiled.Warnings, warning => warning.Subject == "tiles");
        Assert.True(SmallModels.Difference(whole.Image, tiled.Image) < 1e-4, $"{image}, {options.Tile}, {options.Halo}: {tiled.How}");
    }
}
