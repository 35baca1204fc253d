using BioDL.Learning;

namespace BioDL.Models;

/// <summary>How a model is run: <c>model.Predict(image, new PredictOptions { Tile = 512, Halo = 32 })</c>.</summary>
public sealed record PredictOptions
{
    /// <summary>
    /// Longest side of a tile in pixels of the image, its halo included. When null, images of up to 1024 × 1024 pixels run in one piece where the
    /// network allows it, larger ones in tiles of at most 768.
    /// </summary>
    public int? Tile { get; init; }

    /// <summary>
    /// Pixels of the image at the inner edges of a tile whose answers are not used. When null, the description's halo where it gives one, else what the
    /// network's reach asks for.
    /// </summary>
    public int? Halo { get; init; }

    /// <summary>
    /// Another engine, made from the contents of the .onnx file: <c>Engine = file => OnnxRuntimeModel.Load(file)</c>. The library's own when null.
    /// </summary>
    public Func<byte[], IInferenceEngine>? Engine { get; init; }

    /// <summary>Stops between two tiles and between two operators, besides the interruption of the cell.</summary>
    public CancellationToken Cancellation { get; init; }
}
