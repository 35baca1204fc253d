using System.Runtime.InteropServices;

namespace BioDL.Learning;

/// <summary>
/// Memory outside of the garbage collector's heap, aligned to 64 bytes, shared by counting. When the last share is released it goes back to the
/// pool that it came from, or to the system.
/// </summary>
internal sealed unsafe class TensorMemory
{
    private const int Alignment = 64;

    private static long inUse;
    private static long peak;

    private readonly MemoryPool? pool;
    private int shares = 1;

    private TensorMemory(void* pointer, nint bytes, MemoryPool? pool)
    {
        Pointer = pointer;
        Bytes = bytes;
        this.pool = pool;
    }

    /// <summary>Bytes that tensors and pools of this process hold now.</summary>
    public static long InUse => Interlocked.Read(ref inUse);

    /// <summary>The most that <see cref="InUse"/> has been.</summary>
    public static long Peak => Interlocked.Read(ref peak);

    public void* Pointer { get; private set; }

    public nint Bytes { get; }

    /// <summary>Grows whenever the contents are changed in place.</summary>
    public int Version { get; set; }

    /// <summary>Whether nobody else shares this memory, so that it may be written over.</summary>
    public bool IsSole => Volatile.Read(ref shares) == 1;

    /// <summary>Fresh memory with unspecified contents.</summary>
    /// <exception cref="OutOfMemoryException">The system has no more.</exception>
    public static TensorMemory Allocate(nint bytes, MemoryPool? pool = null)
    {
        var size = Math.Max(bytes, 1);
        var pointer = NativeMemory.AlignedAlloc((nuint)size, Alignment);
        GC.AddMemoryPressure(size);
        var now = Interlocked.Add(ref inUse, size);
        for (var seen = Interlocked.Read(ref peak); now > seen; seen = Interlocked.Read(ref peak))
            Interlocked.CompareExchange(ref peak, now, seen);
        return new TensorMemory(pointer, size, pool);
    }

    /// <summary>Counts one more owner.</summary>
    public void Share() => Interlocked.Increment(ref shares);

    /// <summary>Counts one owner less.</summary>
    public void Release()
    {
        if (Interlocked.Decrement(ref shares) > 0)
            return;
        if (pool is null || !pool.TakeBack(this))
            Free();
    }

    /// <summary>Gives memory that lay in a pool to a new owner.</summary>
    public void Revive() => Volatile.Write(ref shares, 1);

    /// <summary>Returns the memory to the system.</summary>
    public void Free()
    {
        NativeMemory.AlignedFree(Pointer);
        Pointer = null;
        Interlocked.Add(ref inUse, -Bytes);
        GC.RemoveMemoryPressure(Bytes);
    }
}
