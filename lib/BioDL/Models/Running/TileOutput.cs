using BioDL.Images;
using BioDL.Learning;

namespace BioDL.Models;

/// <summary>One output of a network over the whole image, put together from tiles.</summary>
internal sealed class TileOutput(TensorDescription description, string name, OutputGeometry rows, OutputGeometry columns)
{
    private readonly ImageLayout layout = new(description);

    private float[] values = [];

    /// <summary>Its name in the network.</summary>
    public string Name => name;

    public TensorDescription Description => description;

    public int Channels { get; private set; }

    public int Height { get; private set; }

    public int Width { get; private set; }

    /// <summary>Channel × height × width.</summary>
    public NamedArray Values => new(values, ["channel", "y", "x"], [Channels, Height, Width]);

    /// <summary>Copies what a tile answers for.</summary>
    /// <exception cref="ArgumentException">The network gives another size than the description says.</exception>
    public void Place(Tensor answer, RunPlan plan, int row, int column)
    {
        var steps = layout.Of(answer.Shape, description.Id);
        Require(steps.Height, rows.Length(plan.Rows.Tile), "rows", plan.Rows.Tile);
        Require(steps.Width, columns.Length(plan.Columns.Tile), "columns", plan.Columns.Tile);
        if (values.Length == 0)
            Begin(plan, steps.Channels);
        var (top, bottom, startY) = Span(plan.Rows, row, rows, Height);
        var (left, right, startX) = Span(plan.Columns, column, columns, Width);
        var source = TensorNumbers.Read(answer);
        for (var channel = 0; channel < Channels; channel++)
        {
            for (var y = top; y < bottom; y++)
            {
                var from = channel * steps.Channel + (y - startY) * steps.Row + (left - startX) * steps.Column;
                var target = values.AsSpan((channel * Height + y) * Width + left, Math.Max(0, right - left));
                if (steps.Column == 1)
                    source.Slice(from, target.Length).CopyTo(target);
                else
                {
                    for (var x = 0; x < target.Length; x++)
                        target[x] = source[from + x * steps.Column];
                }
            }
        }
    }

    private void Begin(RunPlan plan, int channels)
    {
        (Channels, Height, Width) = (channels, Size(plan.Rows.Length, rows), Size(plan.Columns.Length, columns));
        values = new float[Shape.Count(Channels, Height, Width)];
    }

    private static int Size(int length, OutputGeometry geometry) => Math.Max(1, (int)Math.Round(length * geometry.Factor));

    /// <summary>From which pixel of the output up to which a tile answers, and at which its first pixel lies.</summary>
    private static (int From, int To, int Start) Span(AxisPlan axis, int tile, OutputGeometry geometry, int length)
    {
        // What the network adds lies half before, half behind; what it cuts off beyond the common margin likewise.
        var start = (int)Math.Floor((axis.Starts[tile] - axis.Before) * geometry.Factor - geometry.Offset / 2.0 + 1e-9);
        var (from, to) = axis.Core(tile);
        var first = Math.Clamp((int)Math.Round(from * geometry.Factor), 0, length);
        var last = Math.Clamp((int)Math.Round(to * geometry.Factor), first, length);
        return (first, Math.Min(last, start + geometry.Length(axis.Tile)), start);
    }

    private void Require(int found, int expected, string what, int tile)
    {
        if (found != expected)
            throw new ArgumentException(
                $"For an input of {tile} {what} the description promises {expected} {what} of '{description.Id}', but the network gives {found}. "
                + $"Description and network do not fit; tell the authors of the model.");
    }
}
