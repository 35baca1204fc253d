namespace BioDL.Learning;

/// <summary>
/// Tensor objects that are used again and again, so that steps of training leave nothing to collect. Only for tensors that never leave the learning
/// engine: whoever still held one that was disposed would see another's numbers. One caller at a time.
/// </summary>
internal sealed class TensorShelf
{
    private readonly Stack<Tensor> free = new();

    /// <summary>A tensor on memory that it takes a share of.</summary>
    public Tensor Take(ElementType type, TensorShape shape, TensorLayout layout, TensorMemory memory) =>
        (free.TryPop(out var tensor) ? tensor : new Tensor(this)).Renewed(type, shape, layout, memory);

    /// <summary>Keeps a disposed tensor.</summary>
    public void TakeBack(Tensor tensor) => free.Push(tensor);
}
