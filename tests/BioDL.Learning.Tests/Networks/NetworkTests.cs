using BioDL.Learning.Networks;

namespace BioDL.Learning.Tests.Networks;

public sealed class NetworkTests
{
    [Fact]
    public void A_U_Net_has_the_weights_that_its_settings_imply()
    {
        using var model = new UNet { Width = 16, Depth = 3, Normalisation = Normalisation.None }.Build();
        // Two 3 × 3 convolutions a level: 9 × inputs × outputs + outputs; a 1 × 1 convolution on the way up; the head.
        var encoder = Pair(1, 16) + Pair(16, 32) + Pair(32, 64) + Pair(64, 128);
        var decoder = Narrow(128, 64) + Pair(128, 64) + Narrow(64, 32) + Pair(64, 32) + Narrow(32, 16) + Pair(32, 16);
        var weights = model.Graph.Initialisers.Where(pair => pair.Key != "enlarge.scales").Sum(pair => pair.Value.Shape.Count);
        Assert.Equal(encoder + decoder + 16 + 1, weights);

        static int Pair(int inputs, int outputs) => 9 * outputs * (inputs + outputs) + 2 * outputs;
        static int Narrow(int inputs, int outputs) => inputs * outputs + outputs;
    }

    [Fact]
    public void The_same_seed_gives_the_same_weights_and_another_seed_others()
    {
        using UNetWeights first = new(7), second = new(7), third = new(8);
        Assert.Equal(first.Values, second.Values);
        Assert.NotEqual(first.Values, third.Values);
    }

    [Fact]
    public void Weights_have_the_variance_that_keeps_signals_alive()
    {
        using var model = new UNet { Width = 64, Depth = 1 }.Build(seed: 3);
        var weights = model.Graph.Initialisers["bottleneck.conv2.weight"].ToArray<float>();
        Assert.Equal(0, weights.Average(), 1e-3f);
        Assert.Equal(2.0 / (128 * 9), weights.Average(weight => (double)weight * weight), 2e-5);
    }

    [Fact]
    public void Each_head_is_an_output()
    {
        using var model = new UNet { Heads = [new("foreground", 1), new("boundary", 2)] }.Build();
        Assert.Equal(["foreground: Float32 (batch, 1, height, width)", "boundary: Float32 (batch, 2, height, width)"], model.Outputs.Select(output => output.ToString()));
    }

    [Fact]
    public void Settings_out_of_range_are_refused()
    {
        Assert.Contains("Depth is 9", Assert.Throws<ArgumentException>(() => new UNet { Depth = 9 }.Build()).Message, StringComparison.Ordinal);
        Assert.Contains("is 1", Assert.Throws<ArgumentException>(() => new UNet { Dropout = 1 }.Build()).Message, StringComparison.Ordinal);
        Assert.Contains("0 classes", Assert.Throws<ArgumentException>(() => new ResNet { Classes = 0 }.Build()).Message, StringComparison.Ordinal);
        Assert.Contains("growth 0", Assert.Throws<ArgumentException>(() => new DenseNet { Growth = 0 }.Build()).Message, StringComparison.Ordinal);
    }

    private sealed class UNetWeights(int seed) : IDisposable
    {
        private readonly OnnxModel model = new UNet().Build(seed);

        public float[] Values => model.Graph.Initialisers["encoder.0.conv1.weight"].ToArray<float>();

        public void Dispose() => model.Dispose();
    }
}
