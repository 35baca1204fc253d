using System.Runtime.CompilerServices;

namespace BioDL.Learning;

/// <summary>
/// The sizes of a tensor along its axes, outermost first: (batch, channel, height, width) for a batch of images. A number alone has no axes.
/// </summary>
public readonly struct TensorShape : IEquatable<TensorShape>
{
    /// <summary>The most axes that a tensor may have.</summary>
    public const int MaximumRank = 8;

    private readonly Sizes sizes;

    // Less one, so that a shape that nobody made is that of a number alone.
    private readonly int countLessOne;

    /// <summary>A shape with the given sizes, outermost axis first.</summary>
    /// <exception cref="ArgumentException">More than <see cref="MaximumRank"/> axes, a negative size, or more than 2³¹ − 1 elements.</exception>
    public TensorShape(params ReadOnlySpan<int> sizes)
    {
        if (sizes.Length > MaximumRank)
            throw new ArgumentException($"A tensor may have up to {MaximumRank} axes, but {sizes.Length} were asked for.");
        Rank = sizes.Length;
        long count = 1;
        for (var axis = 0; axis < sizes.Length; axis++)
        {
            if (sizes[axis] < 0)
                throw new ArgumentException($"Sizes of a tensor start at 0, but axis {axis} of ({string.Join(", ", sizes.ToArray())}) is {sizes[axis]}.");
            this.sizes[axis] = sizes[axis];
            count = Math.Min(count * sizes[axis], 1L << 32);
        }
        if (count > int.MaxValue)
            throw new ArgumentException($"A tensor may have up to {int.MaxValue} elements, but ({string.Join(", ", sizes.ToArray())}) has more. Use smaller tiles.");
        countLessOne = (int)count - 1;
    }

    /// <summary>Number of axes.</summary>
    public int Rank { get; }

    /// <summary>Number of elements: the product of the sizes, 1 when there are no axes.</summary>
    public int Count => countLessOne + 1;

    /// <summary>Size along an axis; −1 is the innermost, −2 the one before.</summary>
    public int this[int axis] => (uint)Positive(axis) < (uint)Rank
        ? sizes[Positive(axis)]
        : throw new ArgumentOutOfRangeException(nameof(axis), axis, $"{this} has {Rank} axes.");

    /// <summary>Product of the sizes from axis <paramref name="start"/> up to, not including, axis <paramref name="end"/>.</summary>
    public int CountOf(int start, int end)
    {
        var count = 1;
        for (var axis = start; axis < end; axis++)
            count *= sizes[axis];
        return count;
    }

    /// <summary>The same shape with another size along one axis.</summary>
    public TensorShape With(int axis, int size)
    {
        Span<int> changed = stackalloc int[MaximumRank];
        CopyTo(changed);
        changed[Positive(axis)] = size;
        return new TensorShape(changed[..Rank]);
    }

    /// <summary>Writes the sizes into <paramref name="target"/>.</summary>
    public void CopyTo(Span<int> target)
    {
        for (var axis = 0; axis < Rank; axis++)
            target[axis] = sizes[axis];
    }

    /// <summary>The sizes as an array.</summary>
    public int[] ToArray()
    {
        var array = new int[Rank];
        CopyTo(array);
        return array;
    }

    /// <inheritdoc/>
    public bool Equals(TensorShape other)
    {
        if (Rank != other.Rank)
            return false;
        for (var axis = 0; axis < Rank; axis++)
        {
            if (sizes[axis] != other.sizes[axis])
                return false;
        }
        return true;
    }

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is TensorShape other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = Rank;
        for (var axis = 0; axis < Rank; axis++)
            hash = HashCode.Combine(hash, sizes[axis]);
        return hash;
    }

    /// <summary>The sizes as (1, 1, 512, 512).</summary>
    public override string ToString() => $"({string.Join(", ", ToArray())})";

    /// <summary>Whether both have the same axes and sizes.</summary>
    public static bool operator ==(TensorShape left, TensorShape right) => left.Equals(right);

    /// <summary>Whether the axes or sizes differ.</summary>
    public static bool operator !=(TensorShape left, TensorShape right) => !left.Equals(right);

    private int Positive(int axis) => axis < 0 ? axis + Rank : axis;

    [InlineArray(MaximumRank)]
    private struct Sizes
    {
        private int first;
    }
}
