using BioDL.Learning;
using BioDL.Learning.Graphs;
using BioDL.Learning.Networks;
using BioDL.Models;

namespace BioDL.Tests.Models;

public sealed class NetworkReachTests
{
    private static readonly Attributes Halve = new() { { "kernel_shape", new[] { 2L, 2 } }, { "strides", new[] { 2L, 2 } } };

    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(5, 1, 5)]
    [InlineData(3, 4, 12)]
    public void Convolutions_see_one_dilation_farther_each(int layers, int dilation, int radius)
    {
        using var model = SmallModels.Chain(layers, dilation: dilation);
        var reach = NetworkReach.Of(model);
        Assert.Equal((radius, 1), (reach.Radius, reach.Stride));
        Assert.Equal(radius, Measured(model, 64));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void The_reach_of_a_U_Net_is_a_bound_of_what_it_really_depends_on(int depth)
    {
        using var model = new UNet { Width = 4, Depth = depth, Normalisation = Normalisation.Batch }.Build(seed: depth);
        var reach = NetworkReach.Of(model);
        Assert.Equal(1 << depth, reach.Stride);
        var measured = Measured(model, 256);
        Assert.InRange(reach.Radius!.Value, measured, measured + 2 * reach.Stride);
    }

    [Fact]
    public void The_reach_of_a_U_Net_by_hand()
    {
        // Level 0: 2 convolutions; halved (1 pixel ahead); 2 convolutions of 2 pixels each; enlarged by 2: at most one coarse pixel; 2 convolutions.
        using var model = new UNet { Width = 2, Depth = 1, Normalisation = Normalisation.None }.Build();
        Assert.Equal(2 + 1 + 4 + 1 + 2, NetworkReach.Of(model).Radius);
    }

    [Fact]
    public void A_transposed_convolution_looks_back_by_its_kernel()
    {
        using var model = SmallModels.Of(
            ("MaxPool", ["x"], "half", Halve),
            ("Resize", ["half", "", "twice"], "y", new Attributes { { "mode", "nearest" }, { "coordinate_transformation_mode", "asymmetric" }, { "nearest_mode", "floor" } }));
        // Pixel 0 reads 0 and 1, pixel 1 reads 0 and 1.
        var reach = NetworkReach.Of(model);
        Assert.Equal((1, 2), (reach.Radius, reach.Stride));
        Assert.Equal(1, Measured(model, 32));
    }

    [Theory]
    [InlineData("GlobalAveragePool", "takes the whole image together")]
    [InlineData("ReduceMean", "takes the whole image together")]
    [InlineData("NonZero", "is not known")]
    public void Operators_that_see_all_are_named(string operation, string why)
    {
        using var model = SmallModels.Of((operation, ["x"], "all", new Attributes()), ("Add", ["x", "all"], "y", new Attributes()));
        var reach = NetworkReach.Of(model);
        Assert.Null(reach.Radius);
        Assert.Contains($"{operation} 'all'", reach.Why, StringComparison.Ordinal);
        Assert.Contains(why, reach.Why, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Normalisation.Instance)]
    [InlineData(Normalisation.Group)]
    public void Normalisation_by_the_image_itself_has_no_bound(Normalisation normalisation)
    {
        using var model = new UNet { Width = 4, Depth = 1, Normalisation = normalisation }.Build();
        Assert.Contains("measures mean and spread of the whole image", NetworkReach.Of(model).Why, StringComparison.Ordinal);
    }

    /// <summary>How far away outputs change, at most, when one pixel in the middle does.</summary>
    private static int Measured(OnnxModel model, int side)
    {
        var random = new Random(5);
        var values = Enumerable.Range(0, side * side).Select(_ => random.NextSingle() - 0.5f).ToArray();
        var farthest = 0;
        for (var trial = 0; trial < 6; trial++)
        {
            var (row, column) = (side / 2 + trial, side / 2 + 3 * trial % 5);
            var changed = (float[])values.Clone();
            changed[row * side + column] += trial % 2 == 0 ? 50 : -50;
            using var first = Run(model, values, side);
            using var second = Run(model, changed, side);
            float[] before = first.ToArray<float>(), after = second.ToArray<float>();
            for (var i = 0; i < before.Length; i++)
            {
                if (before[i] != after[i])
                    farthest = Math.Max(farthest, Math.Max(Math.Abs(i / side - row), Math.Abs(i % side - column)));
            }
        }
        return farthest;
    }

    private static Tensor Run(OnnxModel model, float[] values, int side)
    {
        using var input = Tensor.From(values, 1, 1, side, side);
        return model.Run(input);
    }
}
