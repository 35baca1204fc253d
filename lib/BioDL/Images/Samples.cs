using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace BioDL.Images;

/// <summary>Turns interleaved numbers of a file, in the byte order of this machine, into channels of floats.</summary>
internal static class Samples
{
    /// <summary>Splits the pixels of one row.</summary>
    /// <param name="row">The bytes of the row.</param>
    /// <param name="bits">Bits of a number; those that fill no whole bytes stand from the highest bit down.</param>
    /// <param name="format">What the numbers are.</param>
    /// <param name="samples">Numbers per pixel.</param>
    /// <param name="width">Pixels.</param>
    /// <param name="target">Where the row starts in the first channel.</param>
    /// <param name="plane">Distance to the same pixel in the next channel.</param>
    public static void Split(ReadOnlySpan<byte> row, int bits, NumberKind format, int samples, int width, Span<float> target, int plane)
    {
        if (bits == 8 && format == NumberKind.Unsigned && samples is 1 or 3)
        {
            if (samples == 1)
                Widen(row[..width], target);
            else
                Split3(row[..(3 * width)], target[..width], target.Slice(plane, width), target.Slice(2 * plane, width));
            return;
        }
        if (bits == 16 && format == NumberKind.Unsigned && samples == 1)
        {
            Widen(MemoryMarshal.Cast<byte, ushort>(row)[..width], target);
            return;
        }
        for (var c = 0; c < samples; c++)
            One(row, bits, format, c, samples, target.Slice(c * plane, width));
    }

    /// <summary>Bytes to floats.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Widen(ReadOnlySpan<byte> from, Span<float> to)
    {
        to = to[..from.Length];
        ref var source = ref MemoryMarshal.GetReference(from);
        ref var target = ref MemoryMarshal.GetReference(to);
        var i = 0;
        for (; i <= from.Length - 16; i += 16)
        {
            var (low, high) = Vector128.Widen(Vector128.LoadUnsafe(ref source, (nuint)i));
            Store(low, ref target, i);
            Store(high, ref target, i + 8);
        }
        for (; i < from.Length; i++)
            to[i] = from[i];
    }

    /// <summary>Numbers of 16 bits to floats.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Widen(ReadOnlySpan<ushort> from, Span<float> to)
    {
        to = to[..from.Length];
        ref var source = ref MemoryMarshal.GetReference(from);
        ref var target = ref MemoryMarshal.GetReference(to);
        var i = 0;
        for (; i <= from.Length - 8; i += 8)
            Store(Vector128.LoadUnsafe(ref source, (nuint)i), ref target, i);
        for (; i < from.Length; i++)
            to[i] = from[i];
    }

    /// <summary>The n-th number of 1 to 32 bits, highest bits first.</summary>
    public static uint Bits(ReadOnlySpan<byte> row, long n, int bits)
    {
        var first = n * bits;
        var at = (int)(first >> 3);
        var window = 0ul;
        for (var i = 0; i < 5; i++)
            window = (window << 8) | (at + i < row.Length ? row[at + i] : 0u);
        return (uint)(window >> (40 - bits - (int)(first & 7))) & (uint)((1ul << bits) - 1);
    }

    private static void Store(Vector128<ushort> values, ref float target, int at)
    {
        var (low, high) = Vector128.Widen(values);
        Vector128.ConvertToSingle(low.AsInt32()).StoreUnsafe(ref target, (nuint)at);
        Vector128.ConvertToSingle(high.AsInt32()).StoreUnsafe(ref target, (nuint)(at + 4));
    }

    /// <summary>Red, green, blue, red … to three channels.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Split3(ReadOnlySpan<byte> row, Span<float> first, Span<float> second, Span<float> third)
    {
        second = second[..first.Length];
        third = third[..first.Length];
        var x = 0;
        if (Vector128.IsHardwareAccelerated)
        {
            var pick = Vector128.Create((byte)0, 255, 255, 255, 3, 255, 255, 255, 6, 255, 255, 255, 9, 255, 255, 255);
            ref var source = ref MemoryMarshal.GetReference(row);
            for (; 3 * x <= row.Length - 16; x += 4)
            {
                var pixels = Vector128.LoadUnsafe(ref source, (nuint)(3 * x));
                Vector128.ConvertToSingle(Vector128.Shuffle(pixels, pick).AsInt32()).StoreUnsafe(ref MemoryMarshal.GetReference(first), (nuint)x);
                Vector128.ConvertToSingle(Vector128.Shuffle(pixels, pick + One8).AsInt32()).StoreUnsafe(ref MemoryMarshal.GetReference(second), (nuint)x);
                Vector128.ConvertToSingle(Vector128.Shuffle(pixels, pick + One8 + One8).AsInt32()).StoreUnsafe(ref MemoryMarshal.GetReference(third), (nuint)x);
            }
        }
        for (; x < first.Length; x++)
        {
            first[x] = row[3 * x];
            second[x] = row[3 * x + 1];
            third[x] = row[3 * x + 2];
        }
    }

    private static Vector128<byte> One8 => Vector128.Create(1u).AsByte();

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void One(ReadOnlySpan<byte> row, int bits, NumberKind format, int first, int step, Span<float> target)
    {
        switch (format, bits)
        {
            case (NumberKind.Unsigned, 8):
                for (var x = 0; x < target.Length; x++)
                    target[x] = row[first + x * step];
                break;
            case (NumberKind.Unsigned, 16):
                var words = MemoryMarshal.Cast<byte, ushort>(row);
                for (var x = 0; x < target.Length; x++)
                    target[x] = words[first + x * step];
                break;
            case (NumberKind.Unsigned, 32):
                var longs = MemoryMarshal.Cast<byte, uint>(row);
                for (var x = 0; x < target.Length; x++)
                    target[x] = longs[first + x * step];
                break;
            case (NumberKind.Unsigned, _):
                for (var x = 0; x < target.Length; x++)
                    target[x] = Bits(row, first + (long)x * step, bits);
                break;
            case (NumberKind.Signed, 8):
                for (var x = 0; x < target.Length; x++)
                    target[x] = (sbyte)row[first + x * step];
                break;
            case (NumberKind.Signed, 16):
                var shorts = MemoryMarshal.Cast<byte, short>(row);
                for (var x = 0; x < target.Length; x++)
                    target[x] = shorts[first + x * step];
                break;
            case (NumberKind.Signed, _):
                var integers = MemoryMarshal.Cast<byte, int>(row);
                for (var x = 0; x < target.Length; x++)
                    target[x] = integers[first + x * step];
                break;
            case (NumberKind.Float, 16):
                var halves = MemoryMarshal.Cast<byte, Half>(row);
                for (var x = 0; x < target.Length; x++)
                    target[x] = (float)halves[first + x * step];
                break;
            case (NumberKind.Float, 32):
                var floats = MemoryMarshal.Cast<byte, float>(row);
                if (step == 1)
                    floats[..target.Length].CopyTo(target);
                for (var x = 0; x < target.Length && step > 1; x++)
                    target[x] = floats[first + x * step];
                break;
            default:
                var doubles = MemoryMarshal.Cast<byte, double>(row);
                for (var x = 0; x < target.Length; x++)
                    target[x] = (float)doubles[first + x * step];
                break;
        }
    }
}

/// <summary>What the numbers of a file are; the values are those of TIFF's field SampleFormat.</summary>
internal enum NumberKind
{
    Unsigned = 1,
    Signed = 2,
    Float = 3,
}
