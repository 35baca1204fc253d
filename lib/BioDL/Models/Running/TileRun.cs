using BioDL.Hosting;
using BioDL.Images;
using BioDL.Learning;

namespace BioDL.Models;

/// <summary>
/// Sends a preprocessed image through a network tile by tile and puts the answers together. Besides the image and the outputs it holds
/// one tile at a time.
/// </summary>
internal sealed class TileRun(IInferenceEngine engine, TensorDescription input, IReadOnlyList<TileOutput> outputs)
{
    private readonly ImageLayout layout = new(input);

    /// <summary>Runs all tiles.</summary>
    /// <param name="image">Preprocessed: channel × height × width.</param>
    /// <param name="plan">The tiles.</param>
    /// <param name="cancellation">Stops between two operators, as the interruption of the cell does.</param>
    public void Run(NamedArray image, RunPlan plan, CancellationToken cancellation)
    {
        var graphInput = engine.Inputs[0];
        var sizes = layout.Sizes(image.Sizes[0], plan.Rows.Tile, plan.Columns.Tile);
        using var tensor = Tensor.Zeros(graphInput.Type == ElementType.Undefined ? ElementType.Float32 : graphInput.Type, sizes);
        var given = new Dictionary<string, Tensor> { [graphInput.Name] = tensor };
        var (rows, columns) = (Map(plan.Rows), Map(plan.Columns));
        var staging = tensor.Type == ElementType.Float32 ? null : new float[tensor.Shape.Count];
        using var progress = Progress.Start("Predicting", plan.Count);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, Host.Current.Cancellation);
        for (var row = 0; row < plan.Rows.Starts.Count; row++)
        {
            for (var column = 0; column < plan.Columns.Starts.Count; column++)
            {
                either.Token.ThrowIfCancellationRequested();
                Fill(image, tensor, staging, rows.AsSpan(plan.Rows.Starts[row], plan.Rows.Tile), columns.AsSpan(plan.Columns.Starts[column], plan.Columns.Tile));
                Step(given, plan, row, column, either.Token);
                progress.Step();
            }
        }
    }

    private void Step(Dictionary<string, Tensor> given, RunPlan plan, int row, int column, CancellationToken cancellation)
    {
        var values = engine.Run(given, [.. outputs.Select(output => output.Name)], cancellation);
        try
        {
            foreach (var output in outputs)
                output.Place(values[output.Name], plan, row, column);
        }
        finally
        {
            foreach (var value in values.Values)
                value.Dispose();
        }
    }

    private void Fill(NamedArray image, Tensor tensor, float[]? staging, ReadOnlySpan<int> rows, ReadOnlySpan<int> columns)
    {
        var target = staging is null ? tensor.Span<float>() : staging;
        var steps = layout.Of(tensor.Shape, input.Id);
        int height = image.Sizes[1], width = image.Sizes[2];
        var isRun = columns[^1] - columns[0] == columns.Length - 1 && steps.Column == 1;
        for (var channel = 0; channel < steps.Channels; channel++)
        {
            for (var y = 0; y < rows.Length; y++)
            {
                var source = image.Values.AsSpan((channel * height + rows[y]) * width, width);
                var start = channel * steps.Channel + y * steps.Row;
                if (isRun && IsRising(columns))
                {
                    source.Slice(columns[0], columns.Length).CopyTo(target[start..]);
                    continue;
                }
                for (var x = 0; x < columns.Length; x++)
                    target[start + x * steps.Column] = source[columns[x]];
            }
        }
        if (staging is not null)
            TensorNumbers.Write(staging, tensor);
    }

    private static bool IsRising(ReadOnlySpan<int> columns) => columns.Length < 2 || columns[1] == columns[0] + 1 && columns[^2] == columns[^1] - 1;

    /// <summary>Which pixel of the image stands at each place of the canvas: mirrored outside of the image.</summary>
    private static int[] Map(AxisPlan axis) => AxisMap.Padded(axis.Length, axis.Before, axis.Canvas - axis.Before - axis.Length, Padding.Reflect);
}
