using BioDL.Images;
using BioDL.Learning.Graphs;
using BioDL.Models;

namespace BioDL.Tests.Models;

public sealed class ReproductionTests
{
    private static readonly float[] Input = [.. Enumerable.Range(0, 64).Select(i => (float)i)];

    [Fact]
    public void A_model_that_gives_what_was_published_passes()
    {
        var report = Test(Input);
        Assert.True(report.Passed);
        Assert.Equal((0, 0, 0), (report.Outputs[0].MismatchesPerMillion, report.Outputs[0].LargestDifference, report.Outputs[0].MeanDifference));
        // Any size and any batch: three sizes of two batches.
        Assert.Equal(6, report.Trials.Count);
        Assert.Contains("raw 2 × 1 × 3 × 3", report.Trials.Select(trial => trial.Sizes));
    }

    [Fact]
    public void The_worst_element_is_named_and_counted()
    {
        var published = (float[])Input.Clone();
        published[19] += 0.5f;
        var output = Test(published).Outputs[0];
        Assert.False(output.Passed);
        Assert.Equal(1e6 / 64, output.MismatchesPerMillion, 1e-9);
        Assert.Equal(0.5, output.LargestDifference);
        Assert.Equal(0.5 / 64, output.MeanDifference, 1e-9);
        Assert.Equal("batch 0, channel 0, y 2, x 3: 19, published 19.5", output.Worst);
        Assert.Equal(0.5f, output.Pictures!.Value.Difference[2, 3]);
    }

    [Theory]
    [InlineData(100, 0.1009, true)] // 100 · 0.001 + 0.001 = 0.101
    [InlineData(100, 0.1012, false)]
    [InlineData(0, 0.0009, true)]
    [InlineData(0, 0.0011, false)]
    public void The_tolerance_is_absolute_and_relative_to_what_was_published(float published, float difference, bool passes)
    {
        var array = new NamedArray([published + difference], ["x"], [1]);
        var output = ReproducedOutput.Compare(SmallModels.Description().Outputs[0], array, new NamedArray([published], ["x"], [1]), new ReproductionTolerance());
        Assert.Equal(passes, output.Passed);
    }

    [Fact]
    public void So_many_mismatches_per_million_are_allowed()
    {
        var published = new float[20_000];
        var found = (float[])published.Clone();
        (found[3], found[9]) = (1, 1);
        Assert.True(Compare(found, published).Passed);
        found[11] = 1;
        Assert.False(Compare(found, published).Passed);
        static ReproducedOutput Compare(float[] found, float[] published) => ReproducedOutput.Compare(
            SmallModels.Description().Outputs[0], new NamedArray(found, ["x"], [found.Length]), new NamedArray(published, ["x"], [published.Length]), new ReproductionTolerance());
    }

    [Fact]
    public void A_description_may_ask_for_other_tolerances()
    {
        var entries = new List<object?>
        {
            new Dictionary<string, object?> { ["output_ids"] = new List<object?> { "other" }, ["absolute_tolerance"] = 9.0 },
            new Dictionary<string, object?> { ["weights_formats"] = new List<object?> { "onnx" }, ["absolute_tolerance"] = 0.75, ["mismatched_elements_per_million"] = 5L },
        };
        var model = SmallModels.Description() with
        {
            Config = new Dictionary<string, object?> { ["bioimageio"] = new Dictionary<string, object?> { ["reproducibility_tolerance"] = entries } },
        };
        Assert.Equal(new ReproductionTolerance(1e-3, 0.75, 5), ReproductionTolerance.For(model, "answer"));
        Assert.Equal(new ReproductionTolerance(1e-3, 9, 100), ReproductionTolerance.For(model, "other"));
        Assert.Equal(new ReproductionTolerance(), ReproductionTolerance.For(SmallModels.Description(), "answer"));
    }

    [Fact]
    public void Labels_are_compared_as_objects_whatever_their_numbers()
    {
        var output = SmallModels.Description().Outputs[0] with { Id = "labels", DataType = "int32" };
        var same = ReproducedOutput.Compare(output, Row(0, 5, 5, 9, 9, 0), Row(0, 1, 1, 2, 2, 0), new ReproductionTolerance());
        Assert.True(same.Passed);
        Assert.Equal(0, same.MismatchesPerMillion);
        Assert.False(ReproducedOutput.Compare(output, Row(0, 5, 5, 5, 5, 0), Row(0, 1, 1, 2, 2, 0), new ReproductionTolerance()).Passed);
        static NamedArray Row(params float[] values) => new(values, ["x"], [values.Length]);
    }

    [Fact]
    public void Another_shape_fails_with_both_shapes()
    {
        var output = ReproducedOutput.Compare(SmallModels.Description().Outputs[0], new NamedArray([1, 2], ["x"], [2]), new NamedArray([1], ["x"], [1]), new ReproductionTolerance());
        Assert.Equal((false, "x 2, published is x 1"), (output.Passed, output.Worst));
    }

    [Fact]
    public void A_network_that_does_not_take_the_sizes_it_promises_fails()
    {
        using var network = SmallModels.Of(
            ("MaxPool", ["x"], "half", new Attributes { { "kernel_shape", new[] { 2L, 2 } }, { "strides", new[] { 2L, 2 } } }),
            ("Resize", ["half", "", "twice"], "back", new Attributes { { "mode", "nearest" } }),
            ("Add", ["back", "x"], "y", new Attributes()));
        var report = Reproduction.Of(new ModelRunner(Described(), network), file => NpyEncoder.Encode(file.Source == "in" ? Input : [.. Input.Select(_ => 0f)], 1, 1, 8, 8));
        Assert.Equal(["raw 1 × 1 × 3 × 3", "raw 2 × 1 × 3 × 3"], report.Trials.Where(trial => !trial.Passed).Select(trial => trial.Sizes));
    }

    [Fact]
    public void A_description_without_test_tensors_cannot_be_tested()
    {
        using var network = SmallModels.Of(("Identity", ["x"], "y", new Attributes()));
        Assert.StartsWith("small publishes no test tensor for 'raw'",
            Assert.Throws<ArgumentException>(() => Reproduction.Of(new ModelRunner(SmallModels.Description(), network), _ => [])).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("unet-nuclei-small")]
    [InlineData("unet-nuclei-fluorescence")]
    public void The_models_that_ship_pass_their_published_tests(string name) => AssertReproduced(Zoo.Open(name));

    [RealImagesFact]
    public void The_zoo_s_U_Net_passes_its_published_test_in_every_format_and_package()
    {
        foreach (var format in new[] { "0.5", "0.4.9", "0.4.0" })
            AssertReproduced(Zoo.Open("unet2d-nuclei-broad", format));
    }

    [RealImagesFact]
    public void The_zoo_s_U_Net_with_the_sigmoid_inside_passes_since_its_description_names_none()
    {
        // The published description gives the checksum of another file of weights: the manifest's own is the one that holds.
        var model = Zoo.Open("unet2d-nuclei-broad-opset12", acceptOtherChecksum: true);
        Assert.Empty(model.Description.Outputs[0].Processing);
        var report = model.Test();
        Assert.True(report.Passed, report.ToString());
        Assert.InRange(report.Outputs[0].LargestDifference, 0, 1e-3);
    }

    private static void AssertReproduced(ZooModel model)
    {
        var report = model.Test();
        Assert.True(report.Passed, report.ToString());
        Assert.InRange(report.Outputs[0].LargestDifference, 0, 1e-3);
    }

    private static Reproduction Test(float[] published)
    {
        using var network = SmallModels.Of(("Identity", ["x"], "y", new Attributes()));
        return Reproduction.Of(new ModelRunner(Described(), network), file => NpyEncoder.Encode(file.Source == "in" ? Input : published, 1, 1, 8, 8));
    }

    private static ModelDescription Described()
    {
        var model = SmallModels.Description(minimum: 2);
        return model with { Inputs = [model.Inputs[0] with { TestTensor = new FileReference("in") }], Outputs = [model.Outputs[0] with { TestTensor = new FileReference("out") }] };
    }
}
