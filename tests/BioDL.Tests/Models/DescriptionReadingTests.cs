using BioDL.Models;

namespace BioDL.Tests.Models;

public sealed class DescriptionReadingTests
{
    private static readonly ModelDescription New = ModelDescription.Parse(Texts.New), Old = ModelDescription.Parse(Texts.Old), Oldest = ModelDescription.Parse(Texts.Oldest);

    [Fact]
    public void Axes_without_an_id_are_named_after_their_type_and_space_is_x()
    {
        Assert.Equal(["batch", "channel", "y", "x"], New.Inputs[0].Axes.Select(axis => axis.Id));
        Assert.Equal(["batch", "index", "time"], New.Inputs[1].Axes.Select(axis => axis.Id));
    }

    [Fact]
    public void Every_kind_of_size_is_read()
    {
        Assert.Equal([new SteppedSize(1, 1), new FixedSize(2), new SteppedSize(64, 16), new SteppedSize(64, 16)], New.Inputs[0].Axes.Select(axis => axis.Size));
        Assert.Equal([new FixedSize(1), new FixedSize(7), new FixedSize(3)], New.Inputs[1].Axes.Select(axis => axis.Size));
        Assert.Equal([new SteppedSize(1, 1), new FixedSize(1), new ReferencedSize("raw", "y", -4), new ReferencedSize("raw", "x")], New.Outputs[0].Axes.Select(axis => axis.Size));
        Assert.Equal([new DataDependentSize(1, 100), new FixedSize(2)], New.Outputs[1].Axes.Select(axis => axis.Size));
    }

    [Fact]
    public void Units_scales_halos_and_channel_names_are_read()
    {
        var y = New.Outputs[0].Axes[2];
        Assert.Equal(("micrometer", 1.0, 8), (y.Unit, y.Scale, y.Halo));
        Assert.Equal(["dna", "actin"], New.Inputs[0].Axes[1].ChannelNames);
        Assert.True(New.Inputs[1].Optional);
    }

    [Fact]
    public void Of_a_range_for_each_channel_the_widest_counts()
    {
        Assert.Equal("uint16", New.Inputs[0].DataType);
        Assert.Equal((0.0, null), New.Inputs[0].Range);
    }

    [Fact]
    public void Every_step_of_preprocessing_is_read() => Assert.Null(SameDescription.Difference(
        new ProcessingStep[]
        {
            new EnsureDataType("float32"), new ScaleLinear([0.5, 2], [1, 1], "channel"), new Clip(0, 1), new ZeroMeanUnitVariance(["y", "x"], 1e-3),
            new FixedZeroMeanUnitVariance([3], [4]), new ScaleRange(["batch", "y", "x"], 1, 99.8, PerDataset: true), new ScaleRange([]),
        },
        New.Inputs[0].Processing));

    [Fact]
    public void Every_step_of_postprocessing_is_read() => Assert.Null(SameDescription.Difference(
        new ProcessingStep[] { new Sigmoid(), new Softmax("channel"), new Binarize([0.5]), new ScaleMeanVariance("raw", ["y", "x"]) }, New.Outputs[0].Processing));

    [Fact]
    public void People_are_names_or_maps_and_one_citation_needs_no_list()
    {
        Assert.Equal([new Person("Ada"), new Person("Grace", "Yard: 2", "0000-0001-6562-7187", "grace", "g@example.org")], New.Authors);
        Assert.Equal([new Citation("A paper", "10.1000/182")], New.Citations);
    }

    [Fact]
    public void A_comment_beside_the_training_data_is_kept_and_others_are_not()
    {
        Assert.Equal(new TrainingData("somebody/cells", Comment: "not all of them"), New.TrainingData);
        Assert.Equal("why", Training("training_data: # why\n  id: a/b\nversion: 1 # later").Comment);
        Assert.Equal("why", Training("training_data:\n  id: a/b # why\nversion: 1 # later").Comment);
        Assert.Null(Training("version: 1 # before\ntraining_data:\n  id: a/b\n# after").Comment);

        static TrainingData Training(string lines) => ModelDescription.Parse(Texts.Old + lines).TrainingData!;
    }

    [Fact]
    public void Config_keeps_its_types()
    {
        var own = Assert.IsType<Dictionary<string, object?>>(New.Config["biodl"]);
        Assert.Equal([0.10, 3L, true, null, "true", "2020-01-01"], new[] { "figure", "count", "truth", "none", "word", "date" }.Select(key => own[key]));
    }

    [Fact]
    public void A_newer_architecture_is_brought_to_one_text()
    {
        var torch = New.Weights[1];
        Assert.Equal("unet.py:UNet", torch.Architecture);
        Assert.Equal(Texts.Hash, torch.ArchitectureSha256);
        Assert.Equal(4L, torch.ArchitectureArguments["depth"]);
        Assert.Equal("environment.yaml", torch.Dependencies!.Source);
        Assert.Equal("2.1", torch.FrameworkVersion);
    }

    [Fact]
    public void An_old_shape_becomes_sizes_offsets_and_scales_of_axes()
    {
        Assert.Equal([new FixedSize(1), new FixedSize(3), new SteppedSize(64, 16), new SteppedSize(32, 8)], Old.Inputs[0].Axes.Select(axis => axis.Size));
        // The length is that of the input · scale + 2 · offset, and 2 · offset where the scale is 0.
        Assert.Equal([new FixedSize(1), new FixedSize(3), new ReferencedSize("raw", "y"), new ReferencedSize("raw", "x", -16)], Old.Outputs[0].Axes.Select(axis => axis.Size));
        // Half as many values: each twice as long.
        Assert.Equal([1, 1, 2, 0.5], Old.Outputs[0].Axes.Select(axis => axis.Scale));
        Assert.Equal([0, 0, 16, 4], Old.Outputs[0].Axes.Select(axis => axis.Halo));
    }

    [Fact]
    public void Old_modes_and_letters_become_the_steps_of_today() => Assert.Null(SameDescription.Difference(
        new ProcessingStep[]
        {
            new FixedZeroMeanUnitVariance([1, 2, 3], [4, 5, 6], "channel", 1e-6), new ZeroMeanUnitVariance(["y", "x"], 1e-10),
            new ScaleRange(["batch", "channel", "y", "x"], 5, 95, PerDataset: true), new ScaleLinear([1, 2, 3], [0, 0, 0], "channel"),
        },
        Old.Inputs[0].Processing));

    [Fact]
    public void Old_files_ranges_and_dependencies_are_read()
    {
        Assert.Equal((new FileReference("in.npy"), new FileReference("in.tif")), (Old.Inputs[0].TestTensor, Old.Inputs[0].SampleTensor));
        Assert.Equal((null, 255.0), Old.Inputs[0].Range);
        Assert.Equal([new FileReference("macro.ijm")], Old.Attachments);
        Assert.Equal("environment.yaml", Old.Weights[0].Dependencies!.Source);
        Assert.Equal(("unet.py:UNet", Texts.Hash), (Old.Weights[0].Architecture, Old.Weights[0].ArchitectureSha256));
    }

    [Fact]
    public void The_oldest_names_are_understood()
    {
        Assert.Equal([new Person("Ada")], Oldest.Authors);
        Assert.Equal(["pytorch_state_dict", "torchscript"], Oldest.Weights.Select(weights => weights.Format));
        Assert.Equal("pytorch_state_dict", Oldest.Weights[1].Parent);
        Assert.Equal("networks.unet.UNet", Oldest.Weights[0].Architecture);
        Assert.Equal(2L, Oldest.Weights[0].ArchitectureArguments["depth"]);
        Assert.Equal([new FixedSize(1), new FixedSize(2), new ReferencedSize("raw", "y"), new ReferencedSize("raw", "x")], Oldest.Outputs[0].Axes.Select(axis => axis.Size));
    }

    [Fact]
    public void A_halo_on_a_fixed_size_refers_to_an_input_of_fixed_size()
    {
        var yaml = Texts.Oldest.Replace("shape: {reference_input: raw, scale: [1, 2, 1, 1], offset: [0, 0, 0, 0]}", "shape: [1, 2, 510, 256]");
        Assert.Equal([new FixedSize(1), new FixedSize(2), new ReferencedSize("raw", "y", -2), new ReferencedSize("raw", "x")], ModelDescription.Parse(yaml).Outputs[0].Axes.Select(axis => axis.Size));
    }
}
