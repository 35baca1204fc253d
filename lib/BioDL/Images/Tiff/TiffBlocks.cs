using System.Buffers.Binary;
using System.IO.Compression;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace BioDL.Images;

/// <summary>Unpacks the strips or tiles of one page into channels of floats.</summary>
internal static class TiffBlocks
{
    /// <summary>Fills the channels of a page; those of a palette are its indices.</summary>
    /// <param name="tiff">The file.</param>
    /// <param name="layout">The page.</param>
    /// <param name="target">Samples × height × width values.</param>
    public static void Fill(TiffBytes tiff, TiffLayout layout, Span<float> target)
    {
        var rowBytes = (int)layout.BlockRowBytes;
        var buffer = IsDirect(tiff, layout) ? [] : new byte[rowBytes * layout.BlockHeight];
        var unpacker = layout.Compression == TiffCompression.Lzw ? new TiffLzw() : null;
        for (var n = 0; n < layout.Starts.Length; n++)
        {
            int across = n % layout.Across, down = n / layout.Across % layout.Down, plane = n / layout.Across / layout.Down;
            var packed = tiff.Slice(layout.Starts[n], layout.Lengths[n]);
            var needed = rowBytes * layout.StoredRows(down);
            var pixels = packed;
            if (buffer.Length > 0)
            {
                pixels = buffer.AsSpan(0, needed);
                Unpack(tiff, layout, n, packed, buffer.AsSpan(0, needed), unpacker);
                ToOwnOrder(tiff, layout, buffer.AsSpan(0, needed));
            }
            else if (packed.Length < needed)
            {
                throw tiff.Fault(layout.Starts[n], $"{packed.Length} bytes in strip or tile {n}", $"{needed}");
            }
            Place(layout, pixels, across, down, plane, target);
        }
    }

    /// <summary>Whether the file's bytes are the numbers, in the order of this machine.</summary>
    private static bool IsDirect(TiffBytes tiff, TiffLayout layout) =>
        layout is { Compression: TiffCompression.None, Predictor: 1, LowBitsFirst: false }
        && (layout.Bits <= 8 || (tiff.IsBigEndian != BitConverter.IsLittleEndian && layout.Bits is 16 or 32 or 64) || layout.Bits is not (16 or 32 or 64));

    private static void Unpack(TiffBytes tiff, TiffLayout layout, int n, ReadOnlySpan<byte> packed, Span<byte> target, TiffLzw? lzw)
    {
        if (layout.LowBitsFirst)
            packed = Mirrored(packed);
        var got = layout.Compression switch
        {
            TiffCompression.None => Copy(packed, target),
            TiffCompression.Lzw => lzw!.Unpack(packed, target),
            TiffCompression.PackBits => PackBits(packed, target),
            _ => Inflate(tiff, layout.Starts[n], packed, target),
        };
        if (got < target.Length)
            throw tiff.Fault(layout.Starts[n], $"strip or tile {n}, {packed.Length} bytes that unpack to {got}", $"{target.Length} bytes; it is damaged");
    }

    private static int Copy(ReadOnlySpan<byte> packed, Span<byte> target)
    {
        var length = Math.Min(packed.Length, target.Length);
        packed[..length].CopyTo(target);
        return length;
    }

    private static byte[] Mirrored(ReadOnlySpan<byte> bytes)
    {
        var mirrored = new byte[bytes.Length];
        for (var i = 0; i < mirrored.Length; i++)
        {
            var value = (uint)bytes[i];
            value = ((value & 0x55) << 1) | ((value >> 1) & 0x55);
            value = ((value & 0x33) << 2) | ((value >> 2) & 0x33);
            mirrored[i] = (byte)((value << 4) | (value >> 4));
        }
        return mirrored;
    }

    /// <summary>TIFF 6.0, section 9: n ≥ 0 is followed by n + 1 bytes as they are, n &lt; 0 by one that stands 1 − n times; −128 is nothing.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int PackBits(ReadOnlySpan<byte> packed, Span<byte> target)
    {
        int from = 0, to = 0;
        while (from < packed.Length - 1 && to < target.Length)
        {
            int head = (sbyte)packed[from++];
            if (head >= 0)
            {
                var length = Math.Min(Math.Min(head + 1, packed.Length - from), target.Length - to);
                // Most runs are short: sixteen bytes at once, where both sides have room, spare the call.
                if (length <= 16 && packed.Length - from >= 16 && target.Length - to >= 16)
                    Vector128.Create(packed.Slice(from, 16)).CopyTo(target.Slice(to, 16));
                else
                    packed.Slice(from, length).CopyTo(target[to..]);
                (from, to) = (from + length, to + length);
            }
            else if (head != -128)
            {
                var length = Math.Min(1 - head, target.Length - to);
                if (length <= 16 && target.Length - to >= 16)
                    Vector128.Create(packed[from++]).CopyTo(target.Slice(to, 16));
                else
                    target.Slice(to, length).Fill(packed[from++]);
                to += length;
            }
        }
        return to;
    }

    /// <summary>A zlib stream; one that goes on after the last pixel is no fault, but its checksum is compared when it ends there.</summary>
    private static unsafe int Inflate(TiffBytes tiff, long offset, ReadOnlySpan<byte> packed, Span<byte> target)
    {
        // An empty span has no address to read from.
        if (packed.IsEmpty)
            return 0;
        fixed (byte* start = packed)
        {
            try
            {
                using var zlib = new ZLibStream(new UnmanagedMemoryStream(start, packed.Length), CompressionMode.Decompress);
                var got = zlib.ReadAtLeast(target, target.Length, throwOnEndOfStream: false);
                zlib.ReadByte();
                return got;
            }
            catch (Exception exception) when (exception is InvalidDataException or IOException)
            {
                throw tiff.Fault(offset, "data that cannot be unpacked", "an intact zlib stream", exception);
            }
        }
    }

    private static void ToOwnOrder(TiffBytes tiff, TiffLayout layout, Span<byte> pixels)
    {
        if (layout.Predictor == 3)
        {
            TiffPredictor.UndoFloatingPoint(pixels, (int)layout.BlockRowBytes, layout.BlockSamples, layout.Bits / 8);
            return;
        }
        if (tiff.IsBigEndian == BitConverter.IsLittleEndian)
        {
            if (layout.Bits == 16)
                BinaryPrimitives.ReverseEndianness(MemoryMarshal.Cast<byte, ushort>(pixels), MemoryMarshal.Cast<byte, ushort>(pixels));
            else if (layout.Bits == 32)
                BinaryPrimitives.ReverseEndianness(MemoryMarshal.Cast<byte, uint>(pixels), MemoryMarshal.Cast<byte, uint>(pixels));
            else if (layout.Bits == 64)
                BinaryPrimitives.ReverseEndianness(MemoryMarshal.Cast<byte, ulong>(pixels), MemoryMarshal.Cast<byte, ulong>(pixels));
        }
        if (layout.Predictor == 2)
            TiffPredictor.UndoHorizontal(pixels, (int)layout.BlockRowBytes, layout.BlockSamples, layout.Bits);
    }

    /// <summary>Writes the part of a strip or tile that lies within the image.</summary>
    private static void Place(TiffLayout layout, ReadOnlySpan<byte> pixels, int across, int down, int plane, Span<float> target)
    {
        int left = across * layout.BlockWidth, top = down * layout.BlockHeight, size = layout.Width * layout.Height;
        var width = Math.Min(layout.BlockWidth, layout.Width - left);
        var rows = Math.Min(layout.StoredRows(down), layout.Height - top);
        var rowBytes = (int)layout.BlockRowBytes;
        // Whole rows that lie one behind the other are one long row.
        if (layout.BlockWidth == layout.Width && (long)rowBytes * 8 == (long)layout.Width * layout.BlockSamples * layout.Bits)
            (width, rowBytes, rows) = (width * rows, rowBytes * rows, 1);
        for (var y = 0; y < rows; y++)
        {
            var start = (top + y) * layout.Width + left;
            Samples.Split(pixels.Slice(y * rowBytes, rowBytes), layout.Bits, layout.Format, layout.BlockSamples, width,
                target[(plane * size + start)..], size);
        }
    }
}
