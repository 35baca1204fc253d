namespace BioDL.Classical;

/// <summary>
/// The pixels at which flooding goes on: lowest first, of equally high ones the earliest. A heap with four children per node, whose keys
/// hold height and age in one number.
/// </summary>
internal sealed class Shore
{
    private (ulong Key, int Pixel)[] heap = new (ulong, int)[1024];
    private uint age;

    public int Count { get; private set; }

    public void Add(float height, int pixel)
    {
        if (Count == heap.Length)
            Array.Resize(ref heap, 2 * heap.Length);
        var key = (ulong)Sortable(height) << 32 | age++;
        var hole = Count++;
        while (hole > 0)
        {
            var parent = (hole - 1) >> 2;
            if (heap[parent].Key < key)
                break;
            heap[hole] = heap[parent];
            hole = parent;
        }
        heap[hole] = (key, pixel);
    }

    public int TakeLowest()
    {
        var lowest = heap[0].Pixel;
        var last = heap[--Count];
        var hole = 0;
        for (var child = 1; child < Count; child = 4 * hole + 1)
        {
            var end = Math.Min(child + 4, Count);
            for (var other = child + 1; other < end; other++)
            {
                if (heap[other].Key < heap[child].Key)
                    child = other;
            }
            if (last.Key < heap[child].Key)
                break;
            heap[hole] = heap[child];
            hole = child;
        }
        heap[hole] = last;
        return lowest;
    }

    /// <summary>Whole numbers in the order of the floats; −0 equals 0.</summary>
    private static uint Sortable(float value)
    {
        var bits = BitConverter.SingleToUInt32Bits(value + 0f);
        return (bits & 0x8000_0000) != 0 ? ~bits : bits | 0x8000_0000;
    }
}
