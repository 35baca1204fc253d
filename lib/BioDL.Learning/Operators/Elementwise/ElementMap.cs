using BioDL.Learning.Kernels;
using BioDL.Learning.Kernels.Elementwise;

namespace BioDL.Learning.Operators.Elementwise;

/// <summary>A function of one element of a certain type, ready to run over tensors.</summary>
internal abstract class ElementMap
{
    /// <summary>The type that it takes and gives.</summary>
    public abstract ElementType Type { get; }

    /// <summary>Computes every element in memory, those included that the layout pads with.</summary>
    public abstract void Run(Tensor source, Tensor target, ComputeOptions compute);

    /// <summary>The map among several that takes the type of a tensor.</summary>
    /// <exception cref="OnnxException">None does.</exception>
    public static ElementMap For(ElementMap[] maps, Tensor tensor)
    {
        foreach (var map in maps)
        {
            if (map.Type == tensor.Type)
                return map;
        }
        throw new OnnxException($"its input holds {tensor.Type}, but it computes {string.Join(", ", maps.Select(map => map.Type))}. Cast the input first.");
    }
}

/// <summary>A function of one <typeparamref name="T"/>.</summary>
internal sealed class ElementMap<T>(Map<T> map) : ElementMap
    where T : unmanaged
{
    public override ElementType Type => ElementTypes.Of<T>();

    public override void Run(Tensor source, Tensor target, ComputeOptions compute)
    {
        var pieces = new Pieces(map, source, target);
        ComputeThreads.Run((int)(((long)source.Count + VectorMap.Piece - 1) / VectorMap.Piece), compute.Threads, ref pieces);
    }

    private readonly struct Pieces(Map<T> map, Tensor source, Tensor target) : IParts
    {
        public void Run(int part)
        {
            int start = part * VectorMap.Piece, length = Math.Min(VectorMap.Piece, source.Count - start);
            map(source.Span<T>().Slice(start, length), target.Span<T>().Slice(start, length));
        }
    }
}
