using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace BioDL.Images;

/// <summary>
/// Undoes the differences to neighbours that PNG and TIFF store. Compiled in full at once: a notebook reads most files only once, too seldom for
/// the run-time to notice that these loops are the hot ones.
/// </summary>
internal static class Differences
{
    /// <summary>Each number was replaced by its difference to the one so many places before it.</summary>
    // The sums of one and of three samples stay in registers: a sum that goes through memory costs several times as much.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Add<T>(Span<T> row, int distance) where T : unmanaged, IBinaryInteger<T>
    {
        if (distance == 1)
        {
            var sum = T.Zero;
            for (var i = 0; i < row.Length; i++)
                row[i] = sum += row[i];
        }
        else if (distance == 3)
        {
            T first = T.Zero, second = T.Zero, third = T.Zero;
            for (var i = 0; i + 2 < row.Length; i += 3)
            {
                row[i] = first += row[i];
                row[i + 1] = second += row[i + 1];
                row[i + 2] = third += row[i + 2];
            }
        }
        else
        {
            for (var i = distance; i < row.Length; i++)
                row[i] += row[i - distance];
        }
    }

    /// <summary>Each byte was replaced by its difference to the one above.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddAbove(Span<byte> row, ReadOnlySpan<byte> above)
    {
        above = above[..row.Length];
        ref var to = ref MemoryMarshal.GetReference(row);
        ref var from = ref MemoryMarshal.GetReference(above);
        var i = 0;
        for (; i <= row.Length - 16; i += 16)
            (Vector128.LoadUnsafe(ref to, (nuint)i) + Vector128.LoadUnsafe(ref from, (nuint)i)).StoreUnsafe(ref to, (nuint)i);
        for (; i < row.Length; i++)
            row[i] += above[i];
    }

    /// <summary>Each byte was replaced by its difference to the mean of those on the left and above (PNG, filter 3).</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddMean(Span<byte> row, ReadOnlySpan<byte> above, int distance)
    {
        above = above[..row.Length];
        for (var i = 0; i < distance && i < row.Length; i++)
            row[i] += (byte)(above[i] >> 1);
        for (var i = distance; i < row.Length; i++)
            row[i] += (byte)((row[i - distance] + above[i]) >> 1);
    }

    /// <summary>Each byte was replaced by its difference to Paeth's prediction from left, above and above left (PNG, filter 4).</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddPaeth(Span<byte> row, ReadOnlySpan<byte> above, int distance)
    {
        above = above[..row.Length];
        var start = 0;
        if (distance is 3 or 4 or 6 or 8)
            start = AddPaethByPixels(row, above, distance);
        for (var i = start; i < row.Length; i++)
        {
            int left = i >= distance ? row[i - distance] : 0, aboveLeft = i >= distance ? above[i - distance] : 0, up = above[i];
            int toLeft = up - aboveLeft, toAbove = left - aboveLeft, toAboveLeft = Math.Abs(toLeft + toAbove);
            (toLeft, toAbove) = (Math.Abs(toLeft), Math.Abs(toAbove));
            // Without branches, which noise makes unpredictable: all bits are set where the next one is nearer.
            var mask = (toAbove - toLeft) >> 31;
            var nearest = toLeft + ((toAbove - toLeft) & mask);
            var prediction = left + ((up - left) & mask);
            mask = (toAboveLeft - nearest) >> 31;
            row[i] += (byte)(prediction + ((aboveLeft - prediction) & mask));
        }
    }

    /// <summary>All bytes of a pixel at once, as long as eight can be read.</summary>
    /// <returns>The first byte that is left to do.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int AddPaethByPixels(Span<byte> row, ReadOnlySpan<byte> above, int distance)
    {
        Vector128<short> left = default, aboveLeft = default;
        var low = Vector128.Create((short)255);
        var i = 0;
        for (; i <= row.Length - 8; i += distance)
        {
            ref var place = ref row[i];
            var stored = Unsafe.ReadUnaligned<ulong>(ref place);
            var up = Vector128.WidenLower(Vector128.CreateScalarUnsafe(Unsafe.ReadUnaligned<ulong>(ref Unsafe.AsRef(in above[i]))).AsByte()).AsInt16();
            Vector128<short> toLeft = up - aboveLeft, toAbove = left - aboveLeft, toAboveLeft = Vector128.Abs(toLeft + toAbove);
            (toLeft, toAbove) = (Vector128.Abs(toLeft), Vector128.Abs(toAbove));
            var nearest = Vector128.Min(Vector128.Min(toLeft, toAbove), toAboveLeft);
            var prediction = Vector128.ConditionalSelect(Vector128.Equals(nearest, toLeft), left,
                Vector128.ConditionalSelect(Vector128.Equals(nearest, toAbove), up, aboveLeft));
            left = (prediction + Vector128.WidenLower(Vector128.CreateScalarUnsafe(stored).AsByte()).AsInt16()) & low;
            aboveLeft = up;
            var bytes = Vector128.Narrow(left.AsUInt16(), left.AsUInt16()).AsUInt64().ToScalar();
            // What lies behind the pixel has not been read yet and stays as it was.
            var mask = distance == 8 ? ulong.MaxValue : (1ul << (8 * distance)) - 1;
            Unsafe.WriteUnaligned(ref place, (bytes & mask) | (stored & ~mask));
        }
        return i;
    }
}
