using System.Runtime.InteropServices;

namespace BioDL.Images;

/// <summary>Undoes and applies the differences between neighbours that make data pack better (TIFF 6.0, section 14; Technical Note 3).</summary>
internal static class TiffPredictor
{
    /// <summary>Predictor 2: each number was replaced by its difference to the pixel on the left. Bytes in the order of this machine.</summary>
    public static void UndoHorizontal(Span<byte> pixels, int rowBytes, int samples, int bits)
    {
        for (; pixels.Length >= rowBytes && rowBytes > 0; pixels = pixels[rowBytes..])
        {
            var row = pixels[..rowBytes];
            switch (bits)
            {
                case 8:
                    Differences.Add(row, samples);
                    break;
                case 16:
                    Differences.Add(MemoryMarshal.Cast<byte, ushort>(row), samples);
                    break;
                case 32:
                    Differences.Add(MemoryMarshal.Cast<byte, uint>(row), samples);
                    break;
                default:
                    Differences.Add(MemoryMarshal.Cast<byte, ulong>(row), samples);
                    break;
            }
        }
    }

    /// <summary>
    /// Predictor 3: the bytes of a row of floats were sorted by significance, highest first, and then replaced by their differences. Gives
    /// floats in the order of this machine.
    /// </summary>
    public static void UndoFloatingPoint(Span<byte> pixels, int rowBytes, int samples, int bytes)
    {
        var sorted = new byte[rowBytes];
        var count = rowBytes / bytes;
        for (; pixels.Length >= rowBytes && rowBytes > 0; pixels = pixels[rowBytes..])
        {
            var row = pixels[..rowBytes];
            Differences.Add(row, samples);
            row.CopyTo(sorted);
            for (var b = 0; b < bytes; b++)
            {
                var plane = sorted.AsSpan((BitConverter.IsLittleEndian ? bytes - 1 - b : b) * count, count);
                for (var i = 0; i < plane.Length; i++)
                    row[i * bytes + b] = plane[i];
            }
        }
    }

    /// <summary>Predictor 2, applied.</summary>
    public static void ApplyHorizontal(Span<byte> row, int bits)
    {
        switch (bits)
        {
            case 8:
                Subtract(row);
                break;
            case 16:
                Subtract(MemoryMarshal.Cast<byte, ushort>(row));
                break;
            default:
                Subtract(MemoryMarshal.Cast<byte, uint>(row));
                break;
        }
    }

    /// <summary>Predictor 3, applied to one row of floats of 32 bits.</summary>
    public static void ApplyFloatingPoint(Span<byte> row)
    {
        var floats = row.ToArray();
        var count = row.Length / 4;
        for (var b = 0; b < 4; b++)
        {
            var plane = row.Slice((BitConverter.IsLittleEndian ? 3 - b : b) * count, count);
            for (var i = 0; i < plane.Length; i++)
                plane[i] = floats[i * 4 + b];
        }
        Subtract(row);
    }

    private static void Subtract<T>(Span<T> row) where T : unmanaged, System.Numerics.IBinaryInteger<T>
    {
        for (var i = row.Length - 1; i > 0; i--)
            row[i] -= row[i - 1];
    }
}
