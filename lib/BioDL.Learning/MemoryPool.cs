namespace BioDL.Learning;

/// <summary>
/// Memory of the values inside a network: what one step has finished with serves the next one, so that a second run of the same shapes asks the
/// system for nothing. Disposing frees what lies in the pool; what is still in use goes to the system when it is released.
/// </summary>
/// <param name="limit">The most bytes that the pool may hold, in use or not.</param>
internal sealed class MemoryPool(long limit = long.MaxValue) : IDisposable
{
    private readonly List<TensorMemory> free = [];
    private readonly Lock gate = new();
    private bool disposed;
    private long held;

    /// <summary>The smallest piece that is large enough but not more than twice as large, or fresh memory.</summary>
    /// <exception cref="OnnxException">The pool would hold more than it may.</exception>
    public TensorMemory Rent(nint bytes)
    {
        lock (gate)
        {
            var best = -1;
            for (var n = 0; n < free.Count; n++)
            {
                if (free[n].Bytes >= bytes && free[n].Bytes / 2 <= bytes && (best < 0 || free[n].Bytes < free[best].Bytes))
                    best = n;
            }
            if (best >= 0)
            {
                var found = free[best];
                free[best] = free[^1];
                free.RemoveAt(free.Count - 1);
                found.Revive();
                return found;
            }
            if (held + bytes > limit)
                Trim();
            if (held + bytes > limit)
                throw new OnnxException($"{bytes >> 20} MB are needed besides {held >> 20} MB in use, but {limit >> 20} MB are allowed. Use smaller tiles, or allow more.");
            var fresh = TensorMemory.Allocate(bytes, this);
            held += fresh.Bytes;
            return fresh;
        }
    }

    /// <summary>Keeps the memory for the next who asks.</summary>
    /// <returns>False when the pool is closed, so that the memory belongs to the caller.</returns>
    public bool TakeBack(TensorMemory memory)
    {
        lock (gate)
        {
            if (disposed)
                return false;
            free.Add(memory);
            return true;
        }
    }

    /// <summary>Frees everything that nobody uses.</summary>
    public void Trim()
    {
        lock (gate)
        {
            foreach (var memory in free)
            {
                held -= memory.Bytes;
                memory.Free();
            }
            free.Clear();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (gate)
            disposed = true;
        Trim();
    }
}
