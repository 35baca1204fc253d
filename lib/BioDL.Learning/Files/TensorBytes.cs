using System.Buffers;
using Google.Protobuf;

namespace BioDL.Learning.Files;

/// <summary>The numbers of a tensor as bytes of a message, without copying them: a model's weights need not be in memory twice to be written.</summary>
internal sealed class TensorBytes : MemoryManager<byte>
{
    private readonly Tensor tensor;

    private TensorBytes(Tensor tensor) => this.tensor = tensor;

    /// <summary>The bytes; they must be written before the tensor is changed or disposed.</summary>
    public static ByteString Of(Tensor tensor) => UnsafeByteOperations.UnsafeWrap(new TensorBytes(tensor).Memory);

    /// <inheritdoc/>
    public override Span<byte> GetSpan() => tensor.Bytes;

    /// <inheritdoc/>
    public override unsafe MemoryHandle Pin(int elementIndex = 0) => new((byte*)tensor.Memory.Pointer + elementIndex);

    /// <inheritdoc/>
    public override void Unpin()
    {
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
    }
}
