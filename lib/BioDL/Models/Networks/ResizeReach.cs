using BioDL.Learning.Graphs;

namespace BioDL.Models;

/// <summary>What enlarging and reducing read.</summary>
internal static class ResizeReach
{
    // Positions of one period of the output are tried for whole factors up to this; beyond, a bound is taken.
    private const int LargestFactor = 64;

    public static Reach Of(Node node, Reach input, GraphConstants constants)
    {
        var mode = node.Attributes.Text("mode", "nearest");
        var where = node.Operator == "Upsample" ? "asymmetric" : node.Attributes.Text("coordinate_transformation_mode", "half_pixel");
        var factor = Factor(node, constants);
        if (where is not ("half_pixel" or "pytorch_half_pixel" or "asymmetric"))
            throw new UnboundedReachException($"{node} stretches between the corners of the image ({where})");
        if (factor < 1)
        {
            // A reduced image: positions lie apart, and antialiasing widens what each reads.
            var width = mode == "cubic" ? 2 : 1;
            var reach = node.Attributes.Integer("antialias", 0) == 1 ? width / factor + 1 : width;
            return input.Window(1 / factor, 0.5 / factor - 0.5 - reach, 0.5 / factor - 0.5 + reach);
        }
        var whole = factor == Math.Floor(factor) && factor <= LargestFactor;
        if (!whole)
            return input.Enlarge(factor, -3, 3);
        double first = double.PositiveInfinity, last = double.NegativeInfinity;
        for (var o = 0; o < factor; o++)
        {
            var at = where == "asymmetric" ? o / factor : (o + 0.5) / factor - 0.5;
            var (low, high) = Read(mode, node.Attributes.Text("nearest_mode", node.Operator == "Upsample" ? "floor" : "round_prefer_floor"), at);
            first = Math.Min(first, low - o / factor);
            last = Math.Max(last, high - o / factor);
        }
        return input.Enlarge(factor, first, last);
    }

    private static (double Low, double High) Read(string mode, string nearest, double at) => mode switch
    {
        "nearest" when nearest == "floor" => (Math.Floor(at), Math.Floor(at)),
        "nearest" when nearest == "ceil" => (Math.Ceiling(at), Math.Ceiling(at)),
        "nearest" => (Math.Ceiling(at - 0.5), Math.Floor(at + 0.5)),
        "linear" => (Math.Floor(at), Math.Ceiling(at)),
        _ => (Math.Floor(at) - 1, Math.Floor(at) + 2),
    };

    private static double Factor(Node node, GraphConstants constants)
    {
        var scales = node.Attributes.Numbers("scales");
        foreach (var name in node.Inputs.Skip(1))
            scales ??= name.Length > 0 ? constants.Numbers(name) : null;
        // The second input of Resize holds the borders of a region, twice as many numbers as axes; it counts only for cropping, which is refused above.
        if (node.Operator == "Resize" && node.Inputs.Count > 2 && node.Inputs[2].Length > 0)
            scales = constants.Numbers(node.Inputs[2]);
        if (scales is not [_, _, _, ..])
            throw new UnboundedReachException($"the factor of {node} is not known before it runs");
        if (scales.Skip(2).Any(scale => scale != scales[2]) || scales[0] != 1 || scales[1] != 1)
            throw new UnboundedReachException($"{node} scales rows and columns differently");
        return scales[2];
    }
}
