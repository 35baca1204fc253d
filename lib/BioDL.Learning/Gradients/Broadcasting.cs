namespace BioDL.Learning.Gradients;

/// <summary>What was repeated on the way forward is summed on the way back.</summary>
internal static class Broadcasting
{
    /// <summary>Passes a plain gradient of the output's shape to an input that may have been repeated.</summary>
    public static void Pass(GradientCall call, int input, Tensor gradient)
    {
        var shape = call.Input(input).Shape;
        if (shape == gradient.Shape)
            call.Pass(input, gradient);
        else
            Sum(gradient, call.Place(input));
    }

    /// <summary>Sums a tensor over the axes along which the target has size 1, or lacks them.</summary>
    private static void Sum(Tensor source, Tensor target)
    {
        var places = new BroadcastPlaces(target.Shape, source.Shape);
        ReadOnlySpan<float> values = source.Span<float>();
        // In double precision: thousands of pixels may come down to one number.
        var sums = new double[target.Shape.Count];
        for (var n = 0; n < values.Length; n++)
            sums[places.Of(n)] += values[n];
        var results = target.Span<float>();
        for (var n = 0; n < sums.Length; n++)
            results[n] = (float)sums[n];
    }
}

/// <summary>For each element of a larger shape, in row-major order, the place in a tensor that is repeated to that shape.</summary>
internal readonly struct BroadcastPlaces
{
    private readonly int[] sizes;
    private readonly int[] strides;
    private readonly bool isSame;

    public BroadcastPlaces(TensorShape shape, TensorShape larger)
    {
        isSame = shape == larger;
        sizes = larger.ToArray();
        strides = new int[larger.Rank];
        for (var axis = 0; axis < shape.Rank; axis++)
            strides[larger.Rank - shape.Rank + axis] = shape[axis] == 1 ? 0 : shape.CountOf(axis + 1, shape.Rank);
    }

    public int Of(int number)
    {
        if (isSame)
            return number;
        var place = 0;
        for (var axis = sizes.Length - 1; axis >= 0; axis--)
        {
            place += number % sizes[axis] * strides[axis];
            number /= sizes[axis];
        }
        return place;
    }
}
