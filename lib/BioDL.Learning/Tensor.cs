using System.Diagnostics;

namespace BioDL.Learning;

/// <summary>
/// Numbers along axes: row-major, the innermost axis contiguous, images as (batch, channel, height, width). The numbers lie outside of the
/// garbage collector's heap: dispose a tensor that is no longer needed, or leave it to the finaliser.
/// </summary>
[DebuggerDisplay("{Summary,nq}")]
public sealed partial class Tensor : IDisposable
{
    private readonly TensorShelf? shelf;
    private TensorMemory? memory;

    /// <summary>A tensor on memory that it takes a share of.</summary>
    internal Tensor(ElementType type, TensorShape shape, TensorLayout layout, TensorMemory memory)
    {
        Type = type;
        Shape = shape;
        Layout = layout;
        this.memory = memory;
    }

    /// <summary>A tensor that goes back to a shelf when it is disposed, and is used again from there.</summary>
    internal Tensor(TensorShelf shelf)
    {
        this.shelf = shelf;
        GC.SuppressFinalize(this);
    }

    /// <summary>The type of the elements.</summary>
    public ElementType Type { get; private set; }

    /// <summary>The sizes along the axes.</summary>
    public TensorShape Shape { get; private set; }

    /// <summary>How the numbers lie in memory. Tensors in a caller's hands are always <see cref="TensorLayout.Plain"/>.</summary>
    internal TensorLayout Layout { get; private set; }

    internal TensorMemory Memory => memory ?? throw new ObjectDisposedException(nameof(Tensor), $"This tensor of shape {Shape} was disposed.");

    /// <summary>A tensor of zeros.</summary>
    public static Tensor Zeros(ElementType type, params ReadOnlySpan<int> sizes)
    {
        var tensor = Uninitialised(type, new TensorShape(sizes));
        tensor.Bytes.Clear();
        return tensor;
    }

    /// <summary>A tensor with a copy of the given values.</summary>
    /// <exception cref="ArgumentException">The shape needs another number of values.</exception>
    public static Tensor From<T>(ReadOnlySpan<T> values, params ReadOnlySpan<int> sizes)
        where T : unmanaged
    {
        var shape = new TensorShape(sizes);
        if (shape.Count != values.Length)
            throw new ArgumentException($"A tensor of shape {shape} holds {shape.Count} values, but {values.Length} were given.");
        var tensor = Uninitialised(ElementTypes.Of<T>(), shape);
        values.CopyTo(tensor.Span<T>());
        return tensor;
    }

    /// <summary>A tensor with a copy of the given values.</summary>
    /// <exception cref="ArgumentException">The shape needs another number of values.</exception>
    public static Tensor From<T>(T[] values, params ReadOnlySpan<int> sizes)
        where T : unmanaged => From((ReadOnlySpan<T>)values, sizes);

    /// <summary>One number, without axes.</summary>
    public static Tensor Scalar<T>(T value)
        where T : unmanaged => From([value]);

    /// <summary>The elements in row-major order. Do not use the span after the tensor is disposed.
    /// Ask for it again to change weights after the model ran: operators keep rearranged copies, and asking tells them to make new ones.</summary>
    /// <exception cref="InvalidOperationException">The elements have another type.</exception>
    public unsafe Span<T> Span<T>()
        where T : unmanaged
    {
        if (ElementTypes.Of<T>() != Type)
            throw new InvalidOperationException($"This tensor holds {Type}, but {typeof(T).Name} was asked for.");
        MarkChanged();
        return new Span<T>(Memory.Pointer, Count);
    }

    /// <summary>The elements as an array, in row-major order.</summary>
    /// <exception cref="InvalidOperationException">The elements have another type.</exception>
    public T[] ToArray<T>()
        where T : unmanaged => Span<T>().ToArray();

    /// <summary>An independent tensor with the same numbers.</summary>
    public Tensor Clone()
    {
        var copy = new Tensor(Type, Shape, Layout, TensorMemory.Allocate(Bytes.Length));
        Bytes.CopyTo(copy.Bytes);
        return copy;
    }

    /// <summary>Gives the memory back. A tensor may be disposed more than once.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref memory, null) is not { } held)
            return;
        held.Release();
        if (shelf is null)
            GC.SuppressFinalize(this);
        else
            shelf.TakeBack(this);
    }

    /// <summary>Gives the memory back.</summary>
    ~Tensor() => Interlocked.Exchange(ref memory, null)?.Release();

    /// <summary>The type and the shape.</summary>
    public override string ToString() => $"{Type} {Shape}";

    /// <summary>Elements in memory, padding of the layout included.</summary>
    internal int Count => Layout.Count(Shape);

    internal unsafe Span<byte> Bytes => new(Memory.Pointer, checked(Count * Type.Size()));

    /// <summary>The numbers of a Float32 tensor in memory order, padding of the layout included.</summary>
    internal unsafe Span<float> Numbers
    {
        get
        {
            if (Type != ElementType.Float32)
                throw new InvalidOperationException($"This tensor holds {Type}, but Float32 is needed.");
            MarkChanged();
            return new Span<float>(Memory.Pointer, Count);
        }
    }

    /// <summary>Grows by one whenever the numbers are changed in place, so that what was prepared from them can be prepared anew.</summary>
    internal int Version => Memory.Version;

    /// <summary>Says that the numbers were changed in place.</summary>
    internal void MarkChanged() => Memory.Version++;

    /// <summary>Takes over the numbers of a tensor of the same type, shape and layout.</summary>
    internal void Overwrite(Tensor source)
    {
        source.Bytes.CopyTo(Bytes);
        MarkChanged();
    }

    /// <summary>The numbers of a Float32 tensor to read. Who writes tells it by <see cref="MarkChanged"/>, when the tensor may be a weight.</summary>
    internal unsafe float* Floats => (float*)Memory.Pointer;

    /// <summary>A tensor whose elements are whatever the memory held before.</summary>
    internal static Tensor Uninitialised(ElementType type, TensorShape shape) =>
        new(type, shape, TensorLayout.Plain, TensorMemory.Allocate(checked((nint)shape.Count * type.Size())));

    /// <summary>Another tensor on the same numbers, with another shape of as many elements.</summary>
    internal Tensor Viewed(TensorShape shape)
    {
        if (Layout != TensorLayout.Plain && shape != Shape)
            throw new InvalidOperationException($"A tensor of layout {Layout} cannot be seen as another shape.");
        if (shape.Count != Shape.Count)
            throw new ArgumentException($"A tensor of shape {Shape} cannot be seen as {shape}: {Shape.Count} elements are not {shape.Count}.");
        Memory.Share();
        return shelf is null ? new Tensor(Type, shape, Layout, Memory) : shelf.Take(Type, shape, Layout, Memory);
    }

    /// <summary>Makes a tensor from a shelf a new one.</summary>
    internal Tensor Renewed(ElementType type, TensorShape shape, TensorLayout layout, TensorMemory fresh)
    {
        (Type, Shape, Layout, memory) = (type, shape, layout, fresh);
        return this;
    }
}
