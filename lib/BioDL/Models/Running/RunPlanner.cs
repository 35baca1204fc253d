using BioDL.Learning.Graphs;

namespace BioDL.Models;

/// <summary>Decides whether an image runs in one piece or in tiles, and says beforehand when tiles will not give what one piece would.</summary>
internal sealed class RunPlanner(TensorDescription input, GraphValue networkInput, NetworkReach reach)
{
    private const int LargestWhole = 1024, UsualTile = 768;

    /// <summary>Lengths that the network takes along <c>y</c> or <c>x</c>: what the network itself fixes, else what the description says.</summary>
    /// <exception cref="ArgumentException">The description gives no length.</exception>
    public AllowedSizes Sizes(string axisId) => Sizes(input.Axes.First(axis => axis.Id == axisId), 0);

    /// <summary>Plans a run.</summary>
    /// <param name="height">Rows of the image.</param>
    /// <param name="width">Columns of the image.</param>
    /// <param name="outputs">How each output lies over the input, along rows and columns.</param>
    /// <param name="options">Tile and halo.</param>
    /// <exception cref="ArgumentException">Tile and halo do not go together.</exception>
    public (RunPlan Plan, IReadOnlyList<InputFinding> Findings) Make(
        int height, int width, IReadOnlyList<(OutputGeometry Rows, OutputGeometry Columns)> outputs, PredictOptions options)
    {
        var all = outputs.SelectMany(output => new[] { output.Rows, output.Columns }).ToArray();
        var cutOff = all.Max(each => each.CutOff);
        AllowedSizes rows = Sizes("y"), columns = Sizes("x");
        if (IsWhole(height, width, cutOff, options.Tile))
        {
            if (AxisPlan.Whole(height, cutOff, rows) is { } wholeRows && AxisPlan.Whole(width, cutOff, columns) is { } wholeColumns)
                return (Tied(new RunPlan(wholeRows, wholeColumns)), []);
        }
        var grid = Grid(all, rows, columns);
        var (halo, said) = Halo(all, cutOff, options.Halo);
        halo = (halo + grid - 1) / grid * grid;
        var tile = options.Tile ?? UsualTile;
        // Twice the halo and half as much again lets a tile answer for something.
        if (options.Tile is null)
            tile = Math.Max(tile, 3 * halo);
        var plan = Tied(new RunPlan(AxisPlan.Cut(height, cutOff, rows, tile, halo, grid), AxisPlan.Cut(width, cutOff, columns, tile, halo, grid)));
        return (plan, plan.Count > 1 ? [.. Doubts(plan, halo, cutOff, said)] : []);
    }

    private static bool IsWhole(int height, int width, int cutOff, int? tile) => tile is { } wished
        ? Math.Max(height, width) + 2 * cutOff <= wished
        : (long)(height + 2 * cutOff) * (width + 2 * cutOff) <= LargestWhole * LargestWhole;

    private AllowedSizes Sizes(Axis axis, int depth)
    {
        var place = input.Axes.ToList().IndexOf(axis);
        if (networkInput.Shape is { } shape && place >= 0 && place < shape.Count && shape[place].Size is { } exact)
            return new AllowedSizes(exact, 0);
        return axis.Size switch
        {
            FixedSize { Length: var length } => new AllowedSizes(length, 0),
            SteppedSize { Minimum: var minimum, Step: var step } => new AllowedSizes(minimum, step),
            ReferencedSize reference when depth < 4 && reference.Tensor == input.Id && input.Axes.FirstOrDefault(each => each.Id == reference.Axis) is { } other =>
                Sizes(other, depth + 1),
            _ => throw new ArgumentException($"The description does not say how long the axis '{axis.Id}' of the input '{input.Id}' may be."),
        };
    }

    /// <summary>Where the description ties columns to rows (<c>x</c> is as long as <c>y</c>), both get the longer length.</summary>
    private RunPlan Tied(RunPlan plan)
    {
        if (!input.Axes.Any(axis => axis.Size is ReferencedSize reference && reference.Tensor == input.Id) || plan.Rows.Tile == plan.Columns.Tile)
            return plan;
        var side = Math.Max(plan.Rows.Tile, plan.Columns.Tile);
        var only = new AllowedSizes(side, 0);
        return new RunPlan(Again(plan.Rows), Again(plan.Columns));

        AxisPlan Again(AxisPlan axis) => AxisPlan.Cut(axis.Length, axis.Before, only, side, axis.Halo, Math.Max(1, reach.Stride));
    }

    /// <summary>Tiles start on the coarsest level's grid, which the steps of allowed sizes tell too, and where whole pixels of every output begin.</summary>
    private int Grid(IEnumerable<OutputGeometry> outputs, params AllowedSizes[] sizes)
    {
        var grid = Math.Max(1, reach.Stride);
        foreach (var size in sizes.Where(size => size.Step > 1))
        {
            var step = grid;
            while (step % size.Step != 0)
                step += grid;
            grid = step;
        }
        foreach (var output in outputs)
        {
            var step = grid;
            while (Math.Abs(step * output.Factor - Math.Round(step * output.Factor)) > 1e-6 && step < 64 * grid)
                step += grid;
            grid = step;
        }
        return grid;
    }

    private (int Halo, bool IsDescribed) Halo(OutputGeometry[] outputs, int cutOff, int? wished)
    {
        if (wished is { } halo)
            return halo >= 0 ? (halo, false) : throw new ArgumentOutOfRangeException(nameof(wished), $"The halo is {halo}; it is given in pixels, 0 or more.");
        var described = outputs.Max(output => output.InputHalo);
        if (described > 0)
            return (described, true);
        return (reach.Halo(cutOff) ?? UsualTile / 8, false);
    }

    private IEnumerable<InputFinding> Doubts(RunPlan plan, int halo, int cutOff, bool isDescribed)
    {
        if (reach.Halo(cutOff) is not { } needed)
            yield return new InputFinding("tiles", $"the image runs in {plan.Count} tiles, and each is judged by itself, since the network may look at "
                + $"the whole image ({reach.Why}): "
                + "the answer may differ from that of one piece and jump between tiles. Use the largest Tile that memory allows");
        else if (needed > halo)
            yield return new InputFinding("tiles", $"the network looks up to {needed} pixels far, but "
                + $"{(isDescribed ? "the halo that its authors give" : "the halo")} is {halo}: "
                + $"near the borders of the {plan.Count} tiles the answer may differ from that of one piece. Set Halo = "
                + $"{(needed + reach.Stride - 1) / reach.Stride * reach.Stride} to rule that out");
    }
}
