namespace BioDL.Learning.Kernels.Reductions;

/// <summary>Reduces numbers that lie together to one.</summary>
internal delegate T ReduceRow<T>(ReadOnlySpan<T> values);

/// <summary>Takes one more number, or the result of a part, into each of several results.</summary>
internal delegate void ReduceInto<T>(ReadOnlySpan<T> values, Span<T> results);

/// <summary>What is done with results when all numbers are in, given how many numbers went into each.</summary>
internal delegate void FinishReduction<T>(Span<T> results, int count);

/// <summary>How many numbers become one.</summary>
/// <param name="Neutral">The result of no numbers at all.</param>
/// <param name="Row">Reduces a run of numbers.</param>
/// <param name="Into">Takes one number more into each of several results.</param>
/// <param name="Join">Takes the result of a part into the result of another.</param>
/// <param name="Finish">What is done in the end; nothing when null.</param>
internal sealed record Reduction<T>(T Neutral, ReduceRow<T> Row, ReduceInto<T> Into, ReduceInto<T> Join, FinishReduction<T>? Finish = null)
    where T : unmanaged
{
    /// <summary>The reduction of a fold.</summary>
    public static Reduction<T> Of<TFold>(TFold fold)
        where TFold : struct, IVectorFold<T> => new(
            fold.Start[0],
            values => VectorFold.Row(fold, values),
            (values, results) => VectorFold.Into(fold, values, results),
            (part, results) => VectorFold.Join(fold, part, results));
}
