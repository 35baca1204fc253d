using System.Globalization;
using BioDL.Data;

namespace BioDL.Cli.Embedded;

/// <summary>The description of a model in the format of BioImage.IO, version 0.5.4.</summary>
internal static class EmbeddedDescription
{
    /// <param name="package">What is described.</param>
    /// <param name="hashes">SHA-256 of the files, by name.</param>
    public static string Of(EmbeddedPackage package, IReadOnlyDictionary<string, string> hashes)
    {
        var recipe = package.Recipe;
        return Invariant($$"""
            format_version: 0.5.4
            type: model
            name: {{recipe.Title}}
            description: Foreground and depth of fluorescent nuclei in 2D, which a watershed turns into objects. Trained on {{string.Join(", ", recipe.TrainingSets)}}.
            authors:
              - name: The BioDL authors
            cite:
              - text: "{{DatasetManifest.Of(recipe.TrainingSets[0]).Citation}}"
                doi: 10.1038/s41592-019-0612-7
              - text: "Ronneberger, Fischer and Brox: U-Net: Convolutional Networks for Biomedical Image Segmentation, MICCAI 2015"
                doi: 10.1007/978-3-319-24574-4_28
            license: CC0-1.0
            documentation: README.md
            attachments:
              - source: {{EmbeddedPackage.FiguresName}}
              - source: {{EmbeddedPackage.FieldsName}}
            tags: [nuclei, fluorescence, 2d, segmentation, unet, dsb2018]
            inputs:
              - id: image
                description: One channel of a fluorescence microscope, a DNA stain, bright on dark.
                axes:
                  - type: batch
                  - {type: channel, channel_names: [dna]}
                  - {type: space, id: y, size: {min: {{recipe.Multiple}}, step: {{recipe.Multiple}} } }
                  - {type: space, id: x, size: {min: {{recipe.Multiple}}, step: {{recipe.Multiple}} } }
                test_tensor: {source: {{EmbeddedPackage.InputName}}, sha256: {{hashes[EmbeddedPackage.InputName]}} }
                preprocessing:
                  - {id: ensure_dtype, kwargs: {dtype: float32} }
                  - {id: scale_range, kwargs: {axes: [channel, y, x], min_percentile: {{recipe.Range.Low}}, max_percentile: {{recipe.Range.High}}, eps: 0.000001} }
            outputs:
              - id: prediction
                description: Probability of foreground, and depth within the object, from 0 at its outline to 1 in its middle.
                axes:
                  - type: batch
                  - {type: channel, channel_names: [foreground, depth]}
                  - {type: space, id: y, size: {tensor_id: image, axis_id: y} }
                  - {type: space, id: x, size: {tensor_id: image, axis_id: x} }
                test_tensor: {source: {{EmbeddedPackage.OutputName}}, sha256: {{hashes[EmbeddedPackage.OutputName]}} }
                postprocessing:
                  - {id: sigmoid}
            weights:
              onnx:
                source: {{EmbeddedPackage.WeightsName}}
                sha256: {{hashes[EmbeddedPackage.WeightsName]}}
                opset_version: {{package.Network.Opset}}
            training_data: {id: {{recipe.TrainingSets[0]}} }
            config:
              biodl:
                parameters: {{package.Parameters}}
                objects: {diameter_pixels: {p5: {{package.Objects.Low:0.0}}, median: {{package.Objects.Median:0.0}}, p95: {{package.Objects.High:0.0}} } }
                training_data:
            {{Lines(recipe.TrainingSets, TrainingSet)}}
                training: {steps: {{recipe.Steps}}, batch: {{recipe.BatchSize}}, patch: {{recipe.PatchSize}}, learning_rate: {{recipe.LearningRate}}, seed: {{recipe.Seed}}, data: {{recipe.Data}} }
                separation: {foreground: {{package.Separation.Setting.Foreground}}, core: {{package.Separation.Setting.Core}}, minimum_core: {{package.Separation.Setting.MinimumCore}}, minimum_area: {{package.Separation.Setting.MinimumArea}} }
                figures:
            {{Lines(package.Figures, Row)}}

            """);
    }

    private static string TrainingSet(string id) => Invariant(
        $$"""      - {manifest: {{id}}, split: train, sha256: {{EmbeddedPackage.HashOf(id)}}, license: {{DatasetManifest.Of(id).Licence}} }""");

    private static string Row(Figure figure) => Invariant(
        $$"""      - {set: {{figure.Set}}, measure: {{figure.Measure}}, method: {{figure.Method}}, mean: {{figure.Value.Mean:0.0000}}, interval: [{{figure.Value.Low:0.0000}}, {{figure.Value.High:0.0000}}], fields: {{figure.Value.Fields}}, images: {{figure.Images}} }""");

    private static string Lines<T>(IEnumerable<T> items, Func<T, string> write) => string.Join('\n', items.Select(write));

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
