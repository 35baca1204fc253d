using BioDL.Learning.Graphs;
using BioDL.Learning.Kernels;

namespace BioDL.Learning.Operators.Resizing;

/// <summary>How elements between elements are computed. Places are computed in single precision, as ONNX Runtime does, so that ties fall alike.</summary>
internal sealed record Interpolation
{
    public string Mode { get; init; } = "nearest";

    public string Coordinates { get; init; } = "half_pixel";

    public string Rounding { get; init; } = "round_prefer_floor";

    public float CubicCoefficient { get; init; } = -0.75f;

    public bool ExcludesOutside { get; init; }

    /// <exception cref="OnnxException">A way that is not supported is asked for.</exception>
    public static Interpolation Of(Attributes attributes)
    {
        if (attributes.Integer("antialias", 0) != 0)
            throw new OnnxException("attribute 'antialias' is 1, which is not supported; only 0 is");
        return new Interpolation
        {
            Mode = attributes.Choice("mode", "nearest", "nearest", "linear", "cubic"),
            Coordinates = attributes.Choice("coordinate_transformation_mode", "half_pixel",
                "half_pixel", "half_pixel_symmetric", "pytorch_half_pixel", "align_corners", "asymmetric", "tf_half_pixel_for_nn"),
            Rounding = attributes.Choice("nearest_mode", "round_prefer_floor", "round_prefer_floor", "round_prefer_ceil", "floor", "ceil"),
            CubicCoefficient = attributes.Number("cubic_coeff_a", -0.75f),
            ExcludesOutside = attributes.Integer("exclude_outside", 0) != 0,
        };
    }

    /// <summary>The neighbours of every element along one axis.</summary>
    public AxisWeights Along(int size, AxisTarget target)
    {
        var taps = Mode == "nearest" ? 1 : Mode == "linear" ? 2 : 4;
        var weights = new AxisWeights(taps, new int[taps * target.Size], new float[taps * target.Size]);
        for (var n = 0; n < target.Size; n++)
        {
            var place = PlaceOf(n, size, target);
            var places = weights.Places.AsSpan(n * taps, taps);
            var parts = weights.Weights.AsSpan(n * taps, taps);
            if (taps == 1)
                (places[0], parts[0]) = (Math.Clamp(Nearest(place), 0, size - 1), 1);
            else if (taps == 2)
                Linear(place, size, places, parts);
            else
                Cubic(place, size, places, parts);
        }
        return weights;
    }

    private float PlaceOf(int n, int size, AxisTarget target)
    {
        if (target.Scale == 1)
            return n;
        var halfPixel = (n + 0.5f) / target.Scale - 0.5f;
        return Coordinates switch
        {
            // Without the rounding of the factor, which would decide ties.
            "asymmetric" => target.IsRatio ? n * (float)size / target.Size : n / target.Scale,
            "align_corners" => target.Size == 1 ? 0 : n * (float)(size - 1) / (target.Size - 1),
            "pytorch_half_pixel" => target.Size > 1 ? halfPixel : 0,
            "tf_half_pixel_for_nn" => (n + 0.5f) / target.Scale,
            // The output is a cut-out, in the middle, of one whose size need not be whole.
            "half_pixel_symmetric" => size / 2f * (1 - target.Size / (target.Scale * size)) + halfPixel,
            _ => halfPixel,
        };
    }

    private int Nearest(float place) => (int)(Rounding switch
    {
        "floor" => MathF.Floor(place),
        "ceil" => MathF.Ceiling(place),
        "round_prefer_ceil" => MathF.Round(place, MidpointRounding.AwayFromZero),
        _ => place == MathF.Floor(place) + 0.5f ? MathF.Floor(place) : MathF.Round(place, MidpointRounding.AwayFromZero),
    });

    private static void Linear(float place, int size, Span<int> places, Span<float> weights)
    {
        place = Math.Clamp(place, 0, size - 1);
        var first = (int)place;
        (places[0], places[1]) = (first, Math.Min(first + 1, size - 1));
        (weights[0], weights[1]) = (1 - (place - first), place - first);
    }

    // Keys: Cubic convolution interpolation for digital image processing, 1981.
    private void Cubic(float place, int size, Span<int> places, Span<float> weights)
    {
        var floor = MathF.Floor(place);
        float s = place - floor, a = CubicCoefficient, sum = 0;
        weights[0] = ((a * (s + 1) - 5 * a) * (s + 1) + 8 * a) * (s + 1) - 4 * a;
        weights[1] = ((a + 2) * s - (a + 3)) * s * s + 1;
        weights[2] = ((a + 2) * (1 - s) - (a + 3)) * (1 - s) * (1 - s) + 1;
        weights[3] = ((a * (2 - s) - 5 * a) * (2 - s) + 8 * a) * (2 - s) - 4 * a;
        for (var tap = 0; tap < 4; tap++)
        {
            var at = (int)floor - 1 + tap;
            if (ExcludesOutside && (at < 0 || at >= size))
                weights[tap] = 0;
            places[tap] = Math.Clamp(at, 0, size - 1);
            sum += weights[tap];
        }
        for (var tap = 0; tap < 4 && ExcludesOutside; tap++)
            weights[tap] /= sum;
    }
}
