namespace BioDL.Learning.Kernels.Reductions;

/// <summary>Reduces numbers that lie together to one.</summary>
internal delegate T ReduceRow<T>(ReadOnlySpan<T> values);

/// <summary>Takes one more number into each of several results.</summary>
internal delegate void ReduceInto<T>(ReadOnlySpan<T> values, Span<T> results);

/// <summary>How many numbers become one.</summary>
/// <param name="Neutral">The result of no numbers at all.</param>
/// <param name="Row">Reduces a run of numbers.</param>
/// <param name="Into">Takes one number more into each of several results.</param>
/// <param name="Join">Makes one of the results of two parts.</param>
/// <param name="Finish">What is done with the result of all parts, given how many numbers there were; nothing when null.</param>
internal sealed record Reduction<T>(T Neutral, ReduceRow<T> Row, ReduceInto<T> Into, Func<T, T, T> Join, Func<T, int, T>? Finish = null)
    where T : unmanaged;
