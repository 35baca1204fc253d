namespace BioDL.Models;

/// <summary>Numbers along axes that have names, so that a processing step finds its axes in whatever order they lie. Row-major.</summary>
internal sealed class NamedArray
{
    /// <param name="values">The numbers, kept without a copy.</param>
    /// <param name="axes">Names of the axes, outermost first: <c>batch</c>, <c>channel</c>, <c>y</c>, <c>x</c>.</param>
    /// <param name="sizes">Their sizes.</param>
    public NamedArray(float[] values, IReadOnlyList<string> axes, IReadOnlyList<int> sizes)
    {
        if (axes.Count != sizes.Count || sizes.Aggregate(1L, (count, size) => count * size) != values.Length)
            throw new ArgumentException(
                $"An array along {string.Join(", ", axes)} of {string.Join(" × ", sizes)} was asked for, but {values.Length} values were given.");
        (Values, Axes, Sizes) = (values, axes, sizes);
    }

    public float[] Values { get; }

    public IReadOnlyList<string> Axes { get; }

    public IReadOnlyList<int> Sizes { get; }

    /// <summary>An independent array with the same numbers.</summary>
    public NamedArray Clone() => new((float[])Values.Clone(), Axes, Sizes);

    /// <summary>Position of an axis.</summary>
    /// <exception cref="ArgumentException">There is no such axis.</exception>
    public int IndexOf(string axis)
    {
        for (var i = 0; i < Axes.Count; i++)
        {
            if (Axes[i] == axis)
                return i;
        }
        throw new ArgumentException($"A processing step names the axis '{axis}', but the tensor has {string.Join(", ", Axes)}.");
    }

    /// <summary>Axes and sizes: "channel 1 × y 512 × x 512".</summary>
    public override string ToString() => string.Join(" × ", Axes.Select((axis, i) => $"{axis} {Sizes[i]}"));
}
