namespace BioDL.Learning.Kernels.Elementwise;

/// <summary>Computes <c>target[n]</c> from <c>left[n]</c> and <c>right[n]</c>.</summary>
internal delegate void Pairs<T>(ReadOnlySpan<T> left, ReadOnlySpan<T> right, Span<T> target);

/// <summary>Computes <c>target[n]</c> from <c>left[n]</c> and one number.</summary>
internal delegate void WithNumber<T>(ReadOnlySpan<T> left, T right, Span<T> target);

/// <summary>Computes <c>target[n]</c> from one number and <c>right[n]</c>.</summary>
internal delegate void FromNumber<T>(T left, ReadOnlySpan<T> right, Span<T> target);

/// <summary>A function of two numbers along memory, with fast ways where one of them stays the same. The target may be one of the operands.</summary>
internal sealed record BinaryMap<T>(Pairs<T> Pairs, WithNumber<T> WithNumber, FromNumber<T> FromNumber)
    where T : unmanaged
{
    /// <summary>A function given for one pair.</summary>
    public static BinaryMap<T> Of(Func<T, T, T> function) => new(
        (left, right, target) =>
        {
            for (var n = 0; n < target.Length; n++)
                target[n] = function(left[n], right[n]);
        },
        (left, right, target) =>
        {
            for (var n = 0; n < target.Length; n++)
                target[n] = function(left[n], right);
        },
        (left, right, target) =>
        {
            for (var n = 0; n < target.Length; n++)
                target[n] = function(left, right[n]);
        });
}
