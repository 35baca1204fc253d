namespace BioDL.Tests.Models;

/// <summary>Small descriptions, written by hand after the specification.</summary>
internal static class Texts
{
    public const string Hash = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    /// <summary>Format 0.5 with every kind of axis size and processing.</summary>
    public const string New = $$$"""
        %YAML 1.2
        ---
        format_version: 0.5.4
        type: model
        id: kind-newt
        name: Cells of two kinds
        description: Finds cells.
        authors: [Ada, {name: Grace, orcid: 0000-0001-6562-7187, github_user: grace, affiliation: "Yard: 2", email: g@example.org}]
        cite: {text: A paper, doi: "https://doi.org/10.1000/182"}
        license: MIT
        documentation: {source: README.md, sha256: {{{Hash}}}}
        covers: [cover.png]
        attachments: [{source: extra.csv}]
        tags: [cells, 2d, 'yes', 'a: b']
        version: 1.0
        timestamp: 2024-01-02T03:04:05+00:00
        parent: {id: older-newt}
        run_mode: {name: slowly}
        inputs:
          - id: raw
            description: "two lines\nof text"
            axes:
              - type: batch
              - {type: channel, channel_names: [dna, actin]}
              - {type: space, id: y, size: {min: 64, step: 16}, unit: micrometer, scale: 0.5}
              - {type: space, size: {min: 64, step: 16}, unit: micrometer, scale: 0.5}
            data: [{type: uint16, range: [0, 4095]}, {type: uint16, range: [10, null]}]
            test_tensor: {source: in.npy, sha256: {{{Hash}}}}
            sample_tensor: {source: in.png}
            preprocessing:
              - {id: ensure_dtype, kwargs: {dtype: float32}}
              - {id: scale_linear, kwargs: {gain: [0.5, 2], offset: 1, axis: channel}}
              - {id: clip, kwargs: {min: 0, max: 1}}
              - {id: zero_mean_unit_variance, kwargs: {axes: [y, x], eps: 1e-3}}
              - {id: fixed_zero_mean_unit_variance, kwargs: {mean: 3, std: 4}}
              - {id: scale_range, kwargs: {axes: [batch, y, x], min_percentile: 1, max_percentile: 99.8}}
              - {id: scale_range}
          - id: weight
            optional: true
            axes: [{type: batch, size: 1}, {type: index, size: 7}, {type: time, size: 3, unit: second}]
            test_tensor: {source: w.npy}
        outputs:
          - id: mask
            axes:
              - type: batch
              - {type: channel, channel_names: [cell]}
              - {type: space, id: y, halo: 8, size: {tensor_id: raw, axis_id: y, offset: -4}, unit: micrometer, scale: 1}
              - {type: space, id: x, halo: 8, size: {tensor_id: raw, axis_id: x}, unit: micrometer, scale: 0.5}
            test_tensor: {source: out.npy}
            postprocessing:
              - {id: sigmoid}
              - {id: softmax, kwargs: {axis: channel}}
              - {id: binarize, kwargs: {threshold: 0.5}}
              - {id: scale_mean_variance, kwargs: {reference_tensor: raw, axes: [y, x]}}
          - id: list
            axes: [{type: index, size: {min: 1, max: 100}}, {type: channel, channel_names: [left, top]}]
            test_tensor: {source: list.npy}
        weights:
          onnx: {source: weights.onnx, sha256: {{{Hash}}}, opset_version: 17, parent: pytorch_state_dict, comment: "with # inside"}
          pytorch_state_dict:
            source: weights.pt
            sha256: {{{Hash}}}
            pytorch_version: 2.1
            architecture: {source: unet.py, callable: UNet, kwargs: {depth: 4, final: null, rates: [0.1, 1.0]}, sha256: {{{Hash}}}}
            dependencies: {source: environment.yaml}
        training_data: {id: somebody/cells} # not all of them
        config:
          biodl: {figure: 0.10, count: 3, truth: true, none: null, word: "true", date: 2020-01-01, nested: {list: [1, [2, 3], {}]}}

        """;

    /// <summary>Format 0.4 with what changed in 0.5.</summary>
    public const string Old = $$$"""
        format_version: 0.4.9
        type: model
        name: Cells
        description: Finds cells.
        authors: [{name: Ada}]
        cite: [{text: A paper, url: "https://example.org/paper"}]
        license: MIT
        documentation: README.md
        attachments: {files: [macro.ijm]}
        tags: [cells]
        dependencies: conda:environment.yaml
        inputs:
          - name: raw
            axes: bcyx
            data_type: float32
            data_range: [-.inf, 255]
            shape: {min: [1, 3, 64, 32], step: [0, 0, 16, 8]}
            preprocessing:
              - {name: zero_mean_unit_variance, kwargs: {mode: fixed, axes: xy, mean: [1, 2, 3], std: [4, 5, 6]}}
              - {name: zero_mean_unit_variance, kwargs: {mode: per_sample, axes: yx, eps: "1e-10"}}
              - {name: scale_range, kwargs: {mode: per_dataset, axes: cyx, min_percentile: 5, max_percentile: 95}}
              - {name: scale_linear, kwargs: {axes: yx, gain: [1, 2, 3], offset: 0}}
        outputs:
          - name: mask
            axes: bcyx
            data_type: float32
            data_range: [0, 1]
            halo: [0, 0, 16, 4]
            shape: {reference_tensor: raw, scale: [1, 0, 0.5, 2], offset: [0, 1.5, 0, -8]}
            postprocessing: [{name: binarize, kwargs: {threshold: 0.4}}]
        test_inputs: [in.npy]
        test_outputs: [out.npy]
        sample_inputs: [in.tif]
        sample_outputs: [out.tif]
        weights:
          pytorch_state_dict: {source: weights.pt, sha256: {{{Hash}}}, architecture: "unet.py:UNet", architecture_sha256: {{{Hash}}}, kwargs: {depth: 2}}
          onnx: {source: weights.onnx, sha256: {{{Hash}}}, opset_version: 12, parent: pytorch_state_dict}

        """;

    /// <summary>Format 0.3, with the names that it had.</summary>
    public const string Oldest = $$$"""
        format_version: 0.3.2
        type: model
        name: Cells
        description: Finds cells.
        authors: [Ada]
        cite: [{text: A paper, doi: 10.1000/182}]
        license: MIT
        documentation: cells.md
        tags: [cells]
        language: python
        framework: pytorch
        source: networks.unet.UNet
        kwargs: {depth: 2}
        inputs:
          - {name: raw, axes: bcyx, data_type: float32, data_range: [-inf, inf], shape: [1, 1, 512, 256]}
        outputs:
          - {name: mask, axes: bcyx, data_type: float32, data_range: [-inf, inf], halo: [0, 0, 32, 32], shape: {reference_input: raw, scale: [1, 2, 1, 1], offset: [0, 0, 0, 0]}}
        test_inputs: [in.npy]
        test_outputs: [out.npy]
        weights:
          pytorch_state_dict: {source: "https://example.org/weights.torch", sha256: {{{Hash}}}}
          pytorch_script: {source: ./weights.pt, sha256: {{{Hash}}}, parent: "https://example.org/weights.torch"}

        """;
}
