using BioDL.Hosting;
using BioDL.Models;

namespace BioDL.Tests.Models;

public sealed class DescriptionProblemTests
{
    [Fact]
    public void A_sound_description_has_no_errors()
    {
        Assert.Empty(ModelDescription.Validate(Texts.New).Errors);
        Assert.Empty(ModelDescription.Validate(Texts.Old).Errors);
        Assert.Empty(ModelDescription.Validate(Texts.Oldest).Errors);
    }

    [Theory]
    [InlineData("size: 7}", "size: abc}", "inputs[1].axes[1].size", "'abc'", "a whole number ≥ 1, {min, step} or {tensor_id, axis_id, offset}")]
    [InlineData("size: 7}", "size: 0}", "inputs[1].axes[1].size", "'0'", "a whole number ≥ 1")]
    [InlineData("tensor_id: raw, axis_id: y", "tensor_id: rwa, axis_id: y", "outputs[0].axes[2].size.tensor_id", "'rwa'", "one of raw, weight, mask, list")]
    [InlineData("tensor_id: raw, axis_id: y", "tensor_id: raw, axis_id: z", "outputs[0].axes[2].size.axis_id", "'z'", "an axis of raw: batch, channel, y, x")]
    [InlineData("tensor_id: raw, axis_id: y", "tensor_id: mask, axis_id: y", "outputs[0].axes[2].size", "a reference to mask.y that leads back to itself", "circle")]
    [InlineData("channel_names: [dna, actin]", "channel_names: [dna, dna]", "inputs[0].axes[1].channel_names", "dna, dna", "another name")]
    [InlineData("channel_names: [dna, actin]", "channel_names: [a, b, c]", "inputs[0].preprocessing[1].kwargs", "2 values for the 3 positions along channel", "3 values")]
    [InlineData("type: batch, size: 1", "type: batch, size: 2", "inputs[1].axes[0].size", "'2'", "1, or nothing for any number")]
    [InlineData("type: index, size: 7", "type: indx, size: 7", "inputs[1].axes[1].type", "'indx'", "batch, channel, index, time or space")]
    [InlineData("unit: second", "unit: secnod", "inputs[1].axes[2].unit", "'secnod'", "'second', probably")]
    [InlineData("id: softmax", "id: softmaxx", "outputs[0].postprocessing[1].id", "'softmaxx'", "'softmax', probably")]
    [InlineData("axes: [y, x], eps: 1e-3", "axes: [y, z], eps: 1e-3", "inputs[0].preprocessing[3].kwargs.axes", "'z'", "axes of raw")]
    [InlineData("reference_tensor: raw", "reference_tensor: row", "outputs[0].postprocessing[3].kwargs.reference_tensor", "'row'", "one of raw")]
    [InlineData("mean: 3, std: 4", "mean: 3, std: 0", "inputs[0].preprocessing[4].kwargs.std", "'0'", "a number > 0")]
    [InlineData("min: 0, max: 1", "min: 2, max: 1", "inputs[0].preprocessing[2].kwargs.max", "'1'", "min = 2")]
    [InlineData("min_percentile: 1,", "min_percentile: 99.9,", "inputs[0].preprocessing[5].kwargs.min_percentile", "'99.9'", "below max_percentile = 99.8")]
    [InlineData("min_percentile: 1,", "min_percentile: .inf,", "inputs[0].preprocessing[5].kwargs.min_percentile", "'.inf'", "a finite number")]
    [InlineData("id: weight", "id: raw", "inputs[1].id", "'raw', which inputs[0] is called too", "a name that no other input or output has")]
    [InlineData("parent: pytorch_state_dict", "parent: torchscript", "weights.onnx.parent", "'torchscript'", "another format of these weights: pytorch_state_dict")]
    [InlineData("opset_version: 17", "opset_version: -1", "weights.onnx.opset_version", "'-1'", "a whole number ≥ 1")]
    [InlineData("format_version: 0.5.4", "format_version: 0.9.1", "format_version", "'0.9.1'", "a version from 0.3.0 to 0.5.x")]
    [InlineData("type: model", "type: dataset", "type", "'dataset'", "'model'")]
    [InlineData("name: Cells of two kinds", "name: [1]", "name", "a list of 1", "the model's name")]
    [InlineData("sha256: 0123", "sha256: xyz", "documentation.sha256", "'xyz", "64 hexadecimal digits")]
    public void An_error_names_place_finding_and_expectation(string right, string wrong, string path, string found, string expected)
    {
        var at = Texts.New.IndexOf(right, StringComparison.Ordinal);
        Assert.True(at >= 0, $"the text holds no '{right}'");
        var yaml = Texts.New.Remove(at, right.Length).Insert(at, wrong);
        var fault = Assert.Throws<DescriptionException>(() => ModelDescription.Parse(yaml));
        var problem = Assert.Single(fault.Problems, problem => problem.IsError);
        Assert.Equal(path, problem.Path);
        Assert.Contains(found, problem.Found, StringComparison.Ordinal);
        Assert.Contains(expected, problem.Expected, StringComparison.Ordinal);
        Assert.Contains($"{path}", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("axes: bcyx", "axes: bcyq", "inputs[0].axes", "letters from bitczyx")]
    [InlineData("min: [1, 3, 64, 32]", "min: [1, 3, 64]", "inputs[0].shape.min", "4 whole numbers ≥ 1")]
    [InlineData("scale: [1, 0, 0.5, 2]", "scale: [1, 0, 0.5]", "outputs[0].shape.scale", "4 numbers")]
    [InlineData("reference_tensor: raw", "reference_tensor: row", "outputs[0].shape.reference_tensor", "the name of an input: raw")]
    [InlineData("offset: [0, 1.5, 0, -8]", "offset: [0, 0, 0, -8]", "outputs[0].shape", "twice the offset is the length")]
    [InlineData("halo: [0, 0, 16, 4]", "halo: [16, 4]", "outputs[0].halo", "4 whole numbers")]
    [InlineData("mode: per_dataset", "mode: per_datset", "inputs[0].preprocessing[2].kwargs.mode", "'per_dataset', probably")]
    [InlineData("axes: xy, mean", "axes: x, mean", "inputs[0].preprocessing[0].kwargs.axes", "all axes of bcyx but the batch and the one")]
    [InlineData("name: mask", "name: raw", "outputs[0].name", "a name that no other")]
    public void An_error_in_an_older_format_names_its_own_places(string right, string wrong, string path, string expected)
    {
        Assert.Contains(right, Texts.Old, StringComparison.Ordinal);
        var at = Texts.Old.IndexOf(right, StringComparison.Ordinal);
        var report = ModelDescription.Validate(Texts.Old.Remove(at, right.Length).Insert(at, wrong));
        Assert.Contains(report.Errors, problem => problem.Path == path && problem.Expected.Contains(expected, StringComparison.Ordinal));
    }

    [Fact]
    public void All_problems_come_at_once_and_the_message_lists_them()
    {
        var yaml = Texts.New.Replace("size: 7}", "size: abc}").Replace("name: Cells of two kinds\n", "").Replace("license: MIT\n", "");
        var fault = Assert.Throws<DescriptionException>(() => ModelDescription.Parse(yaml, "cells.yaml"));
        Assert.StartsWith("cells.yaml is no valid description of a model. 2 things are wrong:", fault.Message, StringComparison.Ordinal);
        Assert.Contains("- name: found nothing; expected the model's name", fault.Message, StringComparison.Ordinal);
        Assert.Contains("- inputs[1].axes[1].size (line ", fault.Message, StringComparison.Ordinal);
        Assert.Contains(fault.Problems, problem => problem is { Path: "license", IsError: false });
    }

    [Fact]
    public void A_halo_must_leave_something()
    {
        var report = ModelDescription.Validate(Texts.Oldest.Replace("halo: [0, 0, 32, 32]", "halo: [0, 0, 32, 128]"));
        Assert.Contains(report.Errors, problem => problem is { Path: "outputs[0].halo", Found: "128 at each end of 256", Expected: "less than half of the size" });
    }

    [Fact]
    public void A_key_that_is_spelt_wrong_is_a_warning_with_the_right_word()
    {
        var report = ModelDescription.Validate(Texts.New.Replace("license: MIT", "licence: MIT"));
        var warning = Assert.Single(report.Warnings, problem => problem.Path == "licence");
        Assert.Equal("'license', probably", warning.Expected);
    }

    [Fact]
    public void What_is_missing_but_not_needed_is_a_warning()
    {
        var report = ModelDescription.Validate(Texts.New.Replace("license: MIT\n", "").Replace($", sha256: {Texts.Hash}, opset_version", ", opset_version"));
        Assert.True(report.IsValid);
        Assert.Equal(["license", "weights.onnx.sha256"], report.Warnings.Select(problem => problem.Path).Where(path => path is "license" or "weights.onnx.sha256").Order());
    }

    [Fact]
    public void A_report_shows_as_a_table()
    {
        var bundle = ModelDescription.Validate(Texts.New.Replace("license: MIT\n", ""), "cells.yaml").ToMimeBundle();
        Assert.StartsWith("cells.yaml (format 0.5.4): no errors, ", bundle[MimeBundle.PlainText], StringComparison.Ordinal);
        Assert.Contains("<table", bundle[MimeBundle.Html], StringComparison.Ordinal);
    }
}
