using System.Numerics;

namespace BioDL.Classical;

/// <summary>
/// Pixels that wait, roughly the highest first: values are sorted into drawers of equal width, in each of which the first to come is the first to
/// go. Nothing may be added above the drawer that was last taken from. For methods whose end does not depend on the order, only their time.
/// </summary>
internal sealed class RoughOrder
{
    private const int FewestDrawers = 256, MostDrawers = 1 << 18;

    private readonly float minimum;
    private readonly float scale;
    private readonly int[] last;
    private (int Pixel, int Next)[] entries = new (int, int)[256];
    private int unused;
    private int free = -1;
    private int highest;

    public RoughOrder(float minimum, float maximum, int pixels)
    {
        var drawers = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Clamp(pixels / 4, FewestDrawers, MostDrawers));
        this.minimum = minimum;
        scale = maximum > minimum ? (float)Math.Min((drawers - 1) / ((double)maximum - minimum), float.MaxValue) : 0;
        last = new int[drawers];
        last.AsSpan().Fill(-1);
        highest = drawers - 1;
    }

    public void Add(int pixel, float value)
    {
        var entry = free;
        if (entry >= 0)
            free = entries[entry].Next;
        else
            entry = unused++;
        if (entry == entries.Length)
            Array.Resize(ref entries, entries.Length * 2);
        ref var end = ref last[Drawer(value)];
        entries[entry] = (pixel, end < 0 ? entry : entries[end].Next);
        if (end >= 0)
            entries[end].Next = entry;
        end = entry;
    }

    /// <summary>Takes the first pixel out of the highest drawer; such as rose into a higher one meanwhile, and were taken from there, are left out.</summary>
    /// <param name="values">The values of all pixels as they are now.</param>
    /// <param name="pixel">The pixel.</param>
    public bool TryTake(float[] values, out int pixel)
    {
        for (; highest >= 0; highest--)
        {
            while (last[highest] >= 0)
            {
                var entry = entries[last[highest]].Next;
                (pixel, var next) = entries[entry];
                if (entry == last[highest])
                    last[highest] = -1;
                else
                    entries[last[highest]].Next = next;
                entries[entry].Next = free;
                free = entry;
                if (Drawer(values[pixel]) == highest)
                    return true;
            }
        }
        pixel = -1;
        return false;
    }

    private int Drawer(float value) => Math.Clamp((int)((value - minimum) * scale), 0, last.Length - 1);
}
