namespace BioDL.Learning.Tests.Operators;

public sealed class NormalisationTests
{
    [Fact]
    public void Softmax_of_equal_numbers_is_even_however_large_they_are()
    {
        using var rows = Tensor.From([1000f, 1000, float.NegativeInfinity, 0], 2, 2);
        using var even = OneNode.Run("Softmax", rows);
        Assert.Equal([0.5f, 0.5f, 0, 1], even.ToArray<float>());
    }

    [Fact]
    public void Softmax_over_channels_sums_to_one_in_every_pixel()
    {
        using var scores = Kernels.NodeTrial.Random(new Random(3), 2, 5, 37, 41);
        using var shares = OneNode.Run("Softmax", 13, new() { { "axis", 1L } }, scores);
        var found = shares.ToArray<float>();
        for (var pixel = 0; pixel < 37 * 41; pixel++)
            Assert.Equal(1, Enumerable.Range(0, 5).Sum(channel => found[((5 + channel) * 37 * 41) + pixel]), 1e-6f);
    }

    [Fact]
    public void Old_softmax_sums_over_everything_from_its_axis_on()
    {
        using var zeros = Tensor.Zeros(ElementType.Float32, 2, 2, 4);
        using var old = OneNode.Run("Softmax", 11, [], zeros);
        using var now = OneNode.Run("Softmax", 13, [], zeros);
        Assert.All(old.ToArray<float>(), share => Assert.Equal(1 / 8f, share));
        Assert.All(now.ToArray<float>(), share => Assert.Equal(1 / 4f, share));
    }

    [Fact]
    public void A_normalised_channel_has_mean_bias_and_deviation_scale()
    {
        using var image = Kernels.NodeTrial.Random(new Random(3), 1, 2, 60, 70);
        foreach (ref var value in image.Span<float>())
            value = 1000 + value;
        using var scale = Tensor.From([2f, 3], 2);
        using var bias = Tensor.From([-1f, 5], 2);
        using var normal = OneNode.Run("InstanceNormalization", image, scale, bias);
        foreach (var (channel, mean, deviation) in new[] { (0, -1f, 2f), (1, 5f, 3f) })
        {
            var values = normal.ToArray<float>().Skip(channel * 4200).Take(4200).ToArray();
            Assert.Equal(mean, values.Average(), 1e-3f);
            Assert.Equal(deviation, Math.Sqrt(values.Average(value => (value - mean) * (value - mean))), 1e-3);
        }
    }

    [Fact]
    public void Batch_normalisation_is_worked_by_hand()
    {
        using var image = Tensor.From([1f, 2, 3, 4], 1, 2, 1, 2);
        using var result = OneNode.Run(
            "BatchNormalization", 15, new() { { "epsilon", 0f } }, image,
            Tensor.From([1f, 2], 2), Tensor.From([0f, 10], 2), Tensor.From([1f, 3], 2), Tensor.From([4f, 0.25f], 2));
        Assert.Equal([0f, 0.5f, 10, 14], result.ToArray<float>());
    }

    [Fact]
    public void Batch_normalisation_in_training_is_refused()
    {
        using var image = Tensor.Zeros(ElementType.Float32, 1, 1, 1, 1);
        using var one = Tensor.From([1f], 1);
        var error = Assert.Throws<OnnxException>(() => OneNode.Run("BatchNormalization", 15, new() { { "training_mode", 1L } }, image, one, one, one, one));
        Assert.Contains("'training_mode' is 1", error.Message, StringComparison.Ordinal);
        Assert.Contains("evaluation mode", error.Message, StringComparison.Ordinal);
    }
}
