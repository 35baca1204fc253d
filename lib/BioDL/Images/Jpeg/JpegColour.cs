using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace BioDL.Images;

/// <summary>From components to channels: fewer samples of colour are interpolated (as the reference implementation does), YCbCr becomes RGB.</summary>
internal static class JpegColour
{
    public static float[] Channels(JpegFrame frame, bool isYCbCr)
    {
        int width = frame.Width, height = frame.Height, plane = width * height;
        var values = GC.AllocateUninitializedArray<float>(frame.Components.Length * plane);
        var rows = Array.ConvertAll(frame.Components, component => new byte[8 * component.BlocksAcross * (frame.MostHorizontal / component.Horizontal + 1) + 16]);
        for (var y = 0; y < height; y++)
        {
            var target = values.AsSpan(y * width);
            if (isYCbCr)
                Convert(Row(frame, 0, y, rows[0]), Row(frame, 1, y, rows[1]), Row(frame, 2, y, rows[2]),
                    target[..width], target.Slice(plane, width), target.Slice(2 * plane, width));
            for (var c = 0; c < rows.Length && !isYCbCr; c++)
                Samples.Widen(Row(frame, c, y, rows[c])[..width], target[(c * plane)..]);
        }
        return values;
    }

    /// <summary>One row of a component in full resolution: as it is stored, or interpolated into the given memory.</summary>
    private static ReadOnlySpan<byte> Row(JpegFrame frame, int number, int y, byte[] row)
    {
        var component = frame.Components[number];
        ReadOnlySpan<byte> Line(int n) => component.Samples.AsSpan(Math.Clamp(n, 0, component.Height - 1) * component.Stride, component.Width);
        var (tall, wide) = (frame.MostVertical == 2 * component.Vertical, frame.MostHorizontal == 2 * component.Horizontal);
        var (same, level) = (frame.MostVertical == component.Vertical, frame.MostHorizontal == component.Horizontal);
        // The nearer line counts three times; the other is the one above for even rows, below for odd ones.
        var other = y % 2 == 0 ? y / 2 - 1 : y / 2 + 1;
        if (same && level)
            return Line(y);
        if (same && wide && component.Width > 2)
            Wide(Line(y), row);
        else if (tall && wide && component.Width > 2)
            WideAndTall(Line(y / 2), Line(other), row);
        else if (tall && level)
            Tall(Line(y / 2), Line(other), y % 2 == 0 ? 1 : 2, row);
        else
            Nearest(Line(y * component.Vertical / frame.MostVertical), component.Horizontal, frame.MostHorizontal, row.AsSpan(0, frame.Width));
        return row;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Wide(ReadOnlySpan<byte> line, byte[] row)
    {
        var last = line.Length - 1;
        (row[0], row[1]) = (line[0], (byte)((3 * line[0] + line[1] + 2) >> 2));
        for (var x = 1; x < last; x++)
        {
            var three = 3 * line[x];
            row[2 * x] = (byte)((three + line[x - 1] + 1) >> 2);
            row[2 * x + 1] = (byte)((three + line[x + 1] + 2) >> 2);
        }
        (row[2 * last], row[2 * last + 1]) = ((byte)((3 * line[last] + line[last - 1] + 1) >> 2), line[last]);
    }

    private static void Tall(ReadOnlySpan<byte> line, ReadOnlySpan<byte> other, int bias, byte[] row)
    {
        for (var x = 0; x < line.Length; x++)
            row[x] = (byte)((3 * line[x] + other[x] + bias) >> 2);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void WideAndTall(ReadOnlySpan<byte> line, ReadOnlySpan<byte> other, byte[] row)
    {
        other = other[..line.Length];
        var last = line.Length - 1;
        int before = 3 * line[0] + other[0], here = before;
        row[0] = (byte)((4 * here + 8) >> 4);
        var x = WideAndTallByEight(line, other, row);
        if (x > 0)
            (before, here) = (3 * line[x - 1] + other[x - 1], 3 * line[x] + other[x]);
        for (; x < last; x++)
        {
            var next = 3 * line[x + 1] + other[x + 1];
            if (x > 0)
                row[2 * x] = (byte)((3 * here + before + 8) >> 4);
            row[2 * x + 1] = (byte)((3 * here + next + 7) >> 4);
            (before, here) = (here, next);
        }
        row[2 * x] = (byte)((3 * here + before + 8) >> 4);
        row[2 * x + 1] = (byte)((4 * here + 7) >> 4);
    }

    /// <summary>All but the first and the last columns, eight at a time.</summary>
    /// <returns>The first column that is left to do; 0 when the row is too short.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int WideAndTallByEight(ReadOnlySpan<byte> line, ReadOnlySpan<byte> other, byte[] row)
    {
        if (line.Length < 18 || !BitConverter.IsLittleEndian)
            return 0;
        ref byte near = ref MemoryMarshal.GetReference(line), far = ref MemoryMarshal.GetReference(other), to = ref MemoryMarshal.GetArrayDataReference(row);
        row[0] = (byte)((4 * (3 * line[0] + other[0]) + 8) >> 4);
        row[1] = (byte)((3 * (3 * line[0] + other[0]) + 3 * line[1] + other[1] + 7) >> 4);
        var x = 1;
        for (; x + 9 < line.Length; x += 8)
        {
            Vector128<ushort> here = Sum(ref near, ref far, x), three = here + here + here;
            var even = (three + Sum(ref near, ref far, x - 1) + Vector128.Create((ushort)8)) >>> 4;
            var odd = (three + Sum(ref near, ref far, x + 1) + Vector128.Create((ushort)7)) >>> 4;
            (even | (odd << 8)).AsByte().StoreUnsafe(ref to, (nuint)(2 * x));
        }
        return x;
    }

    private static Vector128<ushort> Sum(ref byte near, ref byte far, int x)
    {
        var nearer = Vector128.WidenLower(Vector128.CreateScalarUnsafe(Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref near, x))).AsByte());
        return nearer + nearer + nearer + Vector128.WidenLower(Vector128.CreateScalarUnsafe(Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref far, x))).AsByte());
    }

    private static void Nearest(ReadOnlySpan<byte> line, int numerator, int denominator, Span<byte> row)
    {
        for (var x = 0; x < row.Length; x++)
            row[x] = line[Math.Min(x * numerator / denominator, line.Length - 1)];
    }

    /// <summary>JFIF: R = Y + 1.402 Cr, G = Y − 0.34414 Cb − 0.71414 Cr, B = Y + 1.772 Cb (Cb and Cr less 128), with 16 bits after the point.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Convert(ReadOnlySpan<byte> luma, ReadOnlySpan<byte> blueness, ReadOnlySpan<byte> redness, Span<float> red, Span<float> green, Span<float> blue)
    {
        var x = 0;
        for (; x <= red.Length - 8; x += 8)
        {
            Vector256<int> y = Eight(luma, x), cb = Eight(blueness, x) - Vector256.Create(128), cr = Eight(redness, x) - Vector256.Create(128);
            Put(y + ((cr * 91881 + Vector256.Create(32768)) >> 16), red, x);
            Put(y + ((Vector256.Create(32768) - cb * 22554 - cr * 46802) >> 16), green, x);
            Put(y + ((cb * 116130 + Vector256.Create(32768)) >> 16), blue, x);
        }
        for (; x < red.Length; x++)
        {
            int y = luma[x], cb = blueness[x] - 128, cr = redness[x] - 128;
            red[x] = Math.Clamp(y + ((cr * 91881 + 32768) >> 16), 0, 255);
            green[x] = Math.Clamp(y + ((32768 - cb * 22554 - cr * 46802) >> 16), 0, 255);
            blue[x] = Math.Clamp(y + ((cb * 116130 + 32768) >> 16), 0, 255);
        }
    }

    private static Vector256<int> Eight(ReadOnlySpan<byte> row, int x)
    {
        var (low, high) = Vector128.Widen(Vector128.WidenLower(Vector128.CreateScalarUnsafe(MemoryMarshal.Read<ulong>(row.Slice(x, 8))).AsByte()));
        return Vector256.Create(low, high).AsInt32();
    }

    private static void Put(Vector256<int> values, Span<float> target, int x) =>
        Vector256.ConvertToSingle(Vector256.Min(Vector256.Max(values, Vector256<int>.Zero), Vector256.Create(255)))
            .StoreUnsafe(ref MemoryMarshal.GetReference(target), (nuint)x);
}
