using BioDL.Learning.Graphs;

namespace BioDL.Learning.Operators;

/// <summary>What many operators read from inputs and attributes: whole numbers, axes, shapes.</summary>
internal static class InputReading
{
    /// <summary>The whole numbers of an input of type Int64 or Int32.</summary>
    /// <exception cref="OnnxException">It is missing or of another type.</exception>
    public static long[] Integers(this OperatorCall call, int input) => WholeNumbers(call.Input(input), $"input {input}");

    /// <summary>The whole numbers of a tensor of type Int64 or Int32.</summary>
    /// <exception cref="OnnxException">It is of another type.</exception>
    public static long[] WholeNumbers(Tensor tensor, string name) => tensor.Type switch
    {
        ElementType.Int64 => tensor.ToArray<long>(),
        ElementType.Int32 => Array.ConvertAll(tensor.ToArray<int>(), number => (long)number),
        _ => throw new OnnxException($"{name} holds {tensor.Type}, but whole numbers (Int64) are expected"),
    };

    /// <summary>The whole numbers of an input where it is given, otherwise of the attribute that older operator sets use; null when neither is.</summary>
    public static IReadOnlyList<long>? Integers(this OperatorCall call, int input, IReadOnlyList<long>? attribute) =>
        call.Has(input) ? call.Integers(input) : attribute;

    /// <summary>An axis that may be counted from the end, as a number from 0.</summary>
    /// <exception cref="OnnxException">There is no such axis.</exception>
    public static int Axis(long axis, int rank) => axis >= -rank && axis < rank
        ? (int)(axis < 0 ? axis + rank : axis)
        : throw new OnnxException($"axis {axis} does not exist: the tensor has {rank} axes, so that {-rank} to {rank - 1} are possible");

    /// <summary>A shape from numbers that a model computed.</summary>
    /// <exception cref="OnnxException">A size is negative, or the tensor would be too large.</exception>
    public static TensorShape Shape(IReadOnlyList<long> sizes)
    {
        try
        {
            return new TensorShape([.. sizes.Select(size => checked((int)size))]);
        }
        catch (Exception error) when (error is ArgumentException or OverflowException)
        {
            throw new OnnxException($"the output would have shape ({string.Join(", ", sizes)}), which is not possible: {error.Message}", error);
        }
    }

    /// <summary>The shape to which two shapes are extended by repeating axes of size 1.</summary>
    /// <exception cref="OnnxException">They do not fit.</exception>
    public static TensorShape Broadcast(TensorShape first, TensorShape second)
    {
        Span<int> sizes = stackalloc int[Math.Max(first.Rank, second.Rank)];
        for (var back = 1; back <= sizes.Length; back++)
        {
            int one = back <= first.Rank ? first[-back] : 1, other = back <= second.Rank ? second[-back] : 1;
            sizes[^back] = one == other || other == 1 ? one : one == 1 ? other
                : throw new OnnxException($"shapes {first} and {second} do not fit: sizes must be equal, or one of them 1");
        }
        return Shape(Array.ConvertAll(sizes.ToArray(), size => (long)size));
    }

    /// <summary>A word among several that are possible.</summary>
    /// <exception cref="OnnxException">It is another one.</exception>
    public static string Choice(this Attributes attributes, string name, string orElse, params ReadOnlySpan<string> possible)
    {
        var found = attributes.Text(name, orElse);
        return possible.Contains(found)
            ? found
            : throw new OnnxException($"attribute '{name}' is '{found}', but only {string.Join(", ", possible!)} are supported");
    }
}
