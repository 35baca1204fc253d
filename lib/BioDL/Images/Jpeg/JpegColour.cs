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
            for (var c = 0; c < rows.Length; c++)
                Row(frame, frame.Components[c], y, rows[c]);
            var target = values.AsSpan(y * width);
            if (isYCbCr)
                Convert(rows[0], rows[1], rows[2], target[..width], target.Slice(plane, width), target.Slice(2 * plane, width));
            for (var c = 0; c < rows.Length && !isYCbCr; c++)
                Samples.Widen(rows[c].AsSpan(0, width), target[(c * plane)..]);
        }
        return values;
    }

    private static void Row(JpegFrame frame, JpegComponent component, int y, byte[] row)
    {
        ReadOnlySpan<byte> Line(int n) => component.Samples.AsSpan(Math.Clamp(n, 0, component.Height - 1) * component.Stride, component.Width);
        var (tall, wide) = (frame.MostVertical == 2 * component.Vertical, frame.MostHorizontal == 2 * component.Horizontal);
        var (same, level) = (frame.MostVertical == component.Vertical, frame.MostHorizontal == component.Horizontal);
        // The nearer line counts three times; the other is the one above for even rows, below for odd ones.
        var other = y % 2 == 0 ? y / 2 - 1 : y / 2 + 1;
        if (same && level)
            Line(y).CopyTo(row);
        else if (same && wide && component.Width > 2)
            Wide(Line(y), row);
        else if (tall && wide && component.Width > 2)
            WideAndTall(Line(y / 2), Line(other), row);
        else if (tall && level)
            Tall(Line(y / 2), Line(other), y % 2 == 0 ? 1 : 2, row);
        else
            Nearest(Line(y * component.Vertical / frame.MostVertical), component.Horizontal, frame.MostHorizontal, row.AsSpan(0, frame.Width));
    }

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

    private static void WideAndTall(ReadOnlySpan<byte> line, ReadOnlySpan<byte> other, byte[] row)
    {
        other = other[..line.Length];
        var last = line.Length - 1;
        int before = 3 * line[0] + other[0], here = before;
        row[0] = (byte)((4 * here + 8) >> 4);
        var x = 0;
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

    private static void Nearest(ReadOnlySpan<byte> line, int numerator, int denominator, Span<byte> row)
    {
        for (var x = 0; x < row.Length; x++)
            row[x] = line[Math.Min(x * numerator / denominator, line.Length - 1)];
    }

    /// <summary>JFIF: R = Y + 1.402 Cr, G = Y − 0.34414 Cb − 0.71414 Cr, B = Y + 1.772 Cb (Cb and Cr less 128), with 16 bits after the point.</summary>
    private static void Convert(byte[] luma, byte[] blueness, byte[] redness, Span<float> red, Span<float> green, Span<float> blue)
    {
        var x = 0;
        for (; x <= red.Length - 4; x += 4)
        {
            Vector128<int> y = Four(luma, x), cb = Four(blueness, x) - Vector128.Create(128), cr = Four(redness, x) - Vector128.Create(128);
            Put(y + ((cr * 91881 + Vector128.Create(32768)) >> 16), red, x);
            Put(y + ((Vector128.Create(32768) - cb * 22554 - cr * 46802) >> 16), green, x);
            Put(y + ((cb * 116130 + Vector128.Create(32768)) >> 16), blue, x);
        }
        for (; x < red.Length; x++)
        {
            int y = luma[x], cb = blueness[x] - 128, cr = redness[x] - 128;
            red[x] = Math.Clamp(y + ((cr * 91881 + 32768) >> 16), 0, 255);
            green[x] = Math.Clamp(y + ((32768 - cb * 22554 - cr * 46802) >> 16), 0, 255);
            blue[x] = Math.Clamp(y + ((cb * 116130 + 32768) >> 16), 0, 255);
        }
    }

    private static Vector128<int> Four(byte[] row, int x)
    {
        var bytes = Vector128.CreateScalarUnsafe(MemoryMarshal.Read<uint>(row.AsSpan(x, 4))).AsByte();
        return Vector128.WidenLower(Vector128.WidenLower(bytes)).AsInt32();
    }

    private static void Put(Vector128<int> values, Span<float> target, int x) =>
        Vector128.ConvertToSingle(Vector128.Min(Vector128.Max(values, Vector128<int>.Zero), Vector128.Create(255)))
            .StoreUnsafe(ref MemoryMarshal.GetReference(target), (nuint)x);
}
