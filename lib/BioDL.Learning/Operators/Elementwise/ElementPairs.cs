using BioDL.Learning.Kernels.Elementwise;

namespace BioDL.Learning.Operators.Elementwise;

/// <summary>A function of two elements of a certain type, ready to run over tensors.</summary>
internal abstract class ElementPairs
{
    /// <summary>The type that it takes and gives.</summary>
    public abstract ElementType Type { get; }

    /// <summary>Computes every element of the result.</summary>
    public abstract void Run(BroadcastPlan plan, Tensor left, Tensor right, Tensor target, ComputeOptions compute);

    /// <summary>The function among several that takes the type of two tensors.</summary>
    /// <exception cref="OnnxException">None does, or the types differ.</exception>
    public static ElementPairs For(ElementPairs[] pairs, Tensor left, Tensor right)
    {
        if (left.Type != right.Type)
            throw new OnnxException($"its inputs hold {left.Type} and {right.Type}, but must hold the same type. Cast one of them first.");
        return Array.Find(pairs, each => each.Type == left.Type)
            ?? throw new OnnxException($"its inputs hold {left.Type}, but it computes {string.Join(", ", pairs.Select(each => each.Type))}. Cast the inputs first.");
    }
}

/// <summary>A function of two <typeparamref name="T"/>.</summary>
internal sealed class ElementPairs<T>(BinaryMap<T> map, Action<ReadOnlySpan<T>>? checkRight = null) : ElementPairs
    where T : unmanaged
{
    public override ElementType Type => ElementTypes.Of<T>();

    public override void Run(BroadcastPlan plan, Tensor left, Tensor right, Tensor target, ComputeOptions compute)
    {
        if (plan.Count > 0)
            checkRight?.Invoke(right.Span<T>());
        new BroadcastWork<T>(plan, map, left, right, target).Run(compute.Threads);
    }
}
